import type { Canvas } from '../../terminal/canvas.ts'
import type { Role } from '../../terminal/text.ts'
import { stoppedAt } from './bands.ts'
import { SEGMENT_ROLES, type Signs } from './glyphs.ts'
import type { Layout } from './layout.ts'
import type { Diagram } from './model.ts'
import type { Segment } from './segments.ts'

/** The order in which messages are drawn, the least important first: what is drawn later lies above. */
const ORDER: readonly Segment['kind'][] = ['news', 'yes', 'ask', 'no', 'answer', 'call']

/** Where a column is longer than this, only the heads of what is told in passing are drawn: the ways would bury the rest. */
const NEWS_COLUMN_US = 40_000

/** Every message of the window: a line from lane to lane, an arrow head where it arrived, a sign where it ended. */
export function drawSegments(canvas: Canvas, diagram: Diagram, layout: Layout, signs: Signs): void {
  const { from, to } = layout.window
  const coarse = (to - from) / Math.max(1, layout.columns - layout.left) > NEWS_COLUMN_US
  const looks = new Map<string, Drawn>()
  for (const kind of ORDER)
    for (const segment of diagram.segments) {
      if (segment.kind !== kind) continue
      const way = wayOf(diagram, layout, segment)
      if (way === null) continue
      // From far away many look the same: only the last of them is drawn.
      const look = `${way.x} ${way.y} ${way.endX} ${way.endY} ${kind} ${segment.fate}`
      looks.delete(look)
      looks.set(look, { segment, way })
    }
  const drawn = [...looks.values()]
  for (const each of drawn) if (!coarse || each.segment.kind !== 'news') drawWay(canvas, layout, each, signs)
  for (const each of drawn) drawHead(canvas, layout, each, signs)
}

interface Drawn {
  readonly segment: Segment
  readonly way: Way
}

interface Way {
  readonly x: number
  readonly y: number
  readonly endX: number
  readonly endY: number
}

/** From where to where a message goes on the canvas; null where one of its lanes is not shown. */
function wayOf(diagram: Diagram, layout: Layout, segment: Segment): Way | null {
  const y = layout.laneRows[segment.from] ?? null
  const target = layout.laneRows[segment.to] ?? null
  if (y === null || target === null) return null
  const endY = segment.reach === 1 ? target : stopRow(diagram, layout, segment, y, target)
  return { x: layout.column(segment.sentAt), y, endX: layout.column(segment.endsAt), endY }
}

/** The row where a message ends that doesn't arrive: one that a cut has stopped ends at the wall. */
function stopRow(
  { lanes, bands }: Diagram,
  layout: Layout,
  segment: Segment,
  y: number,
  target: number,
): number {
  const wall = stoppedAt(lanes, bands, segment)
  const row = wall === null ? null : wallRow(layout, wall)
  return row ?? y + Math.round((target - y) * segment.reach)
}

/** The row between a lane and the next one where a wall stands; null where they stand too close. */
export function wallRow({ laneRows }: Layout, place: number): number | null {
  const [above, below] = [laneRows[place] ?? null, laneRows[place + 1] ?? null]
  if (above === null || below === null || below - above < 2) return null
  return Math.floor((above + below) / 2)
}

function roleOf({ kind, fate }: Segment): Role {
  return fate === 'held' ? 'unsure' : SEGMENT_ROLES[kind]
}

/** The line between the ends, row by row: upright where it is steep, slanted where not, level where it is slow. */
function drawWay(canvas: Canvas, layout: Layout, { segment, way }: Drawn, signs: Signs): void {
  const role = roleOf(segment)
  const { x, y, endX, endY } = way
  const step = Math.sign(endY - y)
  const inner = Math.abs(endY - y) - 1
  const slant = signs(step > 0 ? 'fall' : 'rise')
  const dot = (column: number, row: number, glyph: string) => {
    if (column >= layout.left) canvas.dot(column, row, glyph, role)
  }
  for (let i = 0; i < inner; i += 1) {
    const begins = x + Math.round(((endX - x) * i) / inner)
    const ends = x + Math.round(((endX - x) * (i + 1)) / inner)
    const row = y + step * (i + 1)
    if (ends - begins < 1) dot(begins, row, signs('upright'))
    else if (ends - begins <= 3) dot(Math.ceil((begins + ends) / 2), row, slant)
    else {
      // No farther than the sheet is wide: far in, a message can be longer than all that is seen.
      const [first, last] = [Math.max(begins + 1, layout.left), Math.min(ends - 1, layout.columns - 1)]
      for (let column = first; column <= last; column += 1) dot(column, row, signs('level'))
      dot(begins + 1, row, slant)
      dot(ends - 1, row, slant)
    }
  }
}

function drawHead(canvas: Canvas, layout: Layout, { segment, way }: Drawn, signs: Signs): void {
  if (way.endX < layout.left) return
  const { fate } = segment
  if (fate === 'arrived')
    canvas.dot(way.endX, way.endY, signs(way.endY > way.y ? 'down' : 'up'), roleOf(segment))
  else if (fate === 'moving') canvas.dot(way.endX, way.endY, signs('moving'), roleOf(segment), true)
  else if (fate === 'held') canvas.dot(way.endX, way.endY, signs('held'), 'unsure', true)
  else canvas.dot(way.endX, way.endY, signs('stopped'), segment.kind === 'news' ? 'quiet' : 'bad', true)
}
