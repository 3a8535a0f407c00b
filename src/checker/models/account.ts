import { canonicalJson, type Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import { AMOUNT, AMOUNT_MAX, amountOf, UNITS_PER_ONE, unitsOf } from '../shape.ts'
import type { Helpers, Request, SequentialSpec, Step } from '../spec.ts'
import { accountProspects, divisor } from './account-prospects.ts'

/**
 * A balance that never goes below zero: a withdrawal is declined exactly when it asks for more than there is. The state
 * counts ten-thousandths in a bigint, because 0.3 - 0.1 is not 0.2 in floating point and a violation must not come
 * from that.
 */
export const accountSpec = (): SequentialSpec<bigint, OperationName> => ({
  name: 'account',
  operations: ['read', 'withdraw', 'deposit'],
  reads: ['read'],
  initial: 0,
  init: initial => {
    const state = unitsOf(initial)
    return state === null ? { ok: false, expected: `a balance, that is ${AMOUNT}` } : { ok: true, state }
  },
  step,
  answer: (_, result) => canonicalJson(result),
  isObservation: ({ f, answer }) => f === 'withdraw' && answer === 'false',
  key: state => String(state),
  toJson,
  misfit: (f, result) => (f !== 'read' || typeof result === 'number' ? null : 'a number, the balance'),
  helpers,
  prospects: (initial, requests) => accountProspects(initial, requests.map(changeOf), exactBalance),
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

function step(state: bigint, f: string, value: Json): Step<bigint> {
  if (f === 'read') return { state, answer: String(toJson(state)) }
  const amount = amountOf(value)
  if (f === 'deposit') return { state: state + amount, answer: 'true' }
  return amount > state ? { state, answer: 'false' } : { state: state - amount, answer: 'true' }
}

/** Up to here a number stands for one balance: the next one is nearer than a ten-thousandth. It is 2³⁸. */
const EXACT_MAX = 274_877_906_944

function exactBalance(answer: string): bigint | 'any' | null {
  return Number(answer) > EXACT_MAX ? 'any' : balanceRead(answer)
}

/** What a request does to the balance, if it does anything. */
function changeOf({ f, value }: Request): bigint {
  if (f === 'read') return 0n
  return f === 'deposit' ? amountOf(value) : -amountOf(value)
}

interface Change {
  readonly index: number
  readonly change: bigint
}

/**
 * Every change may help towards a balance; the one that brings it nearest comes first. By the laws of `SequentialSpec`:
 *
 * 2. *Waiting.* A deposit just before an operation that gives its answer without it may come just after it, since sums
 *    don't mind the order: the state afterwards is the same. So may a paid withdrawal, for what is there without it is
 *    more; if it then is declined, or was before, it is as if it had never come. What comes later finds the same balance.
 * 3. *Helpers.* A way to a balance, in which none could be left out, is a list of changes with a fixed sum. Of every way
 *    any first step is offered, apart from two cases. To a paid withdrawal that lacks money, withdrawals only lead away:
 *    leaving them out of the way leaves more money. And a balance that lies no multiple of the changes' greatest common
 *    divisor away is reached by none of them. For a withdrawal that was declined, less money is needed: a deposit leads
 *    away from it except where it pays for a larger withdrawal, so all changes are offered, nearest to nothing first.
 */
function helpers(requests: readonly Request[]): Helpers<bigint> {
  const changes = requests
    .map((request, index): Change => ({ index, change: changeOf(request) }))
    .filter(({ change }) => change !== 0n)
    .sort((a, b) => (a.change < b.change ? -1 : a.change > b.change ? 1 : a.index - b.index))
  const deposits = changes.filter(({ change }) => change > 0n)
  const common = changes.reduce((all, { change }) => divisor(all, change), 0n)
  const towards: Helpers<bigint>['towards'] = (target, state) => {
    if (target.f === 'withdraw' && target.answer === 'true') {
      return byDistance(deposits, amountOf(target.value) - state)
    }
    if (target.f === 'withdraw') return byDistance(changes, -state)
    const balance = balanceRead(target.answer)
    if (balance === null || changes.length === 0) return []
    const isExact = balance <= BigInt(EXACT_MAX) * BigInt(UNITS_PER_ONE)
    return isExact && (balance - state) % common !== 0n ? [] : byDistance(changes, balance - state)
  }
  return { towards }
}

/** The sorted changes, from the one nearest to what is wanted outwards; it takes a step for each, no sorting. */
function byDistance(changes: readonly Change[], wanted: bigint): readonly number[] {
  let above = firstFrom(changes, wanted)
  let below = above - 1
  const found: number[] = []
  while (found.length < changes.length) {
    const high = changes[above]
    const low = changes[below]
    const takeLow = low && (!high || wanted - low.change <= high.change - wanted)
    const taken = takeLow ? low : high
    if (taken) found.push(taken.index)
    if (takeLow) below--
    else above++
  }
  return found
}

/** Where the first change stands that is not below the one wanted. */
function firstFrom(changes: readonly Change[], wanted: bigint): number {
  let from = 0
  let to = changes.length
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if ((changes[middle]?.change ?? 0n) < wanted) from = middle + 1
    else to = middle
  }
  return from
}
