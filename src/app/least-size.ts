import type { Size } from './state.ts'

/** The least terminal in which everything can be shown. */
export const SIZE_MIN: Size = { columns: 60, rows: 20 }

/** Whether a terminal has no room for the screens: then nothing goes on unseen, and no key acts on what isn’t shown. */
export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < SIZE_MIN.columns || rows < SIZE_MIN.rows
}
