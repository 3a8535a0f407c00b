import fc from 'fast-check'
import { glyphs as glyphsOf, type Placed } from '../../src/terminal/glyphs.ts'
import { type Grid, gridOfRows } from '../../src/terminal/grid.ts'

/** Characters of every kind that a course may hold: narrow, wide, combined, pictures; blanks more often than others. */
const GLYPHS: readonly string[] = [
  ...'          abcXYZ019.,-',
  ...'─│╭╯●◆✓✗❯éß…’',
  ...'日本語한中',
  'é',
  'n\u0303',
  'z\u0323\u0302',
  '😀',
  '🚀',
  '⌚',
  '👨‍👩‍👧',
  '👍🏽',
  '🇩🇪',
  '❤️',
  '1️⃣',
]
/** Every attribute, the sixteen colours, 256 and true colour, and styles that show on a blank. */
const STYLES: readonly string[] = [
  '',
  '',
  '',
  '2',
  '1;36',
  '31',
  '32',
  '33',
  '1;2',
  '3;4',
  '4',
  '7',
  '7;31',
  '9',
  '53',
  '5;91',
  '8',
  '41',
  '38;5;208',
  '38;2;1;2;3',
  '38;2;250;100;9;48;5;17',
  '97;104',
  '1;2;3;4;5;7;8;9;53;38;5;1;48;2;9;9;9',
]

/** Draws whole numbers from 0 up to one below the bound, from a seed. */
export type Draw = (below: number) => number

export function drawFrom(seed: number): Draw {
  const [first = 0] = fc.sample(fc.integer({ min: 1, max: 0x7fffffff }), { numRuns: 1, seed })
  let state = first
  return below => {
    // Marsaglia, Xorshift RNGs, J. Stat. Softw. 8(14), 2003.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** A screen full of anything. */
export function randomGrid(draw: Draw, columns: number, rows: number): Grid {
  return gridOfRows(
    Array.from({ length: rows }, () => randomRow(draw, columns)),
    columns,
    rows,
  )
}

function randomRow(draw: Draw, columns: number): Placed[] {
  const row: Placed[] = []
  const end = draw(3) === 0 ? draw(columns + 1) : columns
  let style = ''
  for (let used = 0; used < end; ) {
    if (draw(4) === 0) style = STYLES[draw(STYLES.length)] ?? ''
    const [glyph] = glyphsOf(GLYPHS[draw(GLYPHS.length)] ?? ' ')
    if (glyph === undefined) throw new Error('a glyph of no columns')
    row.push({ ...glyph, style })
    used += glyph.width
  }
  return row
}

/** A screen that differs from one of the same size in a few stretches, as those of an animation do. */
export function changedGrid(draw: Draw, before: Grid): Grid {
  const { columns, rows } = before
  const other = randomGrid(draw, columns, rows)
  const lines = Array.from({ length: rows }, (_, row) => {
    const old = rowOf(before, row)
    if (draw(2) === 0) return old
    const from = draw(columns)
    const to = from + draw(6)
    return spliced(old, rowOf(other, row), from, to)
  })
  return gridOfRows(lines, columns, rows)
}

function rowOf({ cells }: Grid, row: number): Placed[] {
  const { glyphs = [], styles = [] } = cells[row] ?? {}
  return glyphs.flatMap((glyph, at) =>
    glyph === '' ? [] : [{ glyph, width: glyphs[at + 1] === '' ? 2 : 1, style: styles[at] ?? '' }],
  )
}

/** The one row up to a column, then the other one up to another, then the one again; halves of glyphs become blanks. */
function spliced(one: readonly Placed[], other: readonly Placed[], from: number, to: number): Placed[] {
  const cut = (row: readonly Placed[], first: number, end: number) => {
    let column = 0
    return row.flatMap(cell => {
      const begins = column
      column += cell.width
      if (begins >= first && column <= end) return [cell]
      const inside = Math.max(0, Math.min(column, end) - Math.max(begins, first))
      return Array.from({ length: inside }, (): Placed => ({ glyph: ' ', width: 1, style: '' }))
    })
  }
  return [...cut(one, 0, from), ...cut(other, from, to), ...cut(one, to, Number.MAX_SAFE_INTEGER)]
}
