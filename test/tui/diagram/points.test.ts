import { expect, test } from 'vitest'
import { advance, assess, startRun } from '../../../src/lab/lab.ts'
import { diagramOf } from '../../../src/tui/diagram/model.ts'
import { randomScenario, startHarshRun } from '../../support/random-scenario.ts'

test('the instants of an order keep the order, and lie within their operations', () => {
  let found = 0
  for (let seed = 1; seed <= 40; seed += 1) {
    const scenario = randomScenario(seed, {
      model: 'register',
      merge: 'last-write-wins',
      policy: 'consistency',
      faults: 'random',
      operations: 20,
      clients: 4,
    })
    const run = advance(seed % 2 === 0 ? startRun(scenario, seed) : startHarshRun(scenario, seed), 12_000_000)
    const assessment = assess(run)
    const { points, bars } = diagramOf(run, assessment)
    if (assessment.verdict.result !== 'linearizable') continue
    const steps = assessment.verdict.orders.flatMap(order => order.steps)
    // One key: the numbers follow the order of the verdict.
    expect(points.map(({ bar }) => bar)).toEqual(steps.map(({ operation }) => operation))
    expect(points.map(({ number }) => number)).toEqual(steps.map((_, place) => place + 1))
    for (const { at, bar } of points) {
      const { from, until, outcome } = bars[bar] ?? { from: 0, until: 0, outcome: 'ok' }
      expect(at, `seed ${seed}`).toBeGreaterThanOrEqual(from)
      if (outcome === 'ok' || outcome === 'declined')
        expect(at, `seed ${seed}`).toBeLessThanOrEqual(until ?? run.now)
      found += 1
    }
  }
  expect(found).toBeGreaterThan(200)
})
