import { isRead, type Prepared, type Role, rolesOf } from './prepare.ts'
import { type Found, search } from './search.ts'

/** Searches of a history of which only a part is known, in a number of steps for all of them together. */
export interface Trials {
  /**
   * What is found when only the operations at these places are known, and nobody knows of the others. `part` of the
   * steps that are left may be taken, but never too few for an easy one.
   */
  tell(places: readonly number[], part: number): Found
  /** Whether the steps have run out. */
  areOver(): boolean
  /** The steps taken. */
  steps(): number
}

/** With fewer steps for each operation even an easy trial can't get through. */
const TRIAL_STEPS_EACH = 8

/** Setting up a trial costs about as much as a step for so many operations. */
const SETUP_PER_STEP = 8

export function createTrials(prepared: Prepared, stepsMax: number): Trials {
  const outcomes = rolesOf(prepared)
  const forgotten = prepared.operations.map(
    ({ f }): Role => (isRead(prepared.spec, f) ? 'absent' : 'unknown'),
  )
  let left = stepsMax
  return {
    areOver: () => left <= 0,
    steps: () => stepsMax - left,
    tell(places, part) {
      const last = places.reduce((at, place) => Math.max(at, prepared.operations[place]?.returned ?? 0), 0)
      // What was called after the last answer that counts can't have helped to it.
      const roles = forgotten.map((role, i) =>
        (prepared.operations[i]?.called ?? 0) > last ? 'absent' : role,
      )
      for (const place of places) roles[place] = outcomes[place] ?? 'absent'
      const share = Math.max(left * part, roles.length * TRIAL_STEPS_EACH)
      const found = search(prepared, roles, Math.max(0, Math.min(left, share)))
      left -= found.effort.steps + roles.length / SETUP_PER_STEP
      return found
    },
  }
}
