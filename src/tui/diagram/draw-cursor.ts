import { seconds } from '../../model/time.ts'
import type { Canvas } from '../../terminal/canvas.ts'
import type { Signs } from './glyphs.ts'
import type { Layout } from './layout.ts'

/** The current moment: a line through everything, and its time on the axis. */
export function drawCursor(canvas: Canvas, layout: Layout, at: number, signs: Signs): void {
  const x = layout.column(at)
  if (x < layout.left || x >= layout.columns) return
  for (let y = 0; y < layout.rows; y += 1)
    if (y !== layout.note && y !== layout.legend) canvas.dot(x, y, signs('cursor'), 'focus', true)
}

/** The cursor's time on the axis, and the columns that it takes with the cursor itself; null where it is out of sight. */
export function cursorLabel(
  layout: Layout,
  at: number,
): { readonly text: string; readonly x: number; readonly from: number; readonly to: number } | null {
  const x = layout.column(at)
  if (x < layout.left || x >= layout.columns) return null
  const text = `${seconds(at)} s`
  const fits = x + 1 + text.length < layout.columns
  const begin = fits ? x + 1 : x - text.length
  return { text, x: begin, from: Math.min(x, begin), to: Math.max(x, begin + text.length) }
}

export function drawCursorTime(canvas: Canvas, layout: Layout, at: number, signs: Signs): void {
  const label = cursorLabel(layout, at)
  if (layout.axis === null || label === null) return
  canvas.dot(layout.column(at), layout.axis, signs('cursor'), 'focus', true)
  canvas.put(label.x, layout.axis, label.text, 'focus', true)
}
