import { present } from '../model/assert.ts'
import type { Operation } from '../model/operation.ts'
import type { Prepared, Role } from './prepare.ts'
import { rolesOf } from './prepare.ts'
import { search } from './search.ts'

export interface Shrunk {
  /** In the order of their invokes. */
  readonly operations: readonly Operation[]
  /** False if the steps ran out before each operation in it was proved to be needed. */
  readonly minimal: boolean
}

/**
 * What part of the steps that are left one trial may take, in a first round, a second, and a last one: a few hard trials
 * would use up everything, and many easy ones may be waiting behind them.
 */
const TRIAL_PARTS = [1 / 64, 1 / 8, 1]

/** The shortest beginning is worth more: each trial after it is easier for it. */
const BEGINNING_PART = 1 / 4

/** Every trial may take so many steps for each operation, for with fewer even an easy one can't get through. */
const TRIAL_STEPS_EACH = 8

/** Setting up a trial costs about as much as a step for so many operations. */
const SETUP_PER_STEP = 8

/**
 * A part of a wrong history that is wrong by itself, minimal under inclusion: `Witness` says what that means. The less
 * is known, the more is allowed, so what could not be left out of a set can't be left out of a part of it either, and
 * one look at each operation is proof enough. First the shortest wrong beginning, then pieces of halving size, as in
 * Zeller and Hildebrandt's delta debugging (2002), so that a witness of three among thousands takes few searches.
 *
 * An operation that failed is evidence too: it says that it did not happen. `stuckAt` is the search's hint.
 */
export function shrink(prepared: Prepared, stuckAt: number, stepsMax: number): Shrunk {
  const trials = createTrials(prepared, stepsMax)
  const needed: number[] = []
  let open = shortestBeginning(trials, prepared, stuckAt)
  for (const part of TRIAL_PARTS) {
    for (let size = Math.ceil(open.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let from = 0; from < open.length && !trials.areOver(); ) {
        const others = [...open.slice(0, from), ...open.slice(from + size)]
        const answer = trials.isWrong([...needed, ...others], part)
        const isNeeded = answer === 'right' && size === 1
        if (isNeeded) needed.push(...open.slice(from, from + 1))
        if (isNeeded || answer === 'wrong') open = others
        else from += size
      }
    }
  }
  const places = [...needed, ...open].sort((a, b) => a - b)
  const operations = places.map(place =>
    present(prepared.operations[place], 'a place is one of an operation'),
  )
  return { operations, minimal: open.length === 0 }
}

interface Trials {
  /** Whether the history is wrong when only the operations at these places are known. */
  isWrong(places: readonly number[], part: number): 'wrong' | 'right' | 'undecided'
  /** Whether the steps have run out. */
  areOver(): boolean
}

function createTrials(prepared: Prepared, stepsMax: number): Trials {
  const outcomes = rolesOf(prepared.operations)
  const forgotten = prepared.operations.map(({ f }): Role => (f === 'read' ? 'absent' : 'unknown'))
  let left = stepsMax
  return {
    areOver: () => left <= 0,
    isWrong(places, part) {
      if (left <= 0) return 'undecided'
      const roles = [...forgotten]
      for (const place of places) roles[place] = outcomes[place] ?? 'absent'
      const share = Math.max(left * part, roles.length * TRIAL_STEPS_EACH)
      const found = search(prepared, roles, Math.min(left, share))
      left -= found.steps + roles.length / SETUP_PER_STEP
      if (found.result === 'undecided') return 'undecided'
      return found.result === 'none' ? 'wrong' : 'right'
    },
  }
}

/**
 * The shortest beginning of what is known, in the order in which it came to be known, that is wrong. As `shrink` is
 * asked only about what is wrong, the whole is; what is undecided counts as not wrong yet.
 */
function shortestBeginning(trials: Trials, { operations }: Prepared, stuckAt: number): number[] {
  const returned = (place: number) => operations[place]?.returned ?? 0
  const evidence = [...operations.keys()]
    .filter(place => operations[place]?.outcome !== 'unknown')
    .sort((a, b) => returned(a) - returned(b))
  let right = 0
  let wrong = evidence.length
  // Nearly always the beginning that the search got stuck at is it, and halving need not go over the whole.
  const hint = evidence.filter(place => returned(place) <= stuckAt).length
  for (const guess of [hint, hint - 1]) probe(guess)
  while (wrong - right > 1) probe(Math.floor((right + wrong) / 2))
  return evidence.slice(0, wrong)

  function probe(length: number): void {
    if (length <= right || length >= wrong) return
    if (trials.isWrong(evidence.slice(0, length), BEGINNING_PART) === 'wrong') wrong = length
    else right = length
  }
}
