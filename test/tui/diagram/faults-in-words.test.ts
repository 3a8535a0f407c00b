import { describe, expect, test } from 'vitest'
import { act, advance, assess, type Run, startRun } from '../../../src/lab/lab.ts'
import type { Fault } from '../../../src/sim/sim.ts'
import { bandsOf } from '../../../src/tui/diagram/bands.ts'
import { diagramSvg } from '../../../src/tui/diagram/svg.ts'
import { PLAIN_CLUSTER, plainScenario } from '../../support/story-scenario.ts'
import { runAt, splitBank } from '../cluster/scenes.ts'
import { parseXml } from './xml.ts'

const quiet = plainScenario({ ...PLAIN_CLUSTER, initial: 0 })

/** A run in which these faults happen, a tenth of a second after each other, and a tenth of a second more. */
function broken(...faults: readonly Fault[]): Run {
  return faults.reduce<Run>(
    (run, fault) => advance(act(run, { type: 'fault', fault }), 100_000),
    advance(startRun(quiet, 1), 100_000),
  )
}

const link = (to: string, fault: 'cut' | 'held' | null) => ({ type: 'link', from: 'n1', to, fault }) as const

describe('the bands of faults', () => {
  test.each([
    [true, 'From 0.10 s to 0.20 s: n3 down.'],
    [false, 'From 0.10 s to 0.20 s: n3 down, and its disk was lost.'],
  ])('say whether a disk was lost, and in words: kept %s', (diskKept, words) => {
    const run = broken({ type: 'crash', node: 'n3' }, { type: 'restart', node: 'n3', diskKept })
    expect(bandsOf(run)).toMatchObject([
      { type: 'down', node: 'n3', from: 100_000, until: 200_000, diskLost: !diskKept },
    ])
    expect(descOf(run)).toContain(words)
  })

  test('end with a heal where something is cut, and not where it is held', () => {
    const partition = { groups: [['n1'], ['n2']], oneWay: false }
    const run = broken(link('n4', 'held'), link('n5', 'cut'), { type: 'cut', partition }, { type: 'heal' })
    expect(bandsOf(run)).toMatchObject([
      { type: 'link', target: 'n4', fault: 'held', from: 100_000, until: null },
      { type: 'link', target: 'n5', fault: 'cut', from: 200_000, until: 400_000 },
      { type: 'cut', from: 300_000, until: 400_000 },
    ])
    expect(bandsOf(broken(link('n4', 'held'), { type: 'heal' }, link('n4', null)))).toMatchObject([
      { type: 'link', target: 'n4', fault: 'held', from: 100_000, until: 300_000 },
    ])
  })
})

/** The description inside the SVG of a run. */
function descOf(run: Run): string {
  const root = parseXml(diagramSvg(run, assess(run)))
  return root.children.find(({ name }) => name === 'desc')?.text ?? ''
}

describe('the order that explains every answer', () => {
  test('is told in words, each operation with the state after it', () => {
    const run = runAt(splitBank(), 9000)
    const { verdict } = assess(run)
    if (verdict.result !== 'linearizable') return expect.fail(verdict.result)
    const [, told = ''] = descOf(run).split('The order that explains every answer: ')
    const steps = told.split('; ')
    expect(steps).toHaveLength(verdict.orders.flatMap(({ steps }) => steps).length)
    expect(steps[0]).toMatch(/^A?.*Lyon: .*\(then \d+\)/)
    expect(told).toContain('withdraw 80, from 1.75 s to 2.15 s, answered (then 20)')
  })

  test('is not told where there is none', () => {
    expect(descOf(runAt(splitBank(), 9000, 'availability'))).not.toContain('The order that explains')
  })
})
