import { describe, expect, test } from 'vitest'
import { runExperiment } from '../../src/experiment/experiment.ts'
import type { Outcome, Settings } from '../../src/experiment/program.ts'
import { PROGRAMS } from '../../src/experiment/programs.ts'
import { shippedExperiment } from './shipped.ts'

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1)

/** Runs a program with settings of our own, the others as usual. */
function run(id: string, own: Settings, seed = 1): Outcome {
  const program = PROGRAMS.get(id)
  if (!program) throw new Error(`no program ${id}`)
  const usual = Object.entries(program.settings).map(([name, { usual }]) => [name, usual] as const)
  return program.run({ ...Object.fromEntries(usual), ...own }, seed)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe('page-calls', () => {
  test.each([
    [1, 1, 0.5],
    [40, 1, 0.5],
    [40, 1, 150],
    [40, 40, 150],
    [40, 7, 20],
    [3, 200, 1],
  ])(
    '%i calls, %i at once, %f ms there and back: a round trip for each batch, no more',
    (calls, batch, ms) => {
      const { figures } = run('page-calls', { calls, batch, 'round-trip': ms })
      const trips = Math.ceil(calls / batch)
      expect(figures).toEqual({ 'page-time': trips * ms, 'round-trips': trips })
    },
  )

  test('its tape: every question and answer once, the answer when the question has arrived', () => {
    const { tape, lastsUs } = run('page-calls', { calls: 3, 'round-trip': 10 })
    expect(tape.lanes.map(({ name }) => name)).toEqual(['page', 'server'])
    const lines = tape.entries.map(entry => `${entry.at} ${entry.says}`)
    expect(lines).toEqual([
      '0 ask 1',
      '5000 answer 1',
      '10000 ask 2',
      '15000 answer 2',
      '20000 ask 3',
      '25000 answer 3',
      '30000 the page is ready',
    ])
    expect(lastsUs).toBe(30_000)
  })
})

describe('lossy-calls', () => {
  test.each([
    [1, 0.5],
    [10, 0.5],
    [40, 0.5],
    [40, 2],
    [5, 10],
  ])('of %i calls with %f %% loss each way, a page is whole as often as chance says', (calls, loss) => {
    const both = (1 - loss / 100) ** 2
    const wanted = 100 * both ** calls
    const figures = SEEDS.map(seed => run('lossy-calls', { calls, loss }, seed).figures)
    // Five standard deviations of a share of 1,200 pages.
    const slack = 5 * Math.sqrt((wanted * (100 - wanted)) / (100 * SEEDS.length))
    expect(Math.abs(mean(figures.map(({ whole = 0 }) => whole)) - wanted)).toBeLessThan(slack)
    expect(mean(figures.map(({ answered = 0 }) => answered))).toBeCloseTo(100 * both, -0.5)
  })

  test('what is sent again without its key is done again: of the lost, those whose reply was lost', () => {
    const figures = SEEDS.map(seed => run('lossy-calls', { loss: 5, tries: 2, key: 'no' }, seed).figures)
    // Done, the reply lost, and the second request not lost.
    const wanted = 4000 * 0.95 * 0.05 * 0.95
    expect(mean(figures.map(figure => figure['done-twice'] ?? 0))).toBeGreaterThan(wanted * 0.9)
    expect(mean(figures.map(figure => figure['done-twice'] ?? 0))).toBeLessThan(wanted * 1.1)
  })

  test('with its key nothing is done twice, however much is lost', () => {
    for (const seed of SEEDS)
      expect(run('lossy-calls', { loss: 20, tries: 5 }, seed).figures['done-twice']).toBe(0)
  })

  test('a retry turns a page that misses something into a whole one', () => {
    const once = run('lossy-calls', { loss: 0.5 }).figures
    const thrice = run('lossy-calls', { loss: 0.5, tries: 3 }).figures
    expect(thrice['whole'] ?? 0).toBeGreaterThan((once['whole'] ?? 0) + 10)
    expect(thrice['requests'] ?? 0).toBeGreaterThan(once['requests'] ?? 0)
  })

  test('its tape shows what went wrong and no more, in at most 400 lines', () => {
    const { tape } = run('lossy-calls', { loss: 5, tries: 3 })
    expect(tape.entries).toHaveLength(400)
    expect(tape.entries.at(-1)?.says).toMatch(/^and so on, \d+ lines more$/)
    const calm = run('lossy-calls', { loss: 0 }).tape.entries
    expect(calm.every(entry => entry.type === 'note' && entry.tone === 'good')).toBe(true)
  })
})

test('the same settings and seed give the same outcome; another seed another one', () => {
  const experiment = shippedExperiment('lossy-calls')
  const turned = { dials: [1, 0], remedy: false }
  expect(runExperiment(experiment, turned, 3)).toEqual(runExperiment(experiment, turned, 3))
  expect(runExperiment(experiment, turned, 3)).not.toEqual(runExperiment(experiment, turned, 4))
})
