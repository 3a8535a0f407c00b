import { addGlyphs, type Placed } from './glyphs.ts'
import { type Look, shownText, styleOf } from './paint.ts'
import { type Style, showsOnBlank } from './style.ts'
import type { Line, Span } from './text.ts'

/**
 * What a terminal shows: its cells, row by row from the top left one. A wide glyph stands in the left one of its two
 * cells; the right one holds the empty text, in the same style. Nothing is a space; its style is '' unless it shows.
 */
export interface Grid {
  readonly columns: number
  readonly rows: number
  readonly glyphs: readonly string[]
  readonly styles: readonly Style[]
}

/** What the rows of a grid were made of: the same line, in the same look, has the same cells. */
interface Source {
  /** One for each row. A row that stayed as it was has the very line that it had. */
  readonly lines: readonly Line[]
  readonly look: Look
}

/** Beside the grids, not in them: two screens are the same when their cells are. */
const SOURCES = new WeakMap<Grid, Source>()

const NOTHING: Line = []

/**
 * Lines from the top of a screen downwards; what doesn't fit on it is left out. Of the screen before, where it had the
 * same size and look, the cells of all rows are kept whose lines say the same: from one frame to the next most do.
 */
export function gridOf(
  lines: readonly Line[],
  columns: number,
  rows: number,
  look: Look,
  before: Grid | null = null,
): Grid {
  const kept = keptLines(before, columns, rows, look)
  const glyphs = before && kept ? before.glyphs.slice() : new Array<string>(columns * rows).fill(' ')
  const styles = before && kept ? before.styles.slice() : new Array<Style>(columns * rows).fill('')
  const shown: Line[] = []
  for (let row = 0; row < rows; row += 1) {
    const line = lines[row] ?? NOTHING
    const old = kept?.[row]
    if (old !== undefined && sameLine(old, line)) shown.push(old)
    else {
      shown.push(line)
      if (kept) blankRow(glyphs, styles, row * columns, columns)
      setRow(glyphs, styles, row * columns, columns, placed(line, look))
    }
  }
  const grid = { columns, rows, glyphs, styles }
  SOURCES.set(grid, { lines: shown, look })
  return grid
}

/** The lines of a screen whose cells may be kept; null where none may. */
function keptLines(before: Grid | null, columns: number, rows: number, look: Look): readonly Line[] | null {
  if (before === null || before.columns !== columns || before.rows !== rows) return null
  const source = SOURCES.get(before)
  return source?.look === look ? source.lines : null
}

/** Rows of glyphs from the top left corner; what doesn't fit is left out, and a wide glyph of which half would. */
export function gridOfRows(lines: readonly (readonly Placed[])[], columns: number, rows: number): Grid {
  const glyphs = new Array<string>(columns * rows).fill(' ')
  const styles = new Array<Style>(columns * rows).fill('')
  for (const [row, line] of lines.slice(0, rows).entries())
    setRow(glyphs, styles, row * columns, columns, line)
  return { columns, rows, glyphs, styles }
}

/** Says of each row whether it is known to be the same on both, without a look at its cells. */
export function knownSame(one: Grid, other: Grid): (row: number) => boolean {
  const [before, after] = [SOURCES.get(one), SOURCES.get(other)]
  if (before === undefined || before.look !== after?.look) return () => false
  return row => before.lines[row] === after.lines[row]
}

function blankRow(glyphs: string[], styles: Style[], from: number, columns: number): void {
  glyphs.fill(' ', from, from + columns)
  styles.fill('', from, from + columns)
}

/** Sets the cells of a blank row, which begins at `from`. */
function setRow(
  glyphs: string[],
  styles: Style[],
  from: number,
  columns: number,
  line: readonly Placed[],
): void {
  const end = from + columns
  let at = from
  for (const { glyph, width, style } of line) {
    if (at + width > end) break
    const shown = style === '' || (glyph === ' ' && !showsOnBlank(style)) ? '' : style
    glyphs[at] = glyph
    styles[at] = shown
    if (width === 2) {
      glyphs[at + 1] = ''
      styles[at + 1] = shown
    }
    at += width
  }
}

function sameLine(one: Line, other: Line): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  for (let place = 0; place < one.length; place += 1)
    if (!sameSpan(one[place] as Span, other[place] as Span)) return false
  return true
}

function sameSpan(one: Span, other: Span): boolean {
  return one.role === other.role && (one.bold ?? false) === (other.bold ?? false) && one.text === other.text
}

function placed(line: Line, look: Look): Placed[] {
  const found: Placed[] = []
  for (const span of line) addGlyphs(found, shownText(span, look), styleOf(span, look))
  return found
}
