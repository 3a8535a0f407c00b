import { addGlyphs, type Placed } from './glyphs.ts'
import { type Look, shownText, styleOf } from './paint.ts'
import { type Style, showsOnBlank } from './style.ts'
import type { Line } from './text.ts'

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

/** Lines from the top of a screen downwards; what doesn't fit on it is left out. */
export function gridOf(lines: readonly Line[], columns: number, rows: number, look: Look): Grid {
  return gridOfRows(
    lines.slice(0, rows).map(line => placed(line, look)),
    columns,
    rows,
  )
}

/** Rows of glyphs from the top left corner; what doesn't fit is left out, and a wide glyph of which half would. */
export function gridOfRows(lines: readonly (readonly Placed[])[], columns: number, rows: number): Grid {
  const glyphs = new Array<string>(columns * rows).fill(' ')
  const styles = new Array<Style>(columns * rows).fill('')
  for (const [row, line] of lines.slice(0, rows).entries()) {
    let column = 0
    for (const { glyph, width, style } of line) {
      if (column + width > columns) break
      const at = row * columns + column
      const shown = style === '' || (glyph === ' ' && !showsOnBlank(style)) ? '' : style
      glyphs[at] = glyph
      styles[at] = shown
      if (width === 2) {
        glyphs[at + 1] = ''
        styles[at + 1] = shown
      }
      column += width
    }
  }
  return { columns, rows, glyphs, styles }
}

function placed(line: Line, look: Look): Placed[] {
  const found: Placed[] = []
  for (const span of line) addGlyphs(found, shownText(span, look), styleOf(span, look))
  return found
}
