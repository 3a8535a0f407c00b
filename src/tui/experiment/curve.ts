import type { Curve } from '../../experiment/experiment.ts'
import { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Line } from '../../terminal/text.ts'
import { grouped } from './numbers.ts'
import { EIGHTHS, type Sheet } from './series.ts'

/** Where the scale may begin, in percent: it ends at 100, and what is lost near there is to be seen. */
const FLOORS = [99.9, 99, 95, 90, 80, 50, 0]

/**
 * A share in percent over a number of things, as a line that falls from 100 %: its name and last value above, the number
 * of things below. It has exactly as many rows as asked for.
 */
export function drawCurve(
  { label, unit, over, values }: Curve,
  { columns, rows, scale }: Sheet,
  ascii: boolean,
): Line[] {
  const canvas = new Canvas(columns, rows)
  const width = columns - scale - 2
  const bottom = rows - 2
  const last = values.at(-1) ?? 100
  const floor = FLOORS.find(bound => bound < Math.min(...values)) ?? 0
  canvas.put(scale, 0, `${label}: ${grouped(last, 2)} ${unit}`, 'text', true)
  const from = `${floor} ${unit}`
  canvas.put(scale - 1 - cellsOf(`100 ${unit}`), 1, `100 ${unit}`, 'quiet')
  canvas.put(scale - 1 - cellsOf(from), bottom, from, 'quiet')
  for (let x = 0; x < width; x += 1) {
    const value = values[Math.floor((x * values.length) / width)] ?? last
    const eighths = Math.max(1, Math.round((bottom * 8 * (value - floor)) / (100 - floor)))
    const row = Math.floor((eighths - 1) / 8)
    canvas.dot(scale + x, bottom - row, EIGHTHS[eighths - row * 8] ?? ' ', 'focus')
  }
  canvas.put(scale, rows - 1, '─'.repeat(width), 'quiet')
  const end = ` ${values.length} ${values.length === 1 ? over.replace(/s$/, '') : over} `
  if (values.length > 1) canvas.put(scale + 1, rows - 1, ' 1 ', 'quiet')
  canvas.put(scale + width - cellsOf(end) - 1, rows - 1, end, 'quiet')
  return canvas.toLines(ascii)
}
