import { expect, test } from 'vitest'
import { advance, position, rewind, startRun } from '../../../src/lab/lab.ts'
import { diagramOf } from '../../../src/tui/diagram/model.ts'
import { randomScenario } from '../../support/random-scenario.ts'

test('an earlier moment has the same diagram whether or not a later one was drawn before', () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const scenario = randomScenario(seed, {
      model: 'register',
      merge: 'last-write-wins',
      policy: 'consistency',
      faults: 'random',
      operations: 20,
      clients: 3,
    })
    const [drawn, fresh] = [startRun(scenario, seed), startRun(scenario, seed)].map(run =>
      advance(run, 9_000_000),
    )
    if (!drawn || !fresh) throw new Error('two runs')
    diagramOf(drawn, null)
    const half = Math.floor(position(drawn) / 2)
    const [one, other] = [rewind(drawn, half), rewind(fresh, half)]
    expect(diagramOf(one, null), `seed ${seed}`).toEqual(diagramOf(other, null))
    expect(diagramOf(advance(one, 9_000_000), null)).toEqual(diagramOf(advance(other, 9_000_000), null))
  }
})
