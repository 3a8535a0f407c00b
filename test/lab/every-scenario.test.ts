import { describe, expect, test } from 'vitest'
import { advance, assess, decide, goOn, type Run, startRun, stopOf } from '../../src/lab/lab.ts'
import { present } from '../../src/model/assert.ts'
import { shippedCourse } from '../support/course.ts'
import { TO_THE_END } from './scenarios.ts'

/** A run to its end, with the same choice at every stop that has it, and the first one elsewhere. */
function played(run: Run, choice: string | null): Run {
  let next = advance(run, TO_THE_END)
  for (let stop = stopOf(next); stop; stop = stopOf(next)) {
    const options = stop.choice?.options ?? []
    const taken = options.find(({ id }) => id === choice) ?? options[0]
    next = taken ? present(decide(next, taken.id), 'an option of this stop') : goOn(next)
    next = advance(next, TO_THE_END)
  }
  return next
}

describe('every scenario that ships', () => {
  const cases = shippedCourse().scenarios.flatMap(scenario => {
    const choices = scenario.stops.flatMap(({ choice }) => choice?.options.map(({ id }) => id) ?? [])
    return (choices.length > 0 ? choices : [null]).map(choice => ({ id: scenario.id, choice, scenario }))
  })
  test.each(cases)('$id runs to its end and is judged: $choice', ({ scenario, choice }) => {
    const run = played(startRun(scenario, scenario.seed), choice)
    expect(run.moment.ended).toBe(true)
    const { verdict, ledger } = assess(run)
    expect(verdict.result).not.toBe('unknown')
    expect(ledger.requests).toBeGreaterThanOrEqual(scenario.workload.length)
    // What consistency answers is right in every one of them; that is what it is for.
    if (choice === 'consistency') expect(verdict.result).toBe('linearizable')
  })
})
