import { addGlyphs, type Glyph } from './glyphs.ts'
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

/** A glyph in a style, on its way into a row. */
export interface Placed extends Glyph {
  readonly style: Style
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
      const shown = glyph === ' ' && !showsOnBlank(style) ? '' : style
      for (let half = 0; half < width; half += 1) {
        glyphs[at + half] = half === 0 ? glyph : ''
        styles[at + half] = shown
      }
      column += width
    }
  }
  return { columns, rows, glyphs, styles }
}

function placed(line: Line, look: Look): Placed[] {
  const found: Glyph[] = []
  const styles: Style[] = []
  for (const span of line) {
    addGlyphs(found, shownText(span, look))
    const style = styleOf(span, look)
    while (styles.length < found.length) styles.push(style)
  }
  return found.map((glyph, index) => ({ ...glyph, style: styles[index] ?? '' }))
}
