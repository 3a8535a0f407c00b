import type { TimeWindow } from '../../lab/lab.ts'
import { type Micros, seconds } from '../../model/time.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import { clip } from '../../terminal/text.ts'
import type { Lane } from './lanes.ts'

export interface DiagramSize {
  readonly columns: number
  readonly rows: number
}

/**
 * Where everything stands. It follows from who takes part, the size and the window, never from what happens. Rows that
 * there is no room for are null; the lanes that there is none for are left out from the bottom, replicas first.
 */
export interface Layout extends DiagramSize {
  /** The names before the lanes, clipped to the same width, and the first column behind them. */
  readonly names: readonly string[]
  readonly left: number
  readonly events: number | null
  /** The row of each lane, and how many lanes have none. */
  readonly laneRows: readonly (number | null)[]
  readonly hidden: number
  readonly note: number | null
  readonly bands: number | null
  readonly axis: number | null
  /** A row that says what the signs mean, where each lane has a free row below it all the same. */
  readonly legend: number | null
  /** The column of an instant; it may lie outside. */
  readonly column: (at: Micros) => number
  readonly window: TimeWindow
}

export function layoutOf(lanes: readonly Lane[], size: DiagramSize, window: TimeWindow): Layout {
  const { columns } = size
  const legend = size.rows >= 2 * lanes.length + 4 && columns >= LEGEND_COLUMNS_MIN
  const rows = size.rows - (legend ? 1 : 0)
  const { names, left } = namesOf(lanes, columns)
  const shown = shownLanes(lanes, Math.max(0, rows - (rows > 1 ? 1 : 0)))
  const free = rows - shown.filter(Boolean).length
  const [axis, bands, events, note] = [1, 2, 3, 4].map(needed => free >= needed)
  const below = [note, bands, axis].filter(Boolean).length
  const top = events ? 1 : 0
  const laneRows = rowsOf(lanes, shown, top, rows - top - below)
  const width = Math.max(1, columns - left)
  const length = Math.max(1, window.to - window.from)
  return {
    columns,
    rows,
    names,
    left,
    events: events ? 0 : null,
    laneRows,
    hidden: shown.filter(show => !show).length,
    note: note ? rows - below : null,
    bands: bands ? rows - 2 : null,
    axis: axis ? rows - 1 : null,
    legend: legend ? rows : null,
    column: at => left + Math.floor(((at - window.from) * (width - 1)) / length),
    window,
  }
}

const LEGEND_COLUMNS_MIN = 40

/** Clients by id and name, where the names would not take too much from the time. */
function namesOf(lanes: readonly Lane[], columns: number): { names: readonly string[]; left: number } {
  const most = Math.max(2, Math.min(14, Math.floor(columns / 8)))
  const full = lanes.map(({ id, name }) => clip(name === id ? id : `${id} ${name}`, most))
  const width = Math.max(0, ...full.map(cellsOf))
  return { names: full, left: Math.min(width + 1, Math.max(0, columns - 1)) }
}

/** Clients are what a history is about: a replica goes first where there is no room, those without clients before others. */
function shownLanes(lanes: readonly Lane[], room: number): readonly boolean[] {
  const called = new Set(lanes.flatMap(({ kind, replica }) => (kind === 'client' ? [replica] : [])))
  const rank = ({ kind, id }: Lane) => (kind === 'client' ? 0 : called.has(id) ? 1 : 2)
  const order = lanes.map((lane, place) => ({ place, rank: rank(lane) }))
  order.sort((a, b) => a.rank - b.rank || a.place - b.place)
  const kept = new Set(order.slice(0, room).map(({ place }) => place))
  return lanes.map((_, place) => kept.has(place))
}

/** The rows between lanes are shared out evenly; where that can't be, above clients first: walls mostly stand there. */
function rowsOf(
  lanes: readonly Lane[],
  shown: readonly boolean[],
  top: number,
  room: number,
): readonly (number | null)[] {
  const places = lanes.flatMap((_, place) => (shown[place] ? [place] : []))
  const gaps = Math.max(0, places.length - 1)
  const spare = Math.max(0, room - places.length)
  const each = gaps > 0 ? Math.floor(spare / gaps) : 0
  const rank = (place: number) => {
    const [above, below] = [lanes[place - 1], lanes[place]]
    if (below?.kind === 'client' && above?.kind === 'replica') return 0
    return above?.kind === 'client' ? 1 : 2
  }
  const more = new Set(
    places
      .slice(1)
      .sort((a, b) => rank(a) - rank(b) || a - b)
      .slice(0, spare - each * gaps),
  )
  const rows: (number | null)[] = lanes.map(() => null)
  let row = top
  for (const [i, place] of places.entries()) {
    if (i > 0) row += 1 + each + (more.has(place) ? 1 : 0)
    rows[place] = row
  }
  return rows
}

/** Round distances between ticks, in microseconds. */
const STEPS: readonly Micros[] = [1, 10, 100, 1000, 10_000].flatMap(tens =>
  [1000, 2000, 5000].map(us => us * tens),
)
const TICK_COLUMNS = 9

/** The ticks of a window, each at a round time, and their labels: as many decimals as they need to differ. */
export function ticksOf({ from, to }: TimeWindow, width: number): readonly { at: Micros; label: string }[] {
  const least = ((to - from) * TICK_COLUMNS) / Math.max(1, width)
  const step = STEPS.find(each => each >= least) ?? to - from + 1
  const ticks: { at: Micros; label: string }[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step)
    ticks.push({ at, label: tickLabel(at, step) })
  return ticks
}

function tickLabel(at: Micros, step: Micros): string {
  if (step % 1_000_000 === 0) return `${at / 1_000_000} s`
  if (step % 100_000 === 0) return `${Math.floor(at / 1_000_000)}.${(at % 1_000_000) / 100_000} s`
  return step % 10_000 === 0 ? `${seconds(at)} s` : `${seconds(at)}${Math.floor((at % 10_000) / 1000)} s`
}
