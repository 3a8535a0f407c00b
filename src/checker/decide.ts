import { growWrong } from './grow.ts'
import { type Prepared, rolesOf } from './prepare.ts'
import { type Found, search } from './search.ts'
import { createTrials } from './trials.ts'

/** What the search of one key found; where it found something wrong by itself, those operations by their places. */
export type Decided = Found & { readonly proof: readonly number[] | null }

/** A search that goes straight through takes about half as many steps for each operation. */
const STRAIGHT_STEPS = 32

/** So large a part of the steps may go into growing a proof. */
const PROOF_PART = 1 / 8

/**
 * Whether there is an order for one key. A search that gets stuck goes back and back, through all that was at the same
 * time hundreds of operations ago, when nearly always a few operations near the place are enough to be wrong: so
 * before it is let go on, a proof is grown there, in which everything else is forgotten.
 */
export function decide(prepared: Prepared, stepsMax: number): Decided {
  const roles = rolesOf(prepared)
  const straight = Math.min(stepsMax, roles.length * STRAIGHT_STEPS)
  const first = search(prepared, roles, straight)
  if (first.result !== 'undecided') return { ...first, proof: null }
  const trials = createTrials(prepared, (stepsMax - first.effort.steps) * PROOF_PART)
  const proof = growWrong(trials, prepared, first.effort.stuckAt, true)
  const spent = first.effort.steps + trials.steps()
  if (proof) return { result: 'none', effort: { ...first.effort, steps: spent }, proof }
  const found = search(prepared, roles, stepsMax - spent)
  found.effort.steps += spent
  return { ...found, proof: null }
}
