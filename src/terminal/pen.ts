import { disputedColumns } from './glyphs.ts'
import type { Grid } from './grid.ts'
import { move, type Place } from './move.ts'
import { type Style, showsOnBlank, transition } from './style.ts'

/** Writes cells of one grid, and knows where the cursor is and which style is on. It is used up by one screen. */
export class Pen {
  private readonly grid: Grid
  private text = ''
  private style: Style = ''
  /** Null where nobody knows. */
  private place: Place | null = null

  constructor(grid: Grid) {
    this.grid = grid
  }

  clear(): void {
    this.text += '\x1b[m\x1b[2J\x1b[H'
    this.place = { row: 0, column: 0 }
  }

  /** Takes the cursor to a cell: by a move, or by writing the unchanged cells before it again. */
  go(row: number, column: number, changed: readonly boolean[], gapMax: number): void {
    const to = { row, column }
    const moved = move(this.place, to, this.grid.columns)
    const from = this.place
    if (
      moved !== '' &&
      from !== null &&
      from.row === row &&
      from.column < column &&
      column - from.column <= gapMax
    ) {
      const gap = this.gap(from, column, changed)
      const next = this.styleAt(row, column)
      const moveBytes = moved.length + this.change(this.style, row, column, next).length
      if (gap !== null && gap.bytes + transition(gap.style, next).length <= moveBytes) {
        this.text += gap.text
        this.style = gap.style
        this.place = to
        return
      }
    }
    this.text += moved
    this.place = to
  }

  /** Writes the glyph of the cell where the cursor is. */
  write(row: number, column: number): void {
    const glyph = this.glyphAt(row, column)
    const style = this.styleAt(row, column)
    this.text += this.change(this.style, row, column, style)
    this.style = this.kept(glyph, style)
    const width = this.widthAt(row, column)
    const disputed = disputedColumns({ glyph, width })
    this.text += disputed === null ? glyph : this.careful(glyph, width, column, disputed)
    this.place = disputed === null ? { row, column: column + width } : null
  }

  /** Makes the row blank from a column on. */
  erase(row: number, column: number): void {
    // Some terminals erase in the colour that is on.
    if (showsOnBlank(this.style)) this.wear('')
    this.text += `${move(this.place, { row, column }, this.grid.columns)}\x1b[K`
    this.place = { row, column }
  }

  /** All that was written, with the terminal's own style on again. */
  finished(): string {
    this.wear('')
    return this.text
  }

  /**
   * A glyph of which terminals disagree how wide it is: its cells are blanked first, for those who think it narrower; no
   * line is wrapped, for those who think it wider; and the cursor's place is lost.
   */
  private careful(glyph: string, width: number, column: number, disputed: number): string {
    const blanked = width === 1 ? glyph : `  \x1b[${column + 1}G${glyph}`
    return column + disputed > this.grid.columns ? `\x1b[?7l${blanked}\x1b[?7h` : blanked
  }

  private gap(
    from: Place,
    until: number,
    changed: readonly boolean[],
  ): { readonly text: string; readonly bytes: number; readonly style: Style } | null {
    let text = ''
    let style = this.style
    let bytes = 0
    for (let column = from.column; column < until; column += 1) {
      const glyph = this.glyphAt(from.row, column)
      if (glyph === '') continue
      const width = this.widthAt(from.row, column)
      if (changed[column] || disputedColumns({ glyph, width }) !== null) return null
      const own = this.styleAt(from.row, column)
      const sgr = this.change(style, from.row, column, own)
      if (!(glyph === ' ' && sgr === '')) style = own
      text += sgr + glyph
      bytes += sgr.length + utf8Bytes(glyph)
    }
    return { text, bytes, style }
  }

  /** What changes the style for a cell: nothing where it is blank and looks the same in the style that is on. */
  private change(from: Style, row: number, column: number, to: Style): string {
    return this.glyphAt(row, column) === ' ' && to === '' && !showsOnBlank(from) ? '' : transition(from, to)
  }

  private kept(glyph: string, style: Style): Style {
    return glyph === ' ' && style === '' && !showsOnBlank(this.style) ? this.style : style
  }

  private wear(style: Style): void {
    this.text += transition(this.style, style)
    this.style = style
  }

  private glyphAt(row: number, column: number): string {
    return this.grid.cells[row]?.glyphs[column] ?? ' '
  }

  private styleAt(row: number, column: number): Style {
    return this.grid.cells[row]?.styles[column] ?? ''
  }

  private widthAt(row: number, column: number): number {
    return column + 1 < this.grid.columns && this.glyphAt(row, column + 1) === '' ? 2 : 1
  }
}

/** How many bytes a text takes in UTF-8. */
function utf8Bytes(text: string): number {
  let bytes = 0
  for (const point of text) {
    const code = point.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
