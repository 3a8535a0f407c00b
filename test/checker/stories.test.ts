import { describe, expect, it } from 'vitest'
import { type CheckOptions, checkHistory, inferModel, operationsOf } from '../../src/checker/checker.ts'
import type { Json } from '../../src/model/json.ts'
import type { HistoryEvent } from '../../src/model/operation.ts'

type Line = [
  process: string,
  type: HistoryEvent['type'],
  f: HistoryEvent['f'],
  value?: Json,
  more?: Partial<HistoryEvent>,
]

/** A history as one reads it aloud. */
const told = (...lines: Line[]): HistoryEvent[] =>
  lines.map(([process, type, f, value = null, more = {}]) => ({ process, type, f, value, ...more }))

const ONE_COPY =
  'One correct copy that handles one operation at a time would not have answered so, whatever else happened.'

function explanationOf(history: HistoryEvent[], initial?: Json): string {
  const options: CheckOptions = { model: inferModel(history), ...(initial === undefined ? {} : { initial }) }
  return checkHistory(history, options).explanation
}

describe('what goes wrong', () => {
  it('a stale read: the old value after the new one was there', () => {
    const history = told(
      ['c1', 'invoke', 'write', 1, { key: 'x' }],
      ['c1', 'ok', 'write', 1, { key: 'x' }],
      ['c1', 'invoke', 'write', 2, { key: 'x' }],
      ['c1', 'ok', 'write', 2, { key: 'x' }],
      ['c2', 'invoke', 'read', null, { key: 'x' }],
      ['c2', 'ok', 'read', 1, { key: 'x' }],
    )
    expect(explanationOf(history)).toBe(
      `No single order explains these answers about x: c1 wrote 1, then c1 wrote 2, then c2 read 1; at first: nothing. ${ONE_COPY}`,
    )
  })

  it('a lost update: both swapped the same value away', () => {
    const history = told(
      ['c1', 'invoke', 'cas', [0, 1]],
      ['c2', 'invoke', 'cas', [0, 2]],
      ['c1', 'ok', 'cas', [0, 1]],
      ['c2', 'ok', 'cas', [0, 2]],
    )
    expect(explanationOf(history, 0)).toBe(
      `No single order explains these answers: c1 swapped 0 for 1 while c2 swapped 0 for 2; at first: 0. ${ONE_COPY}`,
    )
    const honest = history.map(line =>
      line.type === 'ok' && line.process === 'c2' ? { ...line, swapped: false } : line,
    )
    expect(explanationOf(honest, 0)).toBe('One order explains every answer (2 operations on 1 key).')
  })

  it('a double withdrawal: 160 paid out of 100', () => {
    const history = told(
      ['c1', 'invoke', 'withdraw', 80],
      ['c2', 'invoke', 'withdraw', 80],
      ['c1', 'ok', 'withdraw', 80],
      ['c2', 'ok', 'withdraw', 80],
    )
    expect(explanationOf(history, 100)).toBe(
      `No single order explains these answers: c1 withdrew 80 while c2 withdrew 80; at first: 100. ${ONE_COPY}`,
    )
    const honest = history.map((line, i) => (i === 3 ? { ...line, declined: true } : line))
    expect(explanationOf(honest, 100)).toBe('One order explains every answer (2 operations on 1 key).')
  })

  it('money that was refused for no reason', () => {
    const history = told(['c1', 'invoke', 'withdraw', 80], ['c1', 'ok', 'withdraw', 80, { declined: true }])
    expect(explanationOf(history, 100)).toBe(
      `No single order explains this answer: c1's withdrawal of 80 was declined; at first: 100. ${ONE_COPY}`,
    )
  })

  it('an element of a set that got lost', () => {
    const history = told(
      ['c1', 'invoke', 'add', 'a'],
      ['c2', 'invoke', 'add', 'b'],
      ['c1', 'ok', 'add', 'a'],
      ['c2', 'ok', 'add', 'b'],
      ['c3', 'invoke', 'read'],
      ['c3', 'ok', 'read', ['b', 'b']],
    )
    expect(explanationOf(history)).toBe(
      `No single order explains these answers: c1 added a, then c3 read b and b; at first: nothing. ${ONE_COPY}`,
    )
  })

  it('a write that failed and was read all the same', () => {
    const history = told(
      ['c1', 'invoke', 'write', 5],
      ['c1', 'fail', 'write', null],
      ['c2', 'invoke', 'read'],
      ['c2', 'ok', 'read', 5],
    )
    expect(explanationOf(history)).toBe(
      `No single order explains these answers: c1's write of 5 definitely did not happen, then c2 read 5; at first: nothing. ${ONE_COPY}`,
    )
  })
})

describe('a write of which nobody knows', () => {
  const lost: Line[] = [
    ['c1', 'invoke', 'write', 1],
    ['c1', 'info', 'write', null],
  ]

  it('takes effect late: one read misses it and the next one sees it', () => {
    const history = told(
      ...lost,
      ['c2', 'invoke', 'read'],
      ['c2', 'ok', 'read'],
      ['c2', 'invoke', 'read'],
      ['c2', 'ok', 'read', 1],
    )
    const verdict = checkHistory(history, { model: 'register' })
    expect(verdict).toEqual({
      result: 'linearizable',
      explanation: 'One order explains every answer (3 operations on 1 key).',
      orders: [
        {
          key: null,
          steps: [
            { operation: 1, state: null },
            { operation: 0, state: 1 },
            { operation: 2, state: 1 },
          ],
        },
      ],
    })
  })

  it('never takes effect', () => {
    const history = told(...lost, ['c2', 'invoke', 'read'], ['c2', 'ok', 'read'])
    expect(checkHistory(history, { model: 'register' })).toMatchObject({
      orders: [{ steps: [{ operation: 1, state: null }] }],
    })
  })

  it('takes effect only once', () => {
    const history = told(
      ...lost,
      ['c2', 'invoke', 'write', 2],
      ['c2', 'ok', 'write', 2],
      ...[1, 2, 1].flatMap((value): Line[] => [
        ['c3', 'invoke', 'read'],
        ['c3', 'ok', 'read', value],
      ]),
    )
    expect(checkHistory(history, { model: 'register' }).result).toBe('violation')
  })

  it('can not take effect before it was asked for', () => {
    const history = told(['c2', 'invoke', 'read'], ['c2', 'ok', 'read', 1], ...lost)
    expect(explanationOf(history)).toBe(
      `No single order explains this answer: c2 read 1; at first: nothing. ${ONE_COPY}`,
    )
  })
})

describe('lost deposits', () => {
  /** Deposits of which nobody knows, and balances that were read afterwards, one after the other. */
  const balances = (deposits: number[], reads: number[]) => {
    const history = told(
      ...deposits.map((amount, i): Line => [`lost${i}`, 'invoke', 'deposit', amount]),
      ...reads.flatMap((value): Line[] => [
        ['c1', 'invoke', 'read'],
        ['c1', 'ok', 'read', value],
      ]),
    )
    return checkHistory(history, { model: 'account' }).result
  }

  it('may have to be spared for later: 4 as 2 + 2, because 7 needs the 3', () => {
    expect(balances([3, 1, 2, 2], [4, 7])).toBe('linearizable')
    expect(balances([3, 1, 2], [4, 7])).toBe('violation')
  })

  it('count as often as they were asked for', () => {
    expect(balances([2, 2], [2, 4])).toBe('linearizable')
    expect(balances([2, 2], [2, 4, 6])).toBe('violation')
    expect(balances([1, 1, 2, 3], [4, 5, 7])).toBe('linearizable')
    // 5 + 5 + 4 + 4 comes to mind first, but 22 then needs a 4 that is left.
    expect(balances([5, 5, 4, 4, 3, 3, 3], [18, 22])).toBe('linearizable')
  })

  it('are shared out anew for another order of two reads at once', () => {
    const history = told(
      ...[1, 4, 9].map((amount): Line => [`lost${amount}`, 'invoke', 'deposit', amount]),
      ['lost2', 'invoke', 'withdraw', 2],
      ['c1', 'invoke', 'read'],
      ['c2', 'invoke', 'read'],
      ['c1', 'ok', 'read', 3],
      ['c2', 'ok', 'read', 5],
    )
    expect(checkHistory(history, { model: 'account' }).result).toBe('linearizable')
  })

  it('may make a balance larger than one deposit can be', () => {
    expect(balances([9e11, 9e11], [1.8e12])).toBe('linearizable')
  })
})

describe('details', () => {
  it('counts money in decimals exactly', () => {
    const history = told(
      ['c1', 'invoke', 'withdraw', 0.1],
      ['c1', 'ok', 'withdraw', 0.1],
      ['c1', 'invoke', 'read'],
      ['c1', 'ok', 'read', 0.2],
    )
    expect(checkHistory(history, { model: 'account', initial: 0.3 }).result).toBe('linearizable')
  })

  it('takes objects as the same whatever the order of their keys', () => {
    const history = told(
      ['c1', 'invoke', 'write', { a: 1, b: 2 }],
      ['c1', 'ok', 'write', { a: 1, b: 2 }],
      ['c1', 'invoke', 'read'],
      ['c1', 'ok', 'read', { b: 2, a: 1 }],
    )
    expect(checkHistory(history, { model: 'register' }).result).toBe('linearizable')
  })

  it('has nothing to say about nothing', () => {
    expect(checkHistory([], { model: 'register' }).explanation).toBe(
      'There is nothing to explain: no operation was answered.',
    )
  })

  it('pairs events to operations', () => {
    const history = told(
      ['c1', 'invoke', 'read', null, { key: 'x' }],
      ['c2', 'invoke', 'withdraw', 5],
      ['c1', 'ok', 'read', 7, { key: 'x' }],
      ['c2', 'ok', 'withdraw', 5, { declined: true }],
      ['c1', 'invoke', 'write', 1],
      ['c2', 'invoke', 'cas', [1, 2]],
      ['c1', 'info', 'write', null],
    )
    expect(operationsOf(history)).toEqual([
      {
        id: 0,
        process: 'c1',
        f: 'read',
        key: 'x',
        value: null,
        outcome: 'ok',
        result: 7,
        called: 0,
        returned: 2,
      },
      {
        id: 1,
        process: 'c2',
        f: 'withdraw',
        key: null,
        value: 5,
        outcome: 'ok',
        result: false,
        called: 1,
        returned: 3,
      },
      {
        id: 2,
        process: 'c1',
        f: 'write',
        key: null,
        value: 1,
        outcome: 'unknown',
        result: null,
        called: 4,
        returned: null,
      },
      {
        id: 3,
        process: 'c2',
        f: 'cas',
        key: null,
        value: [1, 2],
        outcome: 'unknown',
        result: null,
        called: 5,
        returned: null,
      },
    ])
  })
})
