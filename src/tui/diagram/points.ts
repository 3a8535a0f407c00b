import type { Json } from '../../model/json.ts'
import type { Micros } from '../../model/time.ts'
import type { LinearOrder } from '../../model/verdict.ts'
import type { Bar } from './operations.ts'

/** The instant at which an operation can be thought to have happened, all at once, and the state after it. */
export interface Point {
  /** Its place in the order over all keys, from 1. */
  readonly number: number
  readonly at: Micros
  readonly bar: number
  readonly lane: number
  readonly key: string | null
  readonly state: Json
}

/**
 * The orders of all keys as instants. An order says only who comes before whom; each instant lies as near to the middle
 * of its operation as those before and after it allow. Sorting them by time gives one order for all keys, for keys are
 * independent of each other (Herlihy and Wing, 1990).
 */
export function pointsOf(
  orders: readonly LinearOrder[],
  bars: readonly Bar[],
  now: Micros,
): readonly Point[] {
  const points = orders.flatMap(order => instants(order, bars, now))
  return points
    .map((point, place) => ({ point, place }))
    .sort((a, b) => a.point.at - b.point.at || a.place - b.place)
    .map(({ point }, place) => ({ ...point, number: place + 1 }))
}

function instants(
  { key, steps }: LinearOrder,
  bars: readonly Bar[],
  now: Micros,
): readonly Omit<Point, 'number'>[] {
  const placed = steps.flatMap(({ operation, state }) => {
    const bar = bars[operation]
    return bar ? [{ bar, state }] : []
  })
  // From the back: how late each may be at most. What nobody knows of may happen after its client has given up.
  let bound = now
  const latest = placed.map(() => now)
  for (let place = placed.length - 1; place >= 0; place -= 1) {
    const { bar } = placed[place] ?? {}
    if (bar && (bar.outcome === 'ok' || bar.outcome === 'declined')) bound = Math.min(bound, bar.until ?? now)
    latest[place] = bound
  }
  let before = 0
  return placed.map(({ bar, state }, place) => {
    const earliest = Math.max(before, bar.from)
    before = Math.floor((earliest + Math.max(earliest, Math.min(latest[place] ?? now, bar.until ?? now))) / 2)
    return { at: before, bar: bar.id, lane: bar.lane, key, state }
  })
}
