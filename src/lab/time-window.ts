import type { Micros } from '../model/time.ts'
import type { Run } from './run.ts'

/** The stretch of virtual time that a diagram shows. `to` is later than `from`. */
export interface TimeWindow {
  readonly from: Micros
  readonly to: Micros
}

/** Closer than this, columns would be shorter than anything that happens. */
const SHORTEST_US = 20_000
/** Of a scenario that may last for hours no more than this is shown before it has happened. */
const AHEAD_US = 30_000_000

/** Where the time axis of a run ends: it stays where it is while the run goes on, so that nothing moves. */
export function endOf({ scenario, now, moment }: Run): Micros {
  if (moment.ended) return Math.max(now, SHORTEST_US)
  return Math.max(now, Math.min(scenario.lastsUs, AHEAD_US), SHORTEST_US)
}

/** All of a run. */
export function wholeWindow(run: Run): TimeWindow {
  return { from: 0, to: endOf(run) }
}

/** The window `factor` times as near (below 1: farther away), where the instant `around` keeps its place in it. */
export function zoom(run: Run, { from, to }: TimeWindow, factor: number, around: Micros): TimeWindow {
  const length = to - from
  const next = Math.round(Math.min(endOf(run), Math.max(SHORTEST_US, length / factor)))
  const middle = Math.min(to, Math.max(from, around))
  return clamped(run, Math.round(middle - ((middle - from) * next) / length), next)
}

/** The window a share of its own length later, or earlier when negative. */
export function scroll(run: Run, { from, to }: TimeWindow, share: number): TimeWindow {
  return clamped(run, Math.round(from + (to - from) * share), to - from)
}

function clamped(run: Run, from: Micros, length: Micros): TimeWindow {
  const end = endOf(run)
  const start = Math.max(0, Math.min(from, end - length))
  return { from: start, to: Math.min(end, start + length) }
}
