import { describe, expect, test } from 'vitest'
import { assess, startRun } from '../../src/lab/lab.ts'
import { shippedCourse } from '../support/course.ts'
import { played } from './scenarios.ts'

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
