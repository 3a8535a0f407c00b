import { describe, expect, it } from 'vitest'
import { checkHistory, MODEL_NAMES, type ModelName } from '../../src/checker/checker.ts'
import type { History } from '../../src/model/operation.ts'
import { corrupt, createDice, type Dice, INITIALS, randomHistory, SEED } from './histories.ts'
import { explainable, explainableWithMemory, type Known, pairsOf } from './oracle.ts'

const HISTORIES_PER_MODEL = 6_000

/** Of 8 to 14 operations; as many as a soak asks for. */
const LARGER_PER_MODEL = Math.max(300, Number(process.env['NETSPLIT_SEEDS'] ?? 300))

interface Case {
  readonly history: History
  readonly pairs: readonly Known[]
  readonly about: string
}

/** Small histories: half as a single copy gave them, half with one or two lies. */
function* smallHistories(model: ModelName, seed: number): Generator<Case> {
  const dice: Dice = createDice(seed, MODEL_NAMES.indexOf(model))
  for (let i = 0; i < HISTORIES_PER_MODEL; i++) {
    const values = 2 + dice.roll(2)
    const shape = {
      operations: 2 + dice.roll(6),
      processes: 2 + dice.roll(2),
      lost: dice.pick([0, 25, 60]),
      failed: dice.roll(2) * 15,
      values,
    }
    let history = randomHistory(model, dice, shape)
    for (let lies = dice.roll(3); lies > 0; lies--) history = corrupt(history, dice, values)
    const about = `NETSPLIT_SEED=${seed}, history ${i} of ${model}: ${JSON.stringify(history)}`
    yield { history, pairs: pairsOf(history), about }
  }
}

describe.each(MODEL_NAMES)('%s, against brute force', model => {
  const initial = INITIALS[model]

  it('gives the verdict that trying every order gives', () => {
    const counts = { linearizable: 0, violation: 0, unknown: 0 }
    for (const { history, pairs, about } of smallHistories(model, SEED)) {
      const { result } = checkHistory(history, { model, initial })
      counts[result]++
      if ((result === 'linearizable') !== explainable(pairs, initial)) expect.fail(`wrong verdict: ${about}`)
    }
    expect(counts.unknown).toBe(0)
    expect(Math.min(counts.linearizable, counts.violation)).toBeGreaterThan(HISTORIES_PER_MODEL / 10)
  })

  it('gives the verdict that trying every order of a dozen and more gives', () => {
    const dice = createDice(SEED, 40 + MODEL_NAMES.indexOf(model))
    const counts = { linearizable: 0, violation: 0, unknown: 0 }
    for (let i = 0; i < LARGER_PER_MODEL; i++) {
      const values = 2 + dice.roll(4)
      const shape = {
        operations: 8 + dice.roll(7),
        processes: 2 + dice.roll(5),
        lost: dice.pick([10, 40, 60, 80]),
        failed: dice.roll(2) * 10,
        values,
      }
      let history = randomHistory(model, dice, shape)
      for (let lies = dice.roll(3); lies > 0; lies--) history = corrupt(history, dice, values)
      const { result } = checkHistory(history, { model, initial })
      counts[result]++
      if ((result === 'linearizable') !== explainableWithMemory(pairsOf(history), initial)) {
        expect.fail(
          `wrong verdict: NETSPLIT_SEED=${SEED}, larger ${i} of ${model}: ${JSON.stringify(history)}`,
        )
      }
    }
    expect(counts.unknown).toBe(0)
    expect(Math.min(counts.linearizable, counts.violation)).toBeGreaterThan(LARGER_PER_MODEL / 20)
  })

  it('gives an order that obeys time and explains every answer', () => {
    for (const { history, pairs, about } of smallHistories(model, SEED + 1)) {
      const verdict = checkHistory(history, { model, initial })
      if (verdict.result !== 'linearizable') continue
      const placed = verdict.orders.flatMap(order => order.steps.map(step => step.operation))
      const inOrder = placed.map(id => pairs[id] as Known)
      // Made to follow one another, and each certain, they leave brute force one order to try.
      const line = inOrder.map((pair, i): Known => ({ ...pair, from: 2 * i, until: 2 * i + 1 }))
      const isComplete = pairs.every((pair, id) => pair.effect !== 'certain' || placed.includes(id))
      const obeysTime = inOrder.every((pair, i) =>
        inOrder.slice(i + 1).every(later => later.until > pair.from),
      )
      const happened = inOrder.every(pair => pair.effect !== 'never')
      const last = verdict.orders[0]?.steps.at(-1)?.state
      const witnessed = last === undefined || explainable([...line, readOf(last, 2 * line.length)], initial)
      if (!(isComplete && obeysTime && happened && witnessed && new Set(placed).size === placed.length)) {
        expect.fail(`no such order: ${JSON.stringify(verdict.orders)}, ${about}`)
      }
    }
  })

  it('gives a witness that is wrong by itself and needs each of its operations', () => {
    const sizes = new Map<number, number>()
    for (const { history, pairs, about } of smallHistories(model, SEED + 2)) {
      const verdict = checkHistory(history, { model, initial })
      if (verdict.result !== 'violation') continue
      const { operations, minimal } = verdict.witness
      const ids = operations.map(operation => operation.id)
      sizes.set(ids.length, (sizes.get(ids.length) ?? 0) + 1)
      const isWrong = !explainable(onlyKnown(pairs, ids), initial)
      const isNeeded = ids.every(id =>
        explainable(
          onlyKnown(
            pairs,
            ids.filter(other => other !== id),
          ),
          initial,
        ),
      )
      if (!(minimal && isWrong && isNeeded)) expect.fail(`no witness: ${ids.join(' ')}, ${about}`)
    }
    expect(sizes.size).toBeGreaterThan(2)
  })
})

/** The history in which only these operations are known, and nobody knows of the others. */
function onlyKnown(pairs: readonly Known[], ids: readonly number[]): Known[] {
  return pairs.map((pair, id) => (ids.includes(id) ? pair : { ...pair, effect: 'maybe', until: Infinity }))
}

function readOf(state: Known['said'], from: number): Known {
  return { f: 'read', asked: null, said: state, effect: 'certain', from, until: from + 1 }
}
