import { seconds } from '../model/time.ts'
import { choiceName } from './chosen.ts'
import { deedWords } from './deed-words.ts'
import { inNames } from './narrate.ts'
import { type Act, type Deed, position, type Run } from './run.ts'
import type { Scenario } from './scenario.ts'

/**
 * Runs of one scenario and seed that share their beginning, as a tree: each is a branch of an earlier one in the list,
 * from the first thing on that was done differently.
 */
export interface Branch {
  readonly run: Run
  /** The branch that it left, by its place in the list; null for the first. */
  readonly parent: number | null
  /** How many acts it shares with its parent. */
  readonly shared: number
  readonly depth: number
}

/** The branches of runs in the order given, each hung on the earlier one with which it shares most. */
export function branchesOf(runs: readonly Run[]): readonly Branch[] {
  const branches: Branch[] = []
  for (const run of runs) {
    let parent: number | null = null
    let shared = -1
    branches.forEach((other, place) => {
      const common = sharedActs(run.acts, other.run.acts)
      if (common > shared) [parent, shared] = [place, common]
    })
    const depth = parent === null ? 0 : (branches[parent]?.depth ?? 0) + 1
    branches.push({ run, parent, shared: Math.max(0, shared), depth })
  }
  return branches
}

/** How many acts two runs have in common from the beginning: the same deeds at the same places. */
export function sharedActs(a: readonly Act[], b: readonly Act[]): number {
  let count = 0
  while (count < a.length && count < b.length && sameAct(a[count], b[count])) count += 1
  return count
}

/**
 * Whether a run goes beyond another one, or is it: nothing in the other would be lost with it. Where something was done
 * in it before the place to which the other one went without it, the two have parted.
 */
export function contains(run: Run, other: Run): boolean {
  if (sharedActs(run.acts, other.acts) < other.acts.length) return false
  const next = run.acts[other.acts.length]
  return next === undefined || next.position >= position(other)
}

/** What makes a branch what it is, in words: what was done in it from its fork on. */
export function branchWords({ run, shared }: Branch): string {
  const own = run.acts
    .slice(shared)
    .filter(({ deed }) => deed.type !== 'go-on')
    .map(({ at, deed }) => `${seconds(at)} ${named(run.scenario, deed)}`)
  return own.length === 0
    ? 'as the scenario goes'
    : own.slice(0, 3).join(', ') + (own.length > 3 ? ', …' : '')
}

/** A deed with people and choices by the names under which the lab shows them. */
function named(scenario: Scenario, deed: Deed): string {
  if (deed.type === 'choose') return choiceName(scenario, deed.choice, deed.stop)
  return inNames(scenario, deedWords(deed))
}

function sameAct(a: Act | undefined, b: Act | undefined): boolean {
  if (a === b) return true
  return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b)
}
