import type { Series } from '../../experiment/experiment.ts'
import type { Micros } from '../../model/time.ts'
import { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Line } from '../../terminal/text.ts'
import { clockWords, figureWords } from './numbers.ts'

/** An eighth of a cell more for each. */
export const EIGHTHS = [...' ▁▂▃▄▅▆▇█']
interface Moment {
  readonly at: Micros
  readonly lastsUs: Micros
}

/** A place to draw on. `scale` columns on the left belong to the greatest value and the least. */
export interface Sheet {
  readonly columns: number
  readonly rows: number
  readonly scale: number
}

/** Rows that a series needs to be worth drawing: its name, and three for its bars. */
const ROWS_MIN = 3

/**
 * Series over time as bars that rise up to a moment, one under the other, all on the same axis of time. Those that
 * don't fit are left out, the last first. It has exactly as many rows as asked for.
 */
export function drawSeries(
  series: readonly Series[],
  moment: Moment,
  { columns, rows, scale }: Sheet,
  ascii: boolean,
): Line[] {
  const canvas = new Canvas(columns, rows)
  const room = rows - 1
  const shown = series.slice(0, Math.max(1, Math.floor(room / ROWS_MIN)))
  const each = Math.floor(room / Math.max(1, shown.length))
  const used = shown.length * each
  for (const [index, one] of shown.entries())
    drawOne(canvas, one, moment, { top: index * each, rows: each, scale })
  drawAxis(canvas, moment, { top: used, scale })
  return canvas.toLines(ascii)
}

function drawOne(
  canvas: Canvas,
  series: Series,
  { at, lastsUs }: Moment,
  { top, rows, scale }: Pick<Sheet, 'rows' | 'scale'> & { readonly top: number },
): void {
  const { label, unit, values, everyUs } = series
  const width = canvas.columns - scale - 2
  const most = Math.max(0, ...values)
  const now = values[Math.min(values.length - 1, Math.floor(at / everyUs))] ?? 0
  const name = series.histogram ? label : `${label}: ${figureWords(now, { unit, digits: 1 })}`
  canvas.put(scale, top, name, 'text', true)
  const bottom = top + rows - 1
  const most8 = (rows - 1) * 8
  const highest = figureWords(most, { unit, digits: 1 })
  canvas.put(scale - 1 - cellsOf(highest), top + 1, highest, 'quiet')
  canvas.put(scale - 2, bottom, '0', 'quiet')
  for (let x = 0; x < width; x += 1) {
    const value = greatestIn(
      values,
      everyUs,
      (lastsUs * x) / width,
      Math.min(at, (lastsUs * (x + 1)) / width),
    )
    if (value === null || most === 0) continue
    // What is there at all is seen.
    const height = value === 0 ? 0 : Math.max(1, Math.round((most8 * value) / most))
    for (let row = 0; row * 8 < height; row += 1)
      canvas.dot(scale + x, bottom - row, EIGHTHS[Math.min(8, height - row * 8)] ?? ' ', 'focus')
  }
}

/** The greatest value in a stretch of time; null where the stretch has not begun. */
function greatestIn(values: readonly number[], everyUs: Micros, from: number, to: number): number | null {
  if (to <= from) return null
  const first = Math.floor(from / everyUs)
  const last = Math.max(first, Math.ceil(to / everyUs) - 1)
  const found = values.slice(first, last + 1)
  return found.length === 0 ? null : Math.max(...found)
}

/** The time under the bars: the beginning, and the end. */
function drawAxis(
  canvas: Canvas,
  { lastsUs }: Moment,
  { top: y, scale }: Pick<Sheet, 'scale'> & { readonly top: number },
): void {
  const width = canvas.columns - scale - 2
  canvas.put(scale, y, '─'.repeat(width), 'quiet')
  const end = ` ${clockWords(lastsUs, lastsUs)} `
  canvas.put(scale + 1, y, ` ${clockWords(0, lastsUs)} `, 'quiet')
  canvas.put(scale + width - cellsOf(end) - 1, y, end, 'quiet')
}
