import { describe, expect, test } from 'vitest'
import { expectProblems } from '../../src/lab/expect.ts'
import { readScenario } from '../../src/lab/lab.ts'
import { shippedCourse } from '../support/course.ts'
import { scenarioText } from './scenarios.ts'

/** Seeds 1 to 5 are lint’s; its test proves the course that ships. */
const SEEDS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

describe('what a scenario’s author expects', () => {
  const asking = shippedCourse().scenarios.filter(({ stops }) => stops.some(({ choice }) => choice !== null))

  test.each(asking)('$id: holds over ten more seeds, and every choice is in some expectation', scenario => {
    const chosen = scenario.expectations.flatMap(({ choose }) => choose)
    const all = scenario.stops.flatMap(({ choice }) => choice?.options.map(({ id }) => id) ?? [])
    expect(all.filter(id => !chosen.includes(id))).toEqual([])
    expect(expectProblems(scenario, `${scenario.id}.yaml`, SEEDS)).toEqual([])
  })

  test('what does not hold is told with its line, the seed and what came of it instead', () => {
    const text = scenarioText('split-bank').replace('moneyCreated: 80, lostWrites: 1', 'moneyCreated: 81')
    const line = text.split('\n').findIndex(row => row.includes('choose: [availability]')) + 1
    const read = readScenario(text, 'mine.yaml')
    const scenario = read.ok ? read.value : expect.fail('it can be read')
    expect(expectProblems(scenario, 'mine.yaml', [1, 2])).toEqual([
      {
        file: 'mine.yaml',
        line,
        message: 'With seed 1 and availability this does not hold: moneyCreated is 80, expected 81.',
      },
    ])
    // No seed, no proof; and each that is given is run.
    expect(expectProblems(scenario, 'mine.yaml', [])).toEqual([])
    expect(expectProblems(scenario, 'mine.yaml', [9])[0]?.message).toMatch(/^With seed 9 /)
  })
})
