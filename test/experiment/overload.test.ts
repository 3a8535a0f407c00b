import { describe, expect, test } from 'vitest'
import type { Outcome, Settings } from '../../src/experiment/program.ts'
import { runUsual } from './usual.ts'

const run = (own: Settings) => runUsual('overload', own)

function series({ series }: Outcome, id: string): readonly number[] {
  return series.find(one => one.id === id)?.values ?? []
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

describe('overload', () => {
  test('without a crowd every order is answered by its first request', () => {
    for (const retry of ['none', 'at-once', 'backoff', 'backoff-jitter'])
      expect(run({ crowd: 0, retry }).figures).toEqual({ answered: 100, each: 1, wasted: 0, over: 0 })
  })

  test('a crowd is a queue that drains at what the server has to spare', () => {
    // 120 orders more in one second, of which the server does 50 - 20: 90 wait, and 30 a second go.
    const waiting = series(run({}), 'queue')
    const most = Math.max(...waiting)
    expect(most).toBeGreaterThan(85)
    expect(most).toBeLessThan(100)
    const from = waiting.indexOf(most)
    const dry = waiting.findIndex((value, place) => place > from && value < 4)
    expect((dry - from) / 2).toBeGreaterThan(2.5)
    expect((dry - from) / 2).toBeLessThan(4)
  })

  test('no more is answered than the server can do, whoever it is for', () => {
    for (const retry of ['none', 'at-once', 'backoff', 'backoff-jitter']) {
      const outcome = run({ retry, service: 25 })
      for (const value of series(outcome, 'good')) expect(value).toBeLessThanOrEqual(42)
    }
  })

  test('retries at once keep their own queue full as long as orders come', () => {
    const outcome = run({ retry: 'at-once' })
    expect(sum(series(outcome, 'good').slice(20))).toBe(0)
    expect(Math.min(...series(outcome, 'queue').slice(20))).toBeGreaterThan(50)
  })

  test('those who pause for the same time come back together; with jitter they do not', () => {
    // The quiet second before the first of them are back, and the waves after it.
    const peak = (retry: string) => Math.max(...series(run({ retry }), 'queue').slice(18))
    expect(peak('backoff')).toBeGreaterThan(2 * peak('backoff-jitter'))
  })

  test('an order never makes more requests than it may', () => {
    for (const tries of [1, 2, 3]) {
      const { each = 0 } = run({ retry: 'at-once', tries }).figures
      expect(each).toBeGreaterThanOrEqual(1)
      expect(each).toBeLessThanOrEqual(tries)
    }
  })
})
