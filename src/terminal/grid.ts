import { addGlyphs, type Placed } from './glyphs.ts'
import { type Look, shownText, styleOf } from './paint.ts'
import { type Style, showsOnBlank } from './style.ts'
import { isNarrow, type Line, type Span } from './text.ts'

/**
 * The cells of a row from left to right. A wide glyph stands in the left one of its two cells; the right one holds the
 * empty text, in the same style. Nothing is a space; its style is '' unless it shows.
 */
export interface Row {
  readonly glyphs: readonly string[]
  readonly styles: readonly Style[]
}

/** What a terminal shows: as many rows as it has, each of as many cells as it has columns. Screens share equal rows. */
export interface Grid {
  readonly columns: number
  readonly rows: number
  readonly cells: readonly Row[]
}

/** A grid with what its rows were made of: the same line, in the same look, has the same cells. */
export interface DrawnGrid extends Grid {
  /** One for each row. */
  readonly lines: readonly Line[]
  readonly look: Look
}

const NOTHING: Line = []

/**
 * Lines from the top of a screen downwards; what doesn't fit on it is left out. Of the screen before, where it had the
 * same width and look, it has the very rows whose lines say the same: from one frame to the next most do.
 */
export function gridOf(
  lines: readonly Line[],
  columns: number,
  rows: number,
  look: Look,
  before: DrawnGrid | null = null,
): DrawnGrid {
  const known = before !== null && before.columns === columns && before.look === look ? before : null
  const shown: Line[] = []
  const cells: Row[] = []
  for (let row = 0; row < rows; row += 1) {
    const line = lines[row] ?? NOTHING
    const [old, kept] = [known?.lines[row], known?.cells[row]]
    if (old !== undefined && kept !== undefined && sameLine(old, line)) {
      shown.push(old)
      cells.push(kept)
    } else {
      shown.push(line)
      cells.push(rowOfLine(line, columns, look))
    }
  }
  return { columns, rows, cells, lines: shown, look }
}

/** Rows of glyphs from the top left corner; what doesn't fit is left out, and a wide glyph of which half would. */
export function gridOfRows(lines: readonly (readonly Placed[])[], columns: number, rows: number): Grid {
  const cells = Array.from({ length: rows }, (_, row) => rowOfGlyphs(lines[row] ?? [], columns))
  return { columns, rows, cells }
}

/** A row as it is being filled. */
interface OpenRow extends Row {
  readonly glyphs: string[]
  readonly styles: Style[]
}

function blankRow(columns: number): OpenRow {
  return { glyphs: new Array<string>(columns).fill(' '), styles: new Array<Style>(columns).fill('') }
}

function rowOfLine(line: Line, columns: number, look: Look): Row {
  const row = blankRow(columns)
  let at = 0
  for (const span of line) {
    const text = shownText(span, look)
    // A mark in it may join what stands in the span before.
    if (!isNarrow(text)) return rowOfGlyphs(placed(line, look), columns)
    at = setNarrow(row, at, text, styleOf(span, look))
  }
  return row
}

/** Sets as many glyphs of one column each as there is room for, and gives the place behind them. */
function setNarrow({ glyphs, styles }: OpenRow, from: number, text: string, style: Style): number {
  const end = Math.min(glyphs.length, from + text.length)
  const onBlank = showsOnBlank(style) ? style : ''
  for (let at = from; at < end; at += 1) {
    const glyph = text[at - from] as string
    glyphs[at] = glyph
    styles[at] = glyph === ' ' ? onBlank : style
  }
  return end
}

function rowOfGlyphs(line: readonly Placed[], columns: number): Row {
  const row = blankRow(columns)
  const { glyphs, styles } = row
  let at = 0
  for (const { glyph, width, style } of line) {
    if (at + width > columns) break
    const shown = glyph === ' ' && !showsOnBlank(style) ? '' : style
    glyphs[at] = glyph
    styles[at] = shown
    if (width === 2) {
      glyphs[at + 1] = ''
      styles[at + 1] = shown
    }
    at += width
  }
  return row
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
