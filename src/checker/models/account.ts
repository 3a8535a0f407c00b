import { canonicalJson, type Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import { AMOUNT, AMOUNT_MAX, amountOf, UNITS_PER_ONE, unitsOf } from '../shape.ts'
import type { Helpers, Request, SequentialSpec, Step } from '../spec.ts'

/**
 * A balance that never goes below zero: a withdrawal is declined exactly when it asks for more than there is. The state
 * counts ten-thousandths in a bigint, because 0.3 - 0.1 is not 0.2 in floating point and a violation must not come
 * from that.
 */
export const accountSpec = (): SequentialSpec<bigint> => ({
  name: 'account',
  operations: ['read', 'withdraw', 'deposit'],
  initial: 0,
  init: initial => {
    const state = unitsOf(initial)
    return state === null ? { ok: false, expected: `a balance, that is ${AMOUNT}` } : { ok: true, state }
  },
  step,
  answer: (_, result) => canonicalJson(result),
  isObservation: ({ f, answer }) => f === 'read' || (f === 'withdraw' && answer === 'false'),
  key: state => String(state),
  toJson,
  misfit: (f, result) => (f !== 'read' || typeof result === 'number' ? null : 'a number, the balance'),
  helpers,
})

/** The nearest number to a balance, by way of its decimal spelling so that it is rounded once. */
function toJson(state: bigint): number {
  const perOne = BigInt(UNITS_PER_ONE)
  return Number(`${state / perOne}.${String(state % perOne).padStart(4, '0')}`)
}

/** The balance that a read told, null if no balance is such a number. */
function balanceRead(answer: string): bigint | null {
  const value = Number(answer)
  // Several deposits may add up to more than one amount can be.
  return value > AMOUNT_MAX && Number.isFinite(value)
    ? BigInt(Math.round(value * UNITS_PER_ONE))
    : unitsOf(value)
}

function step(state: bigint, f: OperationName, value: Json): Step<bigint> {
  if (f === 'read') return { state, answer: String(toJson(state)) }
  const amount = amountOf(value)
  if (f === 'deposit') return { state: state + amount, answer: 'true' }
  return amount > state ? { state, answer: 'false' } : { state: state - amount, answer: 'true' }
}

/** Every change may help towards a balance; the one that brings it nearest comes first. */
function helpers(requests: readonly Request[]): Helpers<bigint> {
  const changes = requests.flatMap(({ f, value }, index) =>
    f === 'read' ? [] : [{ index, change: f === 'deposit' ? amountOf(value) : -amountOf(value) }],
  )
  const deposits = changes.filter(({ change }) => change > 0n)
  const towards: Helpers<bigint>['towards'] = (target, state) => {
    // A withdrawal that was paid lacks money, and a shortest way to more money has no withdrawal in it.
    if (target.f === 'withdraw' && target.answer === 'true') {
      return byDistance(deposits, state, amountOf(target.value))
    }
    const read = target.f === 'read' ? balanceRead(target.answer) : 0n
    return read === null ? [] : byDistance(changes, state, read)
  }
  return { towards }
}

function byDistance(
  changes: readonly { index: number; change: bigint }[],
  state: bigint,
  goal: bigint,
): readonly number[] {
  return changes
    .map(({ index, change }) => ({ index, distance: size(state + change - goal) }))
    .sort((a, b) => (a.distance < b.distance ? -1 : a.distance > b.distance ? 1 : a.index - b.index))
    .map(({ index }) => index)
}

const size = (n: bigint): bigint => (n < 0n ? -n : n)
