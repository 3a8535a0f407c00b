import { disputedColumns } from './glyphs.ts'
import { type Grid, gridOfRows, type Row } from './grid.ts'
import { Pen } from './pen.ts'

/** Unchanged cells that are looked at, to be written again where that is shorter than a move over them. */
const GAP_MAX = 12
/** The bytes of erasing the rest of a row. */
const ERASE_BYTES = 3

/**
 * What to send to a terminal that shows `before`, so that it shows `after`; nothing where they are the same. Where
 * nobody knows what it shows (`null`), or it had another size, it is cleared first. The terminal's style is its own
 * before and after; the cursor may stand anywhere. Some 2 µs a row that changed.
 */
export function encode(before: Grid | null, after: Grid): string {
  const pen = new Pen(after)
  const fits = before !== null && before.columns === after.columns && before.rows === after.rows
  if (!fits) pen.clear()
  const { cells } = fits ? before : gridOfRows([], after.columns, after.rows)
  for (const [row, own] of after.cells.entries()) {
    const old = cells[row]
    if (old !== undefined && old !== own) encodeRow(pen, old, own, row)
  }
  return pen.finished()
}

function encodeRow(pen: Pen, before: Row, after: Row, row: number): void {
  const { glyphs, styles } = after
  const columns = glyphs.length
  let first = 0
  while (first < columns && same(before, after, first)) first += 1
  if (first === columns) return
  const changed = changedUnits(before, after)
  const last = changed.lastIndexOf(true)
  let end = columns
  while (end > 0 && glyphs[end - 1] === ' ' && styles[end - 1] === '') end -= 1
  const blank = Math.max(first, end)
  const erases = last - blank + 1 > ERASE_BYTES
  const stop = erases ? blank : last + 1
  for (let column = first; column < stop; column += 1) {
    // The right half of a wide glyph comes with the left one.
    if (!changed[column] || glyphs[column] === '') continue
    pen.go(row, column, changed, GAP_MAX)
    pen.write(row, column)
  }
  if (erases) pen.erase(row, blank)
}

function same(before: Row, after: Row, column: number): boolean {
  return before.glyphs[column] === after.glyphs[column] && before.styles[column] === after.styles[column]
}

/** Which cells of a row to write: those that changed, and what a disputed glyph among them may spoil. */
function changedUnits(before: Row, after: Row): boolean[] {
  const { glyphs } = after
  const columns = glyphs.length
  const changed: boolean[] = []
  for (let column = 0; column < columns; column += 1) changed.push(!same(before, after, column))
  for (let column = 0; column < columns; column += 1) {
    if (!changed[column]) continue
    const width = column + 1 < columns && glyphs[column + 1] === '' ? 2 : 1
    const disputed = disputedColumns({ glyph: glyphs[column] ?? ' ', width })
    if (disputed !== null) changed.fill(true, column, Math.min(columns, column + disputed))
  }
  return changed
}
