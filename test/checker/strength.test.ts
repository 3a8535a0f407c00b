import { describe, expect, it } from 'vitest'
import { checkHistory, MAX_STEPS, MODEL_NAMES, type ModelName, modelFor } from '../../src/checker/checker.ts'
import { decide } from '../../src/checker/decide.ts'
import { operationsOf } from '../../src/checker/operations.ts'
import { type Prepared, prepare, rolesOf } from '../../src/checker/prepare.ts'
import { search } from '../../src/checker/search.ts'
import type { Json } from '../../src/model/json.ts'
import type { HistoryEvent, OperationName } from '../../src/model/operation.ts'
import { corrupt, createDice, INITIALS, randomHistory } from './histories.ts'

/**
 * What each shortcut is worth, in steps, which are the same on every machine. A ceiling stands well above what the search
 * takes and far below what it takes without the shortcut, so that one that is lost is missed here.
 */

function prepared(history: readonly HistoryEvent[], model: ModelName, initial: Json): Prepared {
  const spec = modelFor(model)
  const started = spec.init(initial)
  if (!started.ok) throw new Error(started.expected)
  return prepare(spec, started.state, operationsOf(history))
}

type Asked = readonly [f: OperationName, value: Json, said?: Partial<HistoryEvent>]

const invoke = (process: string, [f, value]: Asked): HistoryEvent => ({ process, type: 'invoke', f, value })
const ok = (process: string, [f, value, said]: Asked): HistoryEvent => {
  return { process, type: 'ok', f, value, ...said }
}

const inTurn = (...asked: Asked[]): HistoryEvent[] => asked.flatMap(one => [invoke('c', one), ok('c', one)])
const lost = (...asked: Asked[]): HistoryEvent[] => asked.map((one, i) => invoke(`lost${i}`, one))
const atOnce = (...asked: Asked[]): HistoryEvent[] => [
  ...asked.map((one, i) => invoke(`p${i}`, one)),
  ...asked.map((one, i) => ok(`p${i}`, one)),
]
const upTo = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
const read = (value: Json): Asked => ['read', null, { value }]

/** Lost deposits of 1 up to a count and a few lost withdrawals, and more balances than there is money for. */
function spentInManyWays(count: number): HistoryEvent[] {
  const all = (count * (count + 1)) / 2
  return [
    ...lost(...upTo(count, (i): Asked => ['deposit', i + 1]), ...upTo(3, (i): Asked => ['withdraw', i + 1])),
    ...atOnce(...upTo(4, i => read(count + 2 * i))),
    ...inTurn(read(all - 1), read(all)),
  ]
}

interface Case {
  readonly shortcut: string
  readonly model: ModelName
  readonly initial: Json
  readonly history: readonly HistoryEvent[]
  readonly result: 'order' | 'none'
  readonly ceiling: number
}

const CASES: readonly Case[] = [
  {
    shortcut: 'the cache: nine writes in any order, and a value that was there before them',
    model: 'register',
    initial: 0,
    history: [
      ...inTurn(['write', 'old']),
      ...atOnce(...upTo(9, (i): Asked => ['write', i])),
      ...inTurn(read('old')),
    ],
    result: 'none',
    ceiling: 45_000,
  },
  {
    shortcut: 'one of each kind: sixteen equal withdrawals at once, of which fifteen could be paid',
    model: 'account',
    initial: 15,
    history: atOnce(...upTo(16, (): Asked => ['withdraw', 1])),
    result: 'none',
    ceiling: 400,
  },
  {
    shortcut: 'observations at once: twelve different swaps that did not match, and then something wrong',
    model: 'cas-register',
    initial: 0,
    history: [
      ...atOnce(...upTo(12, (i): Asked => ['cas', [i + 1, 0], { swapped: false }])),
      ...inTurn(['write', 1], ['write', 0], read(1)),
    ],
    result: 'none',
    ceiling: 400,
  },
  {
    shortcut: 'impossible answers: 24 writes at once, and a value that nobody wrote',
    model: 'register',
    initial: null,
    history: [...atOnce(...upTo(24, (i): Asked => ['write', i]), read(-1))],
    result: 'none',
    ceiling: 100,
  },
  {
    shortcut: 'impossible sums: 2,000 lost deposits, and half of one',
    model: 'account',
    initial: 0,
    history: [...lost(...upTo(2000, (i): Asked => ['deposit', i + 1])), ...inTurn(read(0.5))],
    result: 'none',
    ceiling: 1_000,
  },
  {
    shortcut: 'a part of what is used up is enough: nine lost changes, and balances read at once',
    model: 'account',
    initial: 0,
    history: spentInManyWays(6),
    result: 'none',
    ceiling: 128_000,
  },
  {
    shortcut: 'the same used up again is found, however many ways there are',
    model: 'account',
    initial: 0,
    history: spentInManyWays(8),
    result: 'none',
    ceiling: 950_000,
  },
  {
    shortcut: 'no detours: a chain of lost swaps with shorter ways beside it',
    model: 'cas-register',
    initial: 0,
    history: [
      ...lost(...upTo(10, (i): Asked => ['write', i]), ...upTo(10, (i): Asked => ['cas', [i, (i + 1) % 10]])),
      ...inTurn(...upTo(12, (i): Asked => read(i % 2 === 0 ? 3 : 4)), read(3)),
    ],
    result: 'none',
    ceiling: 100_000,
  },
]

describe('what a shortcut is worth', () => {
  it.each(CASES)('$shortcut', ({ history, model, initial, result, ceiling }) => {
    const key = prepared(history, model, initial)
    const found = search(key, rolesOf(key), MAX_STEPS)
    expect(found.result).toBe(result)
    expect(found.effort.steps).toBeLessThan(ceiling)
  })
})

/** Steps, some times what is needed: for a history as it was, for one with a tenth of the answers lost, for a wrong one. */
const CEILINGS: { readonly [model in ModelName]: readonly [good: number, lossy: number, bad: number] } = {
  register: [40_000, 250_000, 80_000],
  'cas-register': [40_000, 250_000, 80_000],
  account: [40_000, MAX_STEPS, 80_000],
  set: [400_000, 400_000, 800_000],
}

describe('a step is a bounded piece of work', () => {
  it('looking at helpers is counted: 400 lost deposits, looked at for each of ten balances', () => {
    const deposits = lost(...upTo(400, (i): Asked => ['deposit', i + 1]))
    const key = prepared([...deposits, ...inTurn(...upTo(10, i => read(i + 1)))], 'account', 0)
    expect(search(key, rolesOf(key), MAX_STEPS).effort.steps).toBeGreaterThan((10 * 400) / 4)
  })

  it('what is remembered is counted: 64 bytes are a step', () => {
    const key = prepared(atOnce(...upTo(200, (i): Asked => ['write', i]), read(199)), 'register', null)
    const { effort } = search(key, rolesOf(key), MAX_STEPS)
    // Each of the 200 configurations names up to 200 gaps, and each of up to 200 candidates is looked at.
    expect(effort.steps).toBeGreaterThan(200 * 100 * (1 + 1 / 8 + 1 / 32))
  })
})

describe.each(MODEL_NAMES)('10 clients, 170 events each: %s', model => {
  const [good, lossy, bad] = CEILINGS[model]
  const busy = (seed: number, lost: number) => {
    const shape = { operations: 850, processes: 10, lost, failed: 0, values: 10 }
    return randomHistory(model, createDice(seed, 7), shape)
  }

  it.each([0, 2, 3])('good, seed %i', seed => {
    const { result, effort } = decide(prepared(busy(seed, 0), model, INITIALS[model]), MAX_STEPS)
    expect(result).toBe('order')
    expect(effort.steps).toBeLessThan(good)
  })

  it.each([0, 2, 3])('good, and many answers lost, seed %i', seed => {
    const { result, effort } = decide(prepared(busy(seed, 10), model, INITIALS[model]), MAX_STEPS)
    expect(result).toBe('order')
    expect(effort.steps).toBeLessThan(lossy)
  })

  it('bad', () => {
    let wrong = 0
    for (let seed = 0; seed < 4; seed++) {
      const dice = createDice(seed, 9)
      const history = [1, 2, 3].reduce(lied => corrupt(lied, dice, 10), busy(seed, 0))
      const { result, effort } = decide(prepared(history, model, INITIALS[model]), MAX_STEPS)
      expect(result).not.toBe('undecided')
      expect(effort.steps).toBeLessThan(bad)
      if (result === 'none') wrong++
    }
    expect(wrong).toBeGreaterThan(0)
  })
})

describe('a witness among 850 operations', () => {
  it('is minimal and small: a stale read of a register', () => {
    const dice = createDice(9, 7)
    const shape = { operations: 850, processes: 10, lost: 0, failed: 0, values: 10 }
    const history = corrupt(randomHistory('register', dice, shape), dice, 10)
    const verdict = checkHistory(history, { model: 'register' })
    expect(verdict).toMatchObject({ result: 'violation', witness: { minimal: true } })
    expect(verdict.result === 'violation' && verdict.witness.operations.length).toBeLessThan(60)
  })
})
