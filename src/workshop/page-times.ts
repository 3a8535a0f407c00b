import type { Room } from './room.ts'

/** Longer than this nobody reads a page: they were away. */
const AWAY_MS = 30 * 60_000

/**
 * How many ms each learner was at each page, by `<lesson> <page>`, what it opens included and several visits together.
 * Where a learner stopped last isn't counted: nobody knows until when they were there.
 */
export function timesAtPages({ learners }: Room): ReadonlyMap<string, readonly number[]> {
  const all = new Map<string, number[]>()
  for (const { visits } of Object.values(learners)) {
    const own = new Map<string, number>()
    visits.forEach(({ stamp, value }, place) => {
      const next = visits[place + 1]
      if (value.lesson === null || value.page === null || next === undefined) return
      const key = `${value.lesson} ${value.page}`
      own.set(key, (own.get(key) ?? 0) + Math.min(AWAY_MS, next.stamp.at - stamp.at))
    })
    for (const [key, ms] of own) all.set(key, [...(all.get(key) ?? []), ms])
  }
  return all
}

/** From when to when anybody went anywhere, by the clock of the servers, in ms; null where nobody did. */
export function timesOfRoom({ learners }: Room): { readonly from: number; readonly to: number } | null {
  const ends = Object.values(learners).flatMap(({ visits }) => [visits.at(0), visits.at(-1)])
  const times = ends.flatMap(visit => (visit === undefined ? [] : [visit.stamp.at]))
  return times.length === 0 ? null : { from: Math.min(...times), to: Math.max(...times) }
}
