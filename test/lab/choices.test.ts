import { describe, expect, test } from 'vitest'
import {
  advance,
  assess,
  decide,
  fork,
  goOn,
  historyOf,
  type Run,
  readReplayCode,
  replayCode,
  rewind,
  settledViews,
  stopOf,
  traceHash,
} from '../../src/lab/lab.ts'
import { sweepRun } from '../../src/lab/sweep.ts'
import { present } from '../../src/model/assert.ts'
import type { HistoryEvent } from '../../src/model/operation.ts'
import { chooser, combinations, shippedScenario, TO_THE_END } from './scenarios.ts'

const cart = shippedScenario('split-cart')
const lock = shippedScenario('split-lock')
const ends = (run: Run, is: (event: HistoryEvent) => boolean) =>
  historyOf(run.moment).filter(event => event.type !== 'invoke' && is(event))
const shown = (run: Run) =>
  Object.values(present(settledViews(run.scenario, run.moment.world), 'copies that agree')).map(
    ({ value }) => value,
  )

describe('a policy by operation', () => {
  test('answers those that it says from the own copy, and refuses the others', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const run = sweepRun(lock, seed, chooser(['by-operation', 'leave']))
      const during = ({ time = 0, process }: HistoryEvent) =>
        process.startsWith('c2') && time > 1_500_000 && time < 5_300_000
      expect(
        ends(run, event => during(event) && event.f === 'read').map(({ type, value }) => [type, value]),
        `seed ${seed}`,
      ).toEqual([['ok', 'free']])
      expect(
        ends(run, event => during(event) && event.f === 'cas').map(({ type }) => type),
        `seed ${seed}`,
      ).toEqual(['fail'])
    }
  })
})

describe('a merge rule that is chosen', () => {
  test.each([
    ['newest', ['rope']],
    ['union', ['hat', 'rope', 'tent']],
  ])('%s decides what the copies come to', (rule, expected) => {
    for (let seed = 1; seed <= 20; seed += 1)
      expect(shown(sweepRun(cart, seed, chooser([rule, 'availability', 'leave']))), `seed ${seed}`).toEqual([
        expected,
      ])
  })

  test('is taken back with the choice: the other rule from the same moment', () => {
    const first = sweepRun(cart, 3, chooser(['newest', 'availability', 'leave']))
    let other = present(fork(first, 'rule', 'union'), 'another future')
    for (;;) {
      other = advance(other, TO_THE_END)
      const stop = stopOf(other)
      if (!stop) break
      other = stop.choice
        ? present(decide(other, stop.id === 'choice' ? 'availability' : 'leave'), 'a choice')
        : goOn(other)
    }
    expect(traceHash(other.moment)).toBe(
      traceHash(sweepRun(cart, 3, chooser(['union', 'availability', 'leave'])).moment),
    )
  })
})

describe('a repair', () => {
  test('is asked for by its client after the choice, and the ledger counts what it leaves', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const left = sweepRun(cart, seed, chooser(['union', 'availability', 'leave']))
      const mended = sweepRun(cart, seed, chooser(['union', 'availability', 'remove-again']))
      const removals = ({ f }: HistoryEvent) => f === 'remove'
      expect([ends(left, removals).length, ends(mended, removals).length]).toEqual([1, 2])
      expect(ends(mended, removals)[1]?.time).toBeGreaterThan(7_000_000)
      expect([assess(left).ledger.cameBack, assess(mended).ledger.cameBack], `seed ${seed}`).toEqual([1, 0])
      expect(shown(mended)).toEqual([['rope', 'tent']])
    }
  })

  test('what was added again is not lost any more', () => {
    const lost = (repair: string) =>
      assess(sweepRun(cart, 5, chooser(['newest', 'availability', repair]))).ledger.lostWrites
    expect([lost('leave'), lost('add-again')]).toEqual([1, 0])
  })
})

describe('a replay code', () => {
  test.each([cart, lock])('$id: holds every choice, each way through', scenario => {
    for (const choices of combinations(scenario)) {
      const run = sweepRun(scenario, 11, chooser(choices))
      const read = readReplayCode(replayCode(run), id => (id === scenario.id ? scenario : undefined))
      let again = read.ok ? read.value : expect.fail(choices.join())
      for (let before = -1; again.now !== before; ) {
        before = again.now
        again = advance(again, TO_THE_END)
      }
      expect(traceHash(again.moment), choices.join()).toBe(traceHash(run.moment))
      expect(traceHash(rewind(again, 0).moment)).not.toBe(traceHash(run.moment))
    }
  })

  test('of a scenario whose choices did something else is not taken for one of this', () => {
    const code = replayCode(sweepRun(lock, 11, chooser(['by-operation', 'leave'])))
    const other = {
      ...lock,
      stops: lock.stops.map(stop => ({
        ...stop,
        choice: stop.choice && {
          ...stop.choice,
          options: stop.choice.options.map(option => ({
            ...option,
            ...(option.operations && { operations: { cas: 'availability' as const } }),
          })),
        },
      })),
    }
    expect(readReplayCode(code, () => other).ok).toBe(false)
  })
})

describe('the question about a repair', () => {
  const cash = shippedScenario('split-cash')
  const asked = (rule: string, policy: string) =>
    sweepRun(cash, 7, chooser([rule, policy, 'collect'])).moment.reached.includes('repair')

  test('is offered only where there is something to repair', () => {
    expect([asked('balance', 'availability'), asked('movements', 'availability')]).toEqual([true, true])
    expect([asked('balance', 'consistency'), asked('movements', 'by-operation')]).toEqual([false, false])
  })
})
