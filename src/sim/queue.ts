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
  const next = queue.slice()
  insert(next, entry)
  return next
}

/** Puts an entry in its place in a queue that is still the caller's own. `seq` must be greater than any before it. */
export function insert<Action>(queue: Scheduled<Action>[], entry: Scheduled<Action>): void {
  let place = queue.length
  queue.push(entry)
  // From the end: what is scheduled is mostly due late. An equal dueAt stays before: the new entry has the greatest seq.
  for (; place > 0; place -= 1) {
    const before = queue[place - 1]
    if (before === undefined || before.dueAt <= entry.dueAt) break
    queue[place] = before
  }
  queue[place] = entry
}
