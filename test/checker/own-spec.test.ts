import { expect, it } from 'vitest'
import { checkHistory, operationsOf, type SequentialSpec } from '../../src/checker/checker.ts'
import type { Json } from '../../src/model/json.ts'
import type { History, HistoryEvent } from '../../src/model/operation.ts'
import { createDice, type Dice, SEED } from './histories.ts'

/**
 * A first-in, first-out queue: a specification of somebody's own, with what has to be there and no more. It has no
 * `helpers`, for in a queue an enqueue of unknown outcome can't be put off: who stands before whom is seen later.
 */
type Asked = 'enqueue' | 'dequeue'

const queue: SequentialSpec<readonly Json[], Asked> = {
  name: 'queue',
  operations: ['enqueue', 'dequeue'],
  initial: [],
  init: initial =>
    Array.isArray(initial) ? { ok: true, state: initial } : { ok: false, expected: 'an array' },
  step(state, f, value) {
    if (f === 'enqueue') return { state: [...state, value], answer: 'done' }
    return { state: state.slice(1), answer: JSON.stringify(state[0] ?? null) }
  },
  answer: (f, result) => (f === 'enqueue' ? 'done' : JSON.stringify(result)),
  key: state => JSON.stringify(state),
  toJson: state => [...state],
}

const event = (process: string, type: HistoryEvent['type'], f: Asked, value: Json): HistoryEvent<Asked> => {
  return { process, type, f, value }
}
const enqueued = (value: Json) => [event('a', 'invoke', 'enqueue', value), event('a', 'ok', 'enqueue', value)]
const dequeued = (value: Json) => [event('b', 'invoke', 'dequeue', null), event('b', 'ok', 'dequeue', value)]

it('a queue that keeps the order', () => {
  const history: History<Asked> = [
    ...enqueued(1),
    ...enqueued(2),
    ...dequeued(1),
    ...dequeued(2),
    ...dequeued(null),
  ]
  expect(checkHistory(history, { spec: queue }).explanation).toBe(
    'One order explains every answer (5 operations on 1 key).',
  )
})

it('a queue that does not, in words', () => {
  const verdict = checkHistory([...enqueued(1), ...enqueued(2), ...dequeued(2)], { spec: queue })
  expect(verdict).toMatchObject({ result: 'violation', witness: { minimal: true } })
  expect(verdict.explanation).toContain(
    "a's enqueue of 1 was answered 1, then b's dequeue was answered 2; at first: nothing.",
  )
})

it('a lost enqueue takes its place in the line long before anybody sees it', () => {
  const lost = event('x', 'invoke', 'enqueue', 0)
  const after = [...enqueued(1), ...dequeued(0), ...dequeued(1)]
  expect(checkHistory([lost, ...after], { spec: queue }).result).toBe('linearizable')
  expect(checkHistory([...enqueued(1), lost, ...dequeued(0)], { spec: queue }).result).toBe('violation')
})

/** Every order of every choice of lost operations, without a thought. */
function explainable(history: History<Asked>): boolean {
  const all = operationsOf(history)
  const tryFrom = (placed: ReadonlySet<number>, line: readonly Json[]): boolean => {
    const left = all.filter(({ id }) => !placed.has(id))
    if (left.every(({ outcome }) => outcome !== 'ok')) return true
    return left.some(({ id, f, value, outcome, result, called }) => {
      if (left.some(other => (other.returned ?? Number.POSITIVE_INFINITY) < called)) return false
      if (f === 'enqueue') return tryFrom(new Set([...placed, id]), [...line, value])
      if (outcome === 'ok' && JSON.stringify(result) !== JSON.stringify(line[0] ?? null)) return false
      return tryFrom(new Set([...placed, id]), line.slice(1))
    })
  }
  return tryFrom(new Set(), [])
}

function randomQueue(dice: Dice): HistoryEvent<Asked>[] {
  const history: HistoryEvent<Asked>[] = []
  const open = new Map<number, Asked>()
  for (let left = 3 + dice.roll(4); left > 0 || open.size > 0; ) {
    const process = dice.roll(3)
    const f = open.get(process)
    const name = `c${process}-${dice.roll(1000)}`
    if (f === undefined && left-- > 0) {
      const asked = dice.pick(['enqueue', 'dequeue'] as const)
      if (dice.roll(4) === 0)
        history.push(event(`lost ${history.length} ${name}`, 'invoke', asked, dice.roll(3)))
      else {
        open.set(process, asked)
        history.push(event(`c${process}`, 'invoke', asked, asked === 'enqueue' ? dice.roll(3) : null))
      }
    } else if (f !== undefined) {
      open.delete(process)
      history.push(event(`c${process}`, 'ok', f, f === 'enqueue' ? null : dice.pick([0, 1, 2, null])))
    }
  }
  return history
}

it('gives the verdict that trying every order gives', () => {
  const dice = createDice(SEED, 77)
  const counts = { linearizable: 0, violation: 0, unknown: 0 }
  for (let i = 0; i < 4000; i++) {
    const history = randomQueue(dice)
    const { result } = checkHistory(history, { spec: queue })
    counts[result]++
    if ((result === 'linearizable') !== explainable(history)) {
      expect.fail(`wrong verdict ${result}: NETSPLIT_SEED=${SEED}, queue ${i}: ${JSON.stringify(history)}`)
    }
  }
  expect(counts.unknown).toBe(0)
  expect(Math.min(counts.linearizable, counts.violation)).toBeGreaterThan(300)
})
