import { type Condition, type Facts, holds } from '../model/condition.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { Problem } from '../model/problem.ts'
import { assess } from './assess.ts'
import type { Expectation, Scenario } from './scenario.ts'
import { type Choose, sweepRun } from './sweep.ts'

/** What a scenario's author expects and its runs don't do, with the line of the expectation and the first such seed of `seeds`. */
export function expectProblems(
  scenario: Scenario,
  file: string,
  seeds: readonly number[],
): readonly Problem[] {
  return scenario.expectations.flatMap(expectation => {
    const { choose, line } = expectation
    const failing = firstFailing(scenario, expectation, seeds)
    if (failing === null) return []
    const chosen = choose.length === 0 ? '' : ` and ${choose.join(', ')}`
    const message = `With seed ${failing.seed}${chosen} this does not hold: ${missed(expectation.holds, failing.facts)}.`
    return [{ file, line, message }]
  })
}

function firstFailing(
  scenario: Scenario,
  { choose, holds: condition }: Expectation,
  seeds: readonly number[],
): { readonly seed: number; readonly facts: Facts } | null {
  for (const seed of seeds) {
    const { facts } = assess(sweepRun(scenario, seed, choiceOf(choose)))
    if (!holds(condition, facts)) return { seed, facts }
  }
  return null
}

function choiceOf(choose: readonly string[]): Choose {
  return stop => {
    const found = stop.choice?.options.find(({ id }) => choose.includes(id))
    if (!found) throw new Error(`netsplit has a bug: nothing is expected to be chosen at «${stop.id}»`)
    return found
  }
}

/** The facts that are other than they should be, each with what it is. */
function missed(condition: Condition, facts: Facts): string {
  const one = (name: string) => Object.fromEntries(Object.entries(condition).filter(([key]) => key === name))
  return Object.entries(condition)
    .filter(([name]) => !holds(one(name), facts))
    .map(([name, wanted]) => `${name} is ${facts[name]}, expected ${canonicalJson(wanted as Json)}`)
    .join('; ')
}
