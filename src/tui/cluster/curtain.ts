import type { Canvas } from '../../terminal/canvas.ts'
import { curtainColumn, type Layout } from './layout.ts'
import type { Split } from './split.ts'

/**
 * The cut, as something that one sees: a curtain from top to bottom, with the word on it. One that lets messages through
 * one way says which.
 */
export function drawCurtains(canvas: Canvas, layout: Layout, { curtains, sides }: Split): void {
  const bottom = layout.lanes[layout.lanes.length - 1] ?? layout.boxTop + layout.boxRows - 1
  for (const { gap, passes } of curtains) {
    const x = curtainColumn(layout, gap)
    for (let y = 0; y <= bottom; y += 1) canvas.dot(x, y, '┇', 'bad')
    const arrow = passes === 'left' ? '◄' : passes === 'right' ? '►' : null
    if (arrow !== null) for (const y of layout.lanes) canvas.dot(x, y, arrow, 'text', true)
    const word = passes === 'left' ? '◄ok' : passes === 'right' ? 'ok►' : 'CUT'
    if (layout.gap > 2 || (layout.gap > 1 && layout.boxTop > 0))
      canvas.put(x - 1, 0, word, arrow === null ? 'bad' : 'text', true)
    else if (arrow !== null) canvas.dot(x, 0, arrow, 'text', true)
    else
      for (const [place, letter] of [...word].entries()) {
        // Beside the boxes' first row stands whether the two copies differ.
        const y = layout.boxTop > 0 || place === 0 ? place : place + 1
        canvas.dot(x, y, letter, 'bad', true)
      }
  }
  if (sides === null) return
  const x = (layout.boxes[0]?.centre ?? 0) - 1
  const groups = [...new Set(sides)].filter(side => side !== '*').sort()
  const [first, second] = layout.lanes
  if (first !== undefined) canvas.put(x - 3, first, 'CUT', 'bad', true)
  if (second !== undefined)
    canvas.put(x - 3, second, groups.length === 2 ? groups.join('┇') : groups.join('').slice(0, 3), 'bad')
}
