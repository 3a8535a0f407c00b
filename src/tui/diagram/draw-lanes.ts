import type { Canvas } from '../../terminal/canvas.ts'
import { type Band, separates } from './bands.ts'
import { wallRow } from './draw-segments.ts'
import type { Signs } from './glyphs.ts'
import type { Layout } from './layout.ts'
import type { Diagram } from './model.ts'

/** The names, and a line for each replica as far as it runs: time that has not come yet has none. */
export function drawLanes(
  canvas: Canvas,
  { lanes, bands, now }: Diagram,
  layout: Layout,
  signs: Signs,
): void {
  const last = Math.min(layout.columns - 1, layout.column(now))
  for (const [place, lane] of lanes.entries()) {
    const y = layout.laneRows[place] ?? null
    if (y === null) continue
    const client = lane.kind === 'client'
    canvas.put(0, y, layout.names[place] ?? lane.id, client ? 'text' : 'quiet', client)
    if (client) continue
    for (let x = layout.left; x <= last; x += 1) canvas.dot(x, y, signs('lane'), 'quiet')
    for (const band of bands)
      if (band.type === 'down' && band.node === lane.id) drawDown(canvas, layout, y, band, now, signs)
  }
}

/** A node that does not run: dots instead of a line, and what happened at each end. */
function drawDown(
  canvas: Canvas,
  layout: Layout,
  y: number,
  band: Extract<Band, { type: 'down' }>,
  now: number,
  signs: Signs,
): void {
  const [begin, end] = stretch(band, layout, now)
  for (let x = begin; x <= end; x += 1) canvas.dot(x, y, (x - begin) % 2 === 0 ? signs('gone') : ' ', 'bad')
  if (layout.column(band.from) >= layout.left && end >= begin) canvas.dot(begin, y, signs('bad'), 'bad', true)
  const word = band.diskLost ? ' down, disk lost ' : ' down '
  if (end - begin > word.length + 2) canvas.put(begin + 2, y, word, 'bad')
}

/** Where a cut separates two lanes that stand beside each other, a wall stands between them as long as it lasts. */
export function drawWalls(
  canvas: Canvas,
  { lanes, bands, now }: Diagram,
  layout: Layout,
  signs: Signs,
): void {
  for (const band of bands) {
    if (band.type !== 'cut') continue
    const [begin, end] = stretch(band, layout, now)
    for (const [place, lane] of lanes.entries()) {
      const next = lanes[place + 1]
      const y = wallRow(layout, place)
      if (y === null || !next || !separates(band.partition, lane.replica, next.replica)) continue
      for (let x = begin; x <= end; x += 1) canvas.dot(x, y, signs('wall'), 'bad')
    }
  }
}

/** The columns of a band, within the sheet. */
export function stretch(band: Band, layout: Layout, now: number): readonly [number, number] {
  const begin = Math.max(layout.left, layout.column(band.from))
  return [begin, Math.min(layout.columns - 1, layout.column(band.until ?? now))]
}
