import type { Grid } from '../../src/terminal/grid.ts'

/** The glyphs and styles of all cells of a screen, row by row from the top left one. */
export interface Cells {
  readonly glyphs: readonly string[]
  readonly styles: readonly string[]
}

/** All cells of a screen, one after the other. */
export function flat({ cells }: Grid): Cells {
  return { glyphs: cells.flatMap(({ glyphs }) => glyphs), styles: cells.flatMap(({ styles }) => styles) }
}
