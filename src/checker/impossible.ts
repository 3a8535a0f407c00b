import { present } from '../model/assert.ts'
import type { Effort } from './effort.ts'
import type { Prepared, Role } from './prepare.ts'

/** A pass over the history costs about as much as a step for so many events. */
const EVENTS_PER_STEP = 8

/**
 * The first known operation whose answer nothing could give that was asked for before it returned, in whatever order;
 * null if there is none, or the model can't tell. It is looked for before any search: a value that nobody wrote would
 * otherwise be looked for in every order of everything that was going on at the time.
 */
export function firstImpossible(prepared: Prepared, roles: readonly Role[], effort: Effort): number | null {
  const { timeline, answered, requestOf, operations } = prepared
  const prospects = prepared.prospects?.()
  if (!prospects) return null
  effort.steps += timeline.length / EVENTS_PER_STEP
  for (const { place, returns } of timeline) {
    const role = roles[place]
    if (role === 'absent' || (returns && role !== 'known')) continue
    const request = requestOf[place] ?? -1
    if (!returns) prospects.called(place, request, role === 'known')
    else if (!prospects.returned(place, request, present(answered[place], 'each operation has an entry'))) {
      effort.stuckAt = operations[place]?.returned ?? 0
      return place
    }
  }
  return null
}
