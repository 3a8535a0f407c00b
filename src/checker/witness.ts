import type { Effort } from './effort.ts'
import { evidenceOf, growWrong } from './grow.ts'
import type { Prepared } from './prepare.ts'
import { createTrials } from './trials.ts'

export interface Shrunk {
  /** In `Prepared.operations`, in the order of their invokes. */
  readonly places: readonly number[]
  /** False if the steps ran out before each operation in it was proved to be needed. */
  readonly minimal: boolean
}

/** Shrinking may take so many times the steps that the verdict took, and so many in any case. */
const VERDICTS = 2
const STEPS_FREE = 200_000

/**
 * What part of the steps that are left one trial may take, in a first round, a second, and a last one: a few hard trials
 * would use up everything, and many easy ones may be waiting behind them.
 */
const TRIAL_PARTS = [1 / 64, 1 / 8, 1]

/**
 * A part of a wrong history that is wrong by itself, minimal under inclusion: `Witness` says what that means. The less
 * is known, the more is allowed, so what could not be left out of a set can't be left out of a part of it either, and
 * one look at each operation is proof enough. First something wrong that is small already, then pieces of halving size,
 * as in Zeller and Hildebrandt's delta debugging (2002).
 *
 * An operation that failed is evidence too: it says that it did not happen. `verdict` is what was spent to find the
 * history wrong, `proof` something wrong that was found by the way.
 */
export function shrink(
  prepared: Prepared,
  verdict: Effort,
  proof: readonly number[] | null,
  stepsMax: number,
): Shrunk {
  const enough = verdict.steps * VERDICTS + STEPS_FREE
  const trials = createTrials(prepared, Math.min(stepsMax, enough))
  let open = proof ?? growWrong(trials, prepared, verdict.stuckAt, false) ?? evidenceOf(prepared)
  const needed: number[] = []
  for (const part of TRIAL_PARTS) {
    for (let size = Math.ceil(open.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let from = 0; from < open.length && !trials.areOver(); ) {
        const others = [...open.slice(0, from), ...open.slice(from + size)]
        const { result } = trials.tell([...needed, ...others], part)
        const isNeeded = result === 'order' && size === 1
        if (isNeeded) needed.push(...open.slice(from, from + 1))
        if (isNeeded || result === 'none') open = others
        else from += size
      }
    }
  }
  return { places: [...needed, ...open].sort((a, b) => a - b), minimal: open.length === 0 }
}
