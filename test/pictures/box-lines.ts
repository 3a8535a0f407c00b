/** The middle of a cell, and how far it is from there to its edges. */
export interface CellBox {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
}

/** Which edges each sign of a frame joins with the middle of its cell: left, up, right, down. */
const ARMS: { readonly [glyph: string]: string } = {
  '─': 'lr',
  '━': 'lr',
  '│': 'ud',
  '┇': 'ud',
  '├': 'udr',
  '┤': 'udl',
  '┬': 'lrd',
  '┴': 'lru',
  '┼': 'lrud',
}

/** The edges that a round corner joins: the first one's side, and the other's. */
const CORNERS: { readonly [glyph: string]: readonly [side: 1 | -1, end: 1 | -1] } = {
  '╭': [1, 1],
  '╮': [-1, 1],
  '╰': [1, -1],
  '╯': [-1, -1],
}

/**
 * A sign of a frame as the path of its lines, and how they are drawn; null for any other glyph. As letters they would
 * have gaps between them: each font has another idea of how high a line is.
 */
export function boxLine(
  glyph: string,
  { x, y, dx, dy }: CellBox,
): { readonly d: string; readonly kind: string } | null {
  const corner = CORNERS[glyph]
  if (corner) {
    const [side, end] = corner
    const ends = `${n(x)} ${n(y)} ${n(x)} ${n(y + end * dy)}`
    return { d: `M${n(x + side * dx)} ${n(y)}Q${ends}`, kind: 'thin' }
  }
  const arms = ARMS[glyph]
  if (arms === undefined) return null
  const across = span(arms, 'l', 'r', x, dx)
  const along = span(arms, 'u', 'd', y, dy)
  const d = [
    across && `M${n(across[0])} ${n(y)}H${n(across[1])}`,
    along && `M${n(x)} ${n(along[0])}V${n(along[1])}`,
  ]
  return { d: d.join(''), kind: glyph === '┇' ? 'dashed' : glyph === '━' ? 'thick' : 'thin' }
}

/** From where to where a line goes, if there is one. */
function span(arms: string, before: string, after: string, middle: number, reach: number) {
  if (!arms.includes(before) && !arms.includes(after)) return ''
  return [
    arms.includes(before) ? middle - reach : middle,
    arms.includes(after) ? middle + reach : middle,
  ] as const
}

/** A coordinate with two decimals at most. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100)
}
