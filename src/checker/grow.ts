import { present } from '../model/assert.ts'
import type { Prepared } from './prepare.ts'
import type { Placed } from './search.ts'
import type { Trials } from './trials.ts'

/** What is known for certain, in the order in which it came to be known. */
export function evidenceOf({ operations }: Prepared): number[] {
  const returned = (place: number) => operations[place]?.returned ?? 0
  return [...operations.keys()]
    .filter(place => operations[place]?.outcome !== 'unknown')
    .sort((a, b) => returned(a) - returned(b))
}

/** What part of the steps that are left one trial may take, and one that remembers everything. */
const TRIAL_PART = 1 / 16
const WHOLE_PART = 1 / 2

/**
 * Something wrong, grown from the answer that no order got past (`stuckAt` is the position of that return), or with
 * the answers to what was asked meanwhile. It is proof that the whole is wrong: the less is known, the more is allowed.
 * Null if the steps ran out, or if what had been asked for by then is not wrong; with `giveUp`, at the first hard trial.
 */
export function growWrong(
  trials: Trials,
  prepared: Prepared,
  stuckAt: number,
  giveUp: boolean,
): readonly number[] | null {
  const { operations } = prepared
  const asked = evidenceOf(prepared).filter(place => (operations[place]?.called ?? 0) <= stuckAt)
  const isOpen = (place: number) => (operations[place]?.returned ?? 0) > stuckAt
  const returned = asked.filter(place => !isOpen(place))
  return (
    growFrom(trials, prepared, returned, returned.slice(-1), giveUp) ??
    growFrom(trials, prepared, asked, [...returned.slice(-1), ...asked.filter(isOpen)], giveUp)
  )
}

/**
 * While an order still explains what is remembered, what that order helped itself to among the forgotten operations is
 * remembered too, and all that asked for the same: the writes of the value that was read, say. When it needs no help,
 * what came last before is remembered, twice as much each time: what lies between those writes and the read. Where a
 * trial is too long, all of it is, for what is half forgotten is harder than what is known.
 */
function growFrom(
  trials: Trials,
  prepared: Prepared,
  pool: readonly number[],
  first: readonly number[],
  giveUp: boolean,
): readonly number[] | null {
  const grown = new Set(first)
  let batch = 1
  while (first.length > 0 && !trials.areOver()) {
    const found = trials.tell([...grown], grown.size === pool.length ? WHOLE_PART : TRIAL_PART)
    if (found.result === 'none') return pool.filter(place => grown.has(place))
    if (grown.size === pool.length || (giveUp && found.result === 'undecided')) return null
    const before = grown.size
    if (found.result === 'order') remember(prepared, pool, found.order, grown)
    else for (const place of pool) grown.add(place)
    if (grown.size > before) continue
    const rest = pool.filter(place => !grown.has(place))
    for (const place of rest.slice(-batch)) grown.add(place)
    batch *= 2
  }
  return null
}

/** Adds what asked for the same as a forgotten operation in the order. */
function remember(
  { requestOf }: Prepared,
  pool: readonly number[],
  order: readonly Placed[],
  grown: Set<number>,
): void {
  const helped = order.flatMap(({ operation }) => (grown.has(operation) ? [] : [operation]))
  const requests = new Set(helped.map(place => present(requestOf[place], 'each operation has a request')))
  for (const place of pool) if (requests.has(requestOf[place] ?? -1)) grown.add(place)
}
