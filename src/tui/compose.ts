import { MARGIN, type Size } from '../app/app.ts'
import { type DrawnGrid, gridOf } from '../terminal/grid.ts'
import type { Look } from '../terminal/paint.ts'
import { type Line, span } from '../terminal/text.ts'
import type { MenuView, View } from './views/view.ts'

/**
 * A screen as cells without React, cell for cell what Ink makes of it; a menu has its cursor where it stands at first.
 * Told the screen before, it makes the same cells anew of the rows alone that differ.
 */
export function compose(
  { above, menu, below }: View,
  { columns, rows }: Size,
  look: Look,
  before: DrawnGrid | null = null,
): DrawnGrid {
  const lines = [...above, ...(menu === null ? [] : menuLines(menu)), ...below]
  return gridOf(lines, columns, rows, look, before)
}

function menuLines({ options, at = 0 }: MenuView): Line[] {
  return options.flatMap((lines, option) => {
    const chosen = option === Math.min(at, options.length - 1)
    return lines.map((line, row): Line => {
      const sign = chosen && row === 0 ? span('❯ ', 'focus', true) : span('  ')
      return [span(' '.repeat(MARGIN)), sign, ...(chosen ? line.map(focused) : line)]
    })
  })
}

function focused(part: Line[number]): Line[number] {
  return { ...part, role: 'focus' }
}
