import { describe, expect, it } from 'vitest'
import { advance, position, startRun, stepForward, stopOf } from '../../src/lab/lab.ts'
import { isNotable } from '../../src/lab/notable.ts'
import type { Scenario } from '../../src/lab/scenario.ts'
import { at, items } from '../../src/model/sequence.ts'
import { PLAIN_CLUSTER, plainScenario } from '../support/story-scenario.ts'
import { TO_THE_END } from './scenarios.ts'

/**
 * One withdrawal at 100 ms, which n1 hears of at 101 ms; its accepts go out at 121 ms. Then the network is cut, and a
 * stop waits for n1 to have waited 200 ms.
 */
function waiting(cutMs: number, fromMs = 0): Scenario {
  const plain = plainScenario({ ...PLAIN_CLUSTER, initial: 100, clients: [{ id: 'c1', coordinator: 'n1' }] })
  const atUs = 100_000
  return {
    ...plain,
    workload: [{ at: { fromUs: atUs, toUs: atUs }, client: 'c1', f: 'withdraw', key: 'x', value: 80 }],
    faults: [{ atUs: cutMs * 1000, fault: { type: 'cut', partition: plain.handCut } }],
    stops: [
      {
        id: 'waits',
        when: { type: 'waiting', node: 'n1', forUs: 200_000, fromUs: fromMs * 1000 },
        says: 'n1 waits',
        choice: null,
      },
      {
        id: 'late',
        when: { type: 'time', atUs: 1_000_000, whileCut: false },
        says: 'a second',
        choice: null,
      },
    ],
    lastsUs: 5_000_000,
  }
}

const firstStop = (scenario: Scenario) => {
  const run = advance(startRun(scenario, 1), TO_THE_END)
  return [stopOf(run)?.id, run.now] as const
}

describe('a stop', () => {
  it('is reached when a replica has waited for so long without an accept out', () => {
    const [id, now] = firstStop(waiting(105))
    expect(id).toBe('waits')
    expect(now).toBeGreaterThanOrEqual(301_000)
    expect(now).toBeLessThan(1_000_000)
  })

  it('but not once an accept is out: the choice would come too late to have its full effect', () => {
    expect(firstStop(waiting(125))).toEqual(['late', 1_000_000])
  })

  it('nor before the time from which it counts', () => {
    const [id, now] = firstStop(waiting(105, 700))
    expect(id).toBe('waits')
    expect(now).toBeGreaterThanOrEqual(700_000)
  })

  it('at a time is reached at that time, and passed once', () => {
    const scenario = waiting(2_000)
    const run = advance(startRun(scenario, 1), TO_THE_END)
    expect([stopOf(run)?.id, run.now]).toEqual(['late', 1_000_000])
    expect(run.moment.reached).toEqual(['late'])
  })
})

describe('a step forward', () => {
  it('passes over signs of life and timers that came too late, and stops at what can be told', () => {
    const quiet = { ...waiting(2_000), stops: [] }
    const usual = { ...quiet, timing: { ...quiet.timing, exchangeEveryUs: 20_000 } }
    let run = startRun(usual, 1)
    for (let i = 0; i < 20; i += 1) {
      run = stepForward(run)
      const last = at(run.moment.happenings, -1)
      expect(last && isNotable(last)).toBe(true)
      expect(last?.action.type === 'message' && last.action.message.body.type === 'digest').toBe(false)
    }
    const passed = items(run.moment.happenings).filter(happening => !isNotable(happening))
    expect(passed.length).toBeGreaterThan(20)
    expect(position(run)).toBe(passed.length + 20)
  })
})
