import xterm from '@xterm/headless'
import stringWidth from 'string-width'
import type { Cells } from './flat.ts'

type Cell = ReturnType<InstanceType<typeof xterm.Terminal>['buffer']['active']['getNullCell']>

/** A terminal that shows what is written to it, cell by cell. */
export interface ShownTerminal {
  /** Resolves when all of it is on the screen. */
  readonly write: (text: string) => Promise<void>
  readonly resize: (columns: number, rows: number) => void
  /** The cells as a grid would have them, read from the terminal's own flags. */
  readonly shown: () => Cells
  readonly dispose: () => void
}

/** `graphemes`: one that sees an emoji of many code points as one. Else one as of 2016: Unicode 6, no joined emoji. */
export function shownTerminal(columns: number, rows: number, graphemes = true): ShownTerminal {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 })
  if (graphemes) {
    terminal.unicode.register(new Graphemes())
    terminal.unicode.activeVersion = 'graphemes'
  }
  // A program of whole screens takes the other screen, which never scrolls lines in or out when it is resized.
  terminal.write('\x1b[?1049h')
  return {
    write: text => new Promise(resolve => terminal.write(text, resolve)),
    resize: (cols, lines) => terminal.resize(cols, lines),
    shown: () => {
      const glyphs: string[] = []
      const styles: string[] = []
      const cell = terminal.buffer.active.getNullCell()
      for (let row = 0; row < terminal.rows; row += 1) {
        const line = terminal.buffer.active.getLine(row)
        for (let column = 0; column < terminal.cols; column += 1) {
          line?.getCell(column, cell)
          const glyph = cell.getWidth() === 0 ? '' : cell.getChars() || ' '
          // The right half of a wide glyph is as its left one, whatever the terminal keeps there.
          styles.push(glyph === '' ? (styles[styles.length - 1] ?? '') : styleOfCell(cell, glyph))
          glyphs.push(glyph)
        }
      }
      return { glyphs, styles }
    },
    dispose: () => terminal.dispose(),
  }
}

/** What can be seen of a cell's style; of a blank only what shows without a glyph. */
function styleOfCell(cell: Cell, glyph: string): string {
  if (glyph === ' ' && cell.isAttributeDefault()) return ''
  const flags: readonly (readonly [number, string])[] = [
    [cell.isBold(), '1'],
    [cell.isDim(), '2'],
    [cell.isItalic(), '3'],
    [cell.isUnderline(), '4'],
    [cell.isBlink(), '5'],
    [cell.isInverse(), '7'],
    [cell.isInvisible(), '8'],
    [cell.isStrikethrough(), '9'],
    [cell.isOverline(), '53'],
  ]
  const on = flags.filter(([flag]) => flag !== 0).map(([, code]) => code)
  const fg = colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColorMode(), cell.getFgColor(), 30)
  const bg = colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColorMode(), cell.getBgColor(), 40)
  const blank = glyph === ' ' && bg === null && !on.some(code => ['4', '7', '9', '53'].includes(code))
  return blank ? '' : [...on, fg, bg].filter(code => code !== null).join(';')
}

/** The terminal's mode for its own sixteen colours; the next one is that of 256. */
const SIXTEEN = 0x1000000

function colour(none: boolean, rgb: boolean, mode: number, value: number, base: 30 | 40): string | null {
  if (none) return null
  if (rgb) return `${base + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`
  if (mode !== SIXTEEN) return `${base + 8};5;${value}`
  return String(value < 8 ? base + value : base + 52 + value)
}

/** Code points below this are one column each, and join nothing before them. */
const LATIN = 0x300

/** Unicode as a terminal sees it that joins code points into graphemes, each as wide as string-width says. */
class Graphemes {
  readonly version = 'graphemes'
  private readonly segmenter = new Intl.Segmenter()
  /** What was put together so far, by the number that the terminal hands back to us. */
  private readonly clusters: string[] = Array.from({ length: LATIN }, (_, code) =>
    code === 0 ? '' : String.fromCodePoint(code),
  )

  wcwidth(code: number): 0 | 1 | 2 {
    return Math.min(2, stringWidth(String.fromCodePoint(code))) as 0 | 1 | 2
  }

  charProperties(code: number, preceding: number): number {
    const point = String.fromCodePoint(code)
    // Nothing joins a Latin letter to what was before it, and most of a screen is such.
    if (code < LATIN) return (code << 3) | (1 << 1)
    const before = this.clusters[preceding >> 3] ?? ''
    const joins = before !== '' && [...this.segmenter.segment(before + point)].length === 1
    const cluster = joins ? before + point : point
    if (this.clusters.length > 100_000) this.clusters.length = LATIN
    this.clusters.push(cluster)
    const width = Math.min(2, stringWidth(cluster))
    return (((this.clusters.length - 1) & 0xffffff) << 3) | (width << 1) | (joins ? 1 : 0)
  }
}
