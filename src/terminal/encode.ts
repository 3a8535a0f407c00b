import { disputedColumns } from './glyphs.ts'
import { type Grid, gridOfRows, knownSame } from './grid.ts'
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
  const known = fits ? before : gridOfRows([], after.columns, after.rows)
  const isSame = knownSame(known, after)
  for (let row = 0; row < after.rows; row += 1) if (!isSame(row)) encodeRow(pen, known, after, row)
  return pen.finished()
}

function encodeRow(pen: Pen, before: Grid, after: Grid, row: number): void {
  const { columns } = after
  const base = row * columns
  let first = 0
  while (first < columns && same(before, after, base + first)) first += 1
  if (first === columns) return
  const changed = changedUnits(before, after, row)
  const last = changed.lastIndexOf(true)
  let end = columns
  while (end > 0 && after.glyphs[base + end - 1] === ' ' && after.styles[base + end - 1] === '') end -= 1
  const blank = Math.max(first, end)
  const erases = last - blank + 1 > ERASE_BYTES
  const stop = erases ? blank : last + 1
  for (let column = first; column < stop; column += 1) {
    // The right half of a wide glyph comes with the left one.
    if (!changed[column] || after.glyphs[base + column] === '') continue
    pen.go(row, column, changed, GAP_MAX)
    pen.write(row, column)
  }
  if (erases) pen.erase(row, blank)
}

function same(before: Grid, after: Grid, at: number): boolean {
  return before.glyphs[at] === after.glyphs[at] && before.styles[at] === after.styles[at]
}

/** Which cells of a row to write: those that changed, and what a disputed glyph among them may spoil. */
function changedUnits(before: Grid, after: Grid, row: number): boolean[] {
  const { columns } = after
  const base = row * columns
  const changed: boolean[] = []
  for (let column = 0; column < columns; column += 1) changed.push(!same(before, after, base + column))
  for (let column = 0; column < columns; column += 1) {
    if (!changed[column]) continue
    const width = after.glyphs[base + column + 1] === '' && column + 1 < columns ? 2 : 1
    const disputed = disputedColumns({ glyph: after.glyphs[base + column] ?? ' ', width })
    if (disputed !== null) changed.fill(true, column, Math.min(columns, column + disputed))
  }
  return changed
}
