import type { Grid } from '../../src/terminal/grid.ts'
import { escaped } from '../../src/tui/diagram/svg-parts.ts'
import { DARK, LIGHT } from '../../src/tui/diagram/svg-style.ts'
import { boxLine, n } from './box-lines.ts'

export interface Caption {
  readonly title: string
  readonly description: string
  readonly background: 'dark' | 'light'
}

/** The size of a cell at a type size of 14: DejaVu Sans Mono and Menlo are as wide, others are drawn as wide. */
const CELL = { width: 8.43, height: 18 }
const MARGIN = 14
/** From the top of a cell down to the foot of its letters. */
const FOOT = 13.5

/**
 * A screen as a picture that needs nothing else: no script, no font, no network. Its colours are those of a terminal of
 * 24 bits on that background. The same screen gives the same bytes.
 */
export function gridSvg(grid: Grid, { title, description, background }: Caption): string {
  const { ground, text } = background === 'dark' ? DARK : LIGHT
  const width = n(grid.columns * CELL.width + 2 * MARGIN)
  const all = Array.from({ length: grid.rows }, (_, row) => piecesOf(grid, row))
  // A screen leaves its last row free.
  const rows = all.slice(0, all.findLastIndex(pieces => pieces.length > 0) + 1)
  const height = n(rows.length * CELL.height + 2 * MARGIN)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="netsplit-title netsplit-desc">`,
    `<title id="netsplit-title">${escaped(title)}</title>`,
    `<desc id="netsplit-desc">${escaped(description)}</desc>`,
    '<style>text{font:14px ui-monospace,Menlo,"DejaVu Sans Mono",Consolas,monospace;white-space:pre}.b{font-weight:bold}',
    'path{fill:none;stroke-width:1.2}.thick{stroke-width:3}.dashed{stroke-width:2;stroke-dasharray:4 2}</style>',
    `<rect x=".5" y=".5" width="${n(Number(width) - 1)}" height="${n(Number(height) - 1)}" rx="8" fill="${ground}" stroke="${text}" stroke-opacity=".25"/>`,
    `<g fill="${text}">`,
    ...rows.flatMap((pieces, row) => pieces.filter(isText).map(piece => textOf(piece, row))),
    '</g>',
    ...linesOf(rows, text),
    '</svg>',
    '',
  ].join('\n')
}

/** Glyphs beside each other that are drawn as one. */
interface Piece {
  readonly column: number
  readonly glyphs: string
  readonly columns: number
  readonly style: string
}

/** Letters of which every font has all, each as wide as the next. */
const LETTERS = /^[ -~’–…]$/

function piecesOf({ columns, cells }: Grid, row: number): Piece[] {
  const { glyphs = [], styles = [] } = cells[row] ?? {}
  const pieces: Piece[] = []
  for (let column = 0; column < columns; column += 1) {
    const glyph = glyphs[column] ?? ' '
    const style = styles[column] ?? ''
    if (glyph === '') continue
    const wide = column + 1 < columns && glyphs[column + 1] === '' ? 2 : 1
    const last = pieces.at(-1)
    // A blank goes with what is before it, whatever its style: nothing of it shows.
    const joins =
      last !== undefined &&
      LETTERS.test(glyph) &&
      LETTERS.test(last.glyphs.at(-1) ?? '') &&
      last.column + last.columns === column
    if (joins && (glyph === ' ' ? !last.glyphs.endsWith(' ') : last.style === style))
      pieces[pieces.length - 1] = { ...last, glyphs: last.glyphs + glyph, columns: last.columns + 1 }
    else if (glyph !== ' ') pieces.push({ column, glyphs: glyph, columns: wide, style })
  }
  return pieces
}

function isText({ glyphs }: Piece): boolean {
  return boxLine(glyphs, { x: 0, y: 0, dx: 0, dy: 0 }) === null
}

function textOf({ column, glyphs, style }: Piece, row: number): string {
  const words = glyphs.trimEnd()
  const { colour, bold } = readStyle(style)
  const more = `${bold ? ' class="b"' : ''}${colour === null ? '' : ` fill="${colour}"`}`
  // As wide as its cells in whatever font there is.
  const fit = LETTERS.test(words[0] ?? '')
    ? ` textLength="${n(words.length * CELL.width)}" lengthAdjust="spacingAndGlyphs"`
    : ''
  return `<text x="${n(MARGIN + column * CELL.width)}" y="${n(MARGIN + row * CELL.height + FOOT)}"${fit}${more}>${escaped(words)}</text>`
}

/** The lines of all frames, those of a colour and a kind in one path. */
function linesOf(rows: readonly (readonly Piece[])[], text: string): string[] {
  const paths = new Map<string, string>()
  for (const [row, pieces] of rows.entries())
    for (const { column, glyphs, style } of pieces) {
      const box = {
        x: MARGIN + (column + 0.5) * CELL.width,
        y: MARGIN + (row + 0.5) * CELL.height,
        dx: CELL.width / 2,
        dy: CELL.height / 2,
      }
      const line = boxLine(glyphs, box)
      if (line === null) continue
      const key = `class="${line.kind}" stroke="${readStyle(style).colour ?? text}"`
      paths.set(key, (paths.get(key) ?? '') + line.d)
    }
  return [...paths].map(([key, d]) => `<path ${key} d="${d}"/>`)
}

/** What a style of this terminal can say: bold, and a colour of 24 bits. */
function readStyle(style: string): { readonly colour: string | null; readonly bold: boolean } {
  const found = /^(1)?;?(?:38;2;(\d+);(\d+);(\d+))?$/.exec(style)
  if (!found) throw new Error(`a picture knows no style «${style}»`)
  const [, bold, ...rgb] = found
  const hex = rgb
    .map(part =>
      Number(part ?? 0)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
  return { colour: rgb[0] === undefined ? null : `#${hex}`, bold: bold === '1' }
}
