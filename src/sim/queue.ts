import type { Micros } from '../model/time.ts'

/** Something that will happen. `seq` counts what was ever scheduled, so that ties at one instant are broken by design. */
export interface Scheduled<Action> {
  readonly dueAt: Micros
  readonly seq: number
  readonly action: Action
}

/**
 * What will happen, the least `(dueAt, seq)` first. A sorted array that is copied on every change: a cluster has some
 * dozens of things under way, and a queue that is a value makes a snapshot of a run free.
 */
export type Queue<Action> = readonly Scheduled<Action>[]

/** The queue with one more entry. `seq` must be greater than any before it. */
export function enqueue<Action>(queue: Queue<Action>, entry: Scheduled<Action>): Queue<Action> {
  let low = 0
  let high = queue.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = queue[middle]
    // An equal dueAt goes behind: the new entry has the greatest seq.
    if (other !== undefined && other.dueAt <= entry.dueAt) low = middle + 1
    else high = middle
  }
  const next = queue.slice()
  next.splice(low, 0, entry)
  return next
}
