import { describe, expect, it } from 'vitest'
import { checkHistory } from '../../src/checker/checker.ts'
import type { Json } from '../../src/model/json.ts'
import type { HistoryEvent, OperationName } from '../../src/model/operation.ts'

/** One operation that was answered before the next one began. */
function done(
  process: string,
  f: OperationName,
  value: Json,
  said: Partial<HistoryEvent> = {},
): HistoryEvent[] {
  return [
    { process, type: 'invoke', f, value, ...(said.key === undefined ? {} : { key: said.key }) },
    { process, type: 'ok', f, value, ...said },
  ]
}

const times = <T>(count: number, make: (i: number) => readonly T[]): T[] =>
  Array.from({ length: count }, (_, i) => make(i)).flat()

/**
 * Deposits at once, of amounts that are powers of three, and meanwhile a balance that none of their sums gives, for it
 * has a two among its digits to the base of three. It lies within bounds, has no divisor to betray it, and is too large
 * for a table of sums; and every subset of the deposits is a state of its own, so no search can be short.
 */
function hard(count: number, key: string): HistoryEvent[] {
  const line = (i: number, type: HistoryEvent['type']): HistoryEvent[] => [
    { process: `${key}${i}`, type, f: 'deposit', value: 3 ** i, key },
  ]
  return [
    ...times(count, i => line(i, 'invoke')),
    ...done('reader', 'read', null, { value: 2 * 3 ** (count - 2), key }),
    ...times(count, i => line(i, 'ok')),
  ]
}

describe('long histories', () => {
  it('20,000 operations in sequence, without a deep stack', () => {
    const verdict = checkHistory(
      times(20_000, i => done('c1', 'write', i)),
      { model: 'register' },
    )
    expect(verdict.explanation).toBe('One order explains every answer (20,000 operations on 1 key).')
  })

  it('20,000 elements of a set, and all of them read', () => {
    const all = Array.from({ length: 20_000 }, (_, i) => i)
    const history = [...times(20_000, i => done('c1', 'add', i)), ...done('c1', 'read', null, { value: all })]
    const verdict = checkHistory(history, { model: 'set' })
    expect(verdict.result === 'linearizable' && verdict.orders[0]?.steps.at(-1)?.state).toEqual(all)
  })

  it('three guilty operations among 5,000, found as such', () => {
    const history = [...times(5_000, i => done('c1', 'write', i)), ...done('c2', 'read', null, { value: 17 })]
    const verdict = checkHistory(history, { model: 'register' })
    expect(verdict).toMatchObject({ result: 'violation', witness: { minimal: true } })
    expect(verdict.result === 'violation' && verdict.witness.operations.length).toBe(3)
  })

  it('20 equal withdrawals at once, of which 19 could be paid', () => {
    const event = (i: number, type: HistoryEvent['type']): HistoryEvent[] => [
      { process: `c${i}`, type, f: 'withdraw', value: 5 },
    ]
    const history = [...times(20, i => event(i, 'invoke')), ...times(20, i => event(i, 'ok'))]
    expect(checkHistory(history, { model: 'account', initial: 100 }).result).toBe('linearizable')
    const verdict = checkHistory(history, { model: 'account', initial: 99 })
    expect(verdict).toMatchObject({ result: 'violation', witness: { minimal: true } })
    expect(verdict.result === 'violation' && verdict.witness.operations.length).toBe(20)
  })

  it('200 lost writes of different values, and a read that none of them explains', () => {
    const lost = times(200, i => [{ process: `lost${i}`, type: 'invoke', f: 'write', value: i } as const])
    const history = [...lost, ...times(200, i => done('c1', 'read', null, { value: 199 - i }))]
    expect(checkHistory(history, { model: 'register' }).result).toBe('linearizable')
    const wrong = [
      ...history,
      ...done('c1', 'read', null, { value: 0 }),
      ...done('c1', 'read', null, { value: 1 }),
    ]
    expect(checkHistory(wrong, { model: 'register' }).result).toBe('violation')
  })
})

describe('a search that runs out of steps', () => {
  it('says so instead of guessing', () => {
    const verdict = checkHistory(hard(22, 'k'), { model: 'account', maxSteps: 50_000 })
    expect(verdict).toMatchObject({ result: 'unknown', explored: [{ key: 'k', answered: 23, placed: 22 }] })
    const [explored] = verdict.result === 'unknown' ? verdict.explored : []
    expect(explored?.stuckAt).toMatchObject({ process: 'reader', f: 'read', result: 2 * 3 ** 20 })
    expect(explored?.configurations).toBeGreaterThan(1_000)
    expect(verdict.explanation.replace(/met [\d,]+ conf/, 'met some conf')).toBe(
      'Nobody knows: the search for an order gave up at k after 50,000 steps, and it does not guess. ' +
        'It met some configurations, put at most 22 of 23 answered operations in order, and never got past this one: ' +
        'reader read 6973568802. Allow more steps, or check a shorter part of the history, or one with fewer ' +
        'operations at once or of unknown outcome.',
    )
  })

  it('does not hide a violation of another key, before it or after it', () => {
    const wrong = done('c1', 'read', null, { value: 7, key: 'wrong' })
    for (const history of [
      [...hard(22, 'k'), ...wrong],
      [...wrong, ...hard(22, 'k')],
    ]) {
      const verdict = checkHistory(history, { model: 'account', maxSteps: 50_000 })
      expect(verdict).toMatchObject({ result: 'violation', witness: { key: 'wrong', minimal: true } })
    }
  })

  it('leaves a witness that says that it may not be the smallest', () => {
    const history = [...times(50, i => done('c1', 'write', i)), ...done('c2', 'read', null, { value: 17 })]
    const verdict = checkHistory(history, { model: 'register', maxSteps: 190 })
    expect(verdict).toMatchObject({ result: 'violation', witness: { minimal: false } })
    expect(verdict.explanation).toContain(
      'Fewer of them may be enough: the search for the fewest ran out of steps.',
    )
  })
})

it('keeps keys apart, and no key is a key of its own', () => {
  const history = [
    ...done('c1', 'write', 1, { key: 'x' }),
    ...done('c1', 'write', 2),
    ...done('c1', 'read', null, { value: 1, key: 'x' }),
    ...done('c1', 'read', null, { value: 2 }),
  ]
  const verdict = checkHistory(history, { model: 'register' })
  expect(verdict.explanation).toBe('One order explains every answer (4 operations on 2 keys).')
  expect(verdict.result === 'linearizable' && verdict.orders.map(order => order.key)).toEqual(['x', null])
})
