import { describe, expect, it } from 'vitest'
import { act, advance, branchesOf, branchWords, type Run, sharedActs, startRun } from '../../src/lab/lab.ts'
import { sweepRun } from '../../src/lab/sweep.ts'
import { chooser, shippedScenario } from './scenarios.ts'

const scenario = shippedScenario('sandbox')

/** A run in which these replicas crash, one each second. */
function crashing(...nodes: readonly string[]): Run {
  return nodes.reduce<Run>(
    (run, node) => act(advance(run, 1_000_000), { type: 'fault', fault: { type: 'crash', node } }),
    startRun(scenario, 1),
  )
}

describe('branches', () => {
  it('hang on the earlier run with which they share most, and not on the first', () => {
    const runs = [
      crashing('n1'),
      crashing('n2', 'n3'),
      crashing('n2', 'n3', 'n4'),
      crashing('n2', 'n3', 'n5'),
      crashing('n2', 'n4'),
      crashing('n2', 'n3', 'n4', 'n5'),
      crashing('n5'),
    ]
    const branches = branchesOf(runs)
    expect(branches.map(({ parent, shared, depth }) => [parent, shared, depth])).toEqual([
      [null, 0, 0],
      [0, 0, 1],
      [1, 2, 2],
      [1, 2, 2],
      [1, 1, 2],
      [2, 3, 3],
      [0, 0, 1],
    ])
    expect(branches.map(({ run }) => run)).toEqual(runs)
    expect(branches.slice(2, 5).map(branchWords)).toEqual(['3.00 crash n4', '3.00 crash n5', '2.00 crash n4'])
  })

  it('are told in the names that the lab shows, not in ids', () => {
    const asked = act(startRun(scenario, 1), {
      type: 'order',
      client: 'c3',
      order: { f: 'withdraw', key: 'purse', value: 10, policy: null },
    })
    const [branch] = branchesOf([asked])
    expect(branch && branchWords(branch)).toBe('0.00 Oslo asks: withdraw 10 (purse)')
    const cash = sweepRun(shippedScenario('split-cash'), 7, chooser(['movements', 'by-operation', 'leave']))
    const [chosen] = branchesOf([cash])
    expect(chosen && branchWords(chosen)).toContain('Every payment that was made')
  })

  it('share what was done the same at the same places, from the beginning', () => {
    const acts = (...nodes: readonly string[]) => crashing(...nodes).acts
    expect(sharedActs(acts('n1', 'n2', 'n3'), acts('n1', 'n2', 'n4'))).toBe(2)
    expect(sharedActs(acts('n2', 'n1'), acts('n1', 'n1'))).toBe(0)
    expect(sharedActs(acts('n1'), acts('n1', 'n2'))).toBe(1)
  })
})
