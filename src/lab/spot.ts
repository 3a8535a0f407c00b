import type { Micros } from '../model/time.ts'
import { forwardTo, position, type Run, redo, rewind } from './run.ts'

/** Where a run stands among its own happenings and deeds: with its replay code it is the run itself. */
export interface Spot {
  /** How many things have happened. */
  readonly position: number
  /** How many of its acts are behind it: at one place there is a moment before what was done there, and one after. */
  readonly acted: number
  /** The time shown. */
  readonly now: Micros
}

export function spotOf(run: Run): Spot {
  return { position: position(run), acted: run.acted, now: run.now }
}

/** The run at a spot of its own, exactly, be it earlier or later; null where it never comes there. */
export function atSpot(run: Run, spot: Spot): Run | null {
  const before = atPosition(run, spot.position)
  if (before === null || spot.now < before.now) return null
  const there = before.acted === spot.acted ? before : redo(before, spot.now)
  return there.acted === spot.acted ? { ...there, now: spot.now } : null
}

/** The run after so many happenings, before anything that was done there. */
function atPosition(run: Run, target: number): Run | null {
  let there = run
  while (position(there) < target) {
    const further = forwardTo(there, (_, { happenings }) => happenings.length === target)
    if (further === there) return null
    there = further
  }
  return rewind(there, target)
}
