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

/** No single trial may take more than this part of the steps that are left: a hard one would starve the rest. */
const TRIAL_PART = 0.25

/**
 * A part of a wrong history that is wrong by itself, minimal under inclusion: `Witness` says what that means. The less
 * is known, the more is allowed, so what could not be left out of a set can't be left out of a part of it either, and
 * one look at each operation is proof enough. First the shortest wrong beginning, then pieces of halving size, as in
 * Zeller and Hildebrandt's delta debugging (2002), so that a witness of three among thousands takes few searches.
 *
 * An operation that failed is evidence too: it says that it did not happen.
 */
export function shrink(prepared: Prepared, stepsMax: number): Shrunk {
  const trials = createTrials(prepared, stepsMax)
  const evidence = evidenceByReturn(prepared)
  let kept = shortestBeginning(trials, evidence)
  const proved = new Set<number>()
  for (let size = 2 ** 30; size >= 1; size = Math.floor(size / 2)) {
    if (size >= kept.length && size > 1) continue
    for (let from = 0; from < kept.length; ) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)]
      const answer = trials.isWrong(rest)
      if (answer === 'wrong') {
        kept = rest
        continue
      }
      if (answer === 'right' && size === 1) proved.add(kept[from] ?? -1)
      from += size
    }
  }
  const operations = kept.sort((a, b) => a - b).map(place => present(prepared.operations[place], 'a place'))
  return { operations, minimal: kept.every(place => proved.has(place)) }
}

interface Trials {
  /** Whether the history is wrong when only the operations at these places are known. */
  isWrong(places: readonly number[]): 'wrong' | 'right' | 'undecided'
}

function createTrials(prepared: Prepared, stepsMax: number): Trials {
  const outcomes = rolesOf(prepared.operations)
  const forgotten = prepared.operations.map(({ f }): Role => (f === 'read' ? 'absent' : 'unknown'))
  let left = stepsMax
  return {
    isWrong(places) {
      const roles = [...forgotten]
      for (const place of places) roles[place] = outcomes[place] ?? 'absent'
      const found = search(prepared, roles, left * TRIAL_PART)
      left = Math.max(0, left - found.steps)
      if (found.result === 'undecided') return 'undecided'
      return found.result === 'none' ? 'wrong' : 'right'
    },
  }
}

/** The places of what is known, in the order in which it came to be known. */
function evidenceByReturn({ operations }: Prepared): number[] {
  const returned = (place: number) => operations[place]?.returned ?? 0
  return [...operations.keys()]
    .filter(place => operations[place]?.outcome !== 'unknown')
    .sort((a, b) => returned(a) - returned(b))
}

/** As `shrink` is asked only about what is wrong, the whole is; what is undecided counts as not wrong yet. */
function shortestBeginning(trials: Trials, evidence: readonly number[]): number[] {
  let right = 0
  let wrong = evidence.length
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2)
    if (trials.isWrong(evidence.slice(0, middle)) === 'wrong') wrong = middle
    else right = middle
  }
  return evidence.slice(0, wrong)
}
