import type { Prospects } from '../spec.ts'

/** What an operation that is answered does to the balance, if it does anything. */
type Change = bigint

/** What the balance is known to be made of when a call is made. */
interface Called {
  readonly change: Change
  /** The sum of the changes that must have come before. */
  readonly sum: bigint
  /** So many had returned. */
  readonly returnedBefore: number
}

/** A table of sums of more than so many bits, or over so many operations at once, would cost more than a search. */
const BITS_MAX = 1 << 16
const AT_ONCE_MAX = 32

/** Sums of some of a list of changes, all in multiples of `unit`: bit i is `low + i * unit`. Null bits: too many. */
interface Sums {
  readonly bits: bigint | null
  readonly low: bigint
  readonly high: bigint
}

/**
 * What balances there can be, whatever comes or stays away: the changes that had returned before the call are in, and
 * any part of those at the same time and of the unknown ones may be. That is asking for subset sums, which is hard in
 * general and quick for small numbers, by dynamic programming over a row of bits (Bellman, 1957). Where the row would
 * be long, the bounds and the greatest common divisor say what they can.
 *
 * `changes` are those of the requests; `balanceOf` says which balance an answer means, if it is known exactly.
 */
export function accountProspects(
  initial: bigint,
  changes: readonly Change[],
  balanceOf: (answer: string) => bigint | 'any' | null,
): () => Prospects {
  const unit = changes.reduce(divisor, 0n) || 1n
  return () => prospectsFrom(initial, changes, unit, balanceOf)
}

function prospectsFrom(
  initial: bigint,
  changes: readonly Change[],
  unit: bigint,
  balanceOf: (answer: string) => bigint | 'any' | null,
): Prospects {
  const calls = new Map<number, Called>()
  const returned: Change[] = []
  let sum = initial
  let unknown: Sums = { bits: 1n, low: 0n, high: 0n }
  // Of the changes called so far, for a later amount can't have helped.
  let common = 0n

  /** The sums of the changes that may have come by now or not. */
  const possible = (before: number): Sums => {
    const atOnce = [...returned.slice(before), ...[...calls.values()].map(({ change }) => change)]
    const all = atOnce.length > AT_ONCE_MAX ? { ...unknown, bits: null } : unknown
    return atOnce.reduce((sums, change) => withChange(sums, change, unit), all)
  }
  return {
    called(id, request, returns) {
      const change = changes[request] ?? 0n
      common = divisor(common, change)
      if (returns) calls.set(id, { change, sum, returnedBefore: returned.length })
      else unknown = withChange(unknown, change, unit)
    },
    returned(id, _, { f, answer }) {
      const call = calls.get(id)
      if (!call) return true
      calls.delete(id)
      const isDeclined = f === 'withdraw' && answer === 'false'
      const isPossible = isDeclined || f === 'deposit' || canBe(call)
      const change = isDeclined ? 0n : call.change
      if (change !== 0n) returned.push(change)
      sum += change
      return isPossible

      function canBe({ sum: base, returnedBefore, change }: Called): boolean {
        const sums = possible(returnedBefore)
        if (f === 'withdraw') return base + sums.high >= -change
        const balance = balanceOf(answer)
        if (balance === 'any' || balance === null) return balance === 'any'
        const wanted = balance - base
        if (wanted < sums.low || wanted > sums.high) return false
        if (common === 0n ? wanted !== 0n : wanted % common !== 0n) return false
        return sums.bits === null || ((sums.bits >> ((wanted - sums.low) / unit)) & 1n) === 1n
      }
    },
  }
}

function withChange({ bits, low, high }: Sums, change: Change, unit: bigint): Sums {
  if (change === 0n) return { bits, low, high }
  const isLess = change < 0n
  const lowNow = isLess ? low + change : low
  const highNow = isLess ? high : high + change
  if (bits === null || (highNow - lowNow) / unit > BITS_MAX) return { bits: null, low: lowNow, high: highNow }
  // The row begins at the lowest sum: to leave money out is to come higher, if the change is a withdrawal.
  return { bits: bits | (bits << (size(change) / unit)), low: lowNow, high: highNow }
}

const size = (n: bigint): bigint => (n < 0n ? -n : n)

/** The greatest common divisor, not negative; Euclid's. */
export function divisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [size(a), size(b)]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}
