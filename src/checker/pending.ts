import { present } from '../model/assert.ts'
import type { Operation } from '../model/operation.ts'
import { append, type IntList } from './int-lists.ts'
import { mix } from './mix.ts'

/**
 * The calls and returns of the operations that have not been placed yet, in order of time: Wing and Gong's doubly
 * linked list, in which placing an operation and taking that back are a few assignments each.
 */
export interface Pending {
  /** Operations that may come next, by their number: those called before any that is left has returned. */
  candidates(): readonly number[]
  /** The position of the first return that is left; an operation called after it can't come next. */
  firstReturn(): number
  isEmpty(): boolean
  place(operation: number): void
  /** Undoes the latest `place` that has not been undone. */
  takeBack(operation: number): void
  /** A hash of the set of the placed operations. */
  hash(): number
  /**
   * Appends the set of the placed operations, spelled by the latest of them and the gaps below it. It is short: an
   * operation in a gap was called before the latest one, which came next, so it may come next itself.
   */
  spell(latest: number, into: IntList): void
}

/** `operations` are in order of their calls, and each of them returned. */
export function createPending(operations: readonly Operation<string>[]): Pending {
  const { returnEntry, callEntry, opened, positions } = layOut(operations)
  // Entry `end` stands before the first and behind the last.
  const end = 2 * operations.length
  const next = Int32Array.from(opened.keys(), entry => (entry === end ? 0 : entry + 1))
  const previous = Int32Array.from(opened.keys(), entry => (entry === 0 ? end : entry - 1))
  let hash = 0
  // The first return that is left, or -1 if it must be looked for again.
  let first = -1

  const at = (list: Int32Array, index: number): number => list[index] ?? -1
  const unlink = (entry: number): void => {
    next[at(previous, entry)] = at(next, entry)
    previous[at(next, entry)] = at(previous, entry)
  }
  const relink = (entry: number): void => {
    next[at(previous, entry)] = entry
    previous[at(next, entry)] = entry
  }
  const firstReturn = (): number => {
    if (first >= 0) return first
    first = at(next, end)
    while (at(opened, first) >= 0) first = at(next, first)
    return first
  }

  return {
    candidates() {
      const found: number[] = []
      let entry = at(next, end)
      for (let operation = at(opened, entry); operation >= 0; operation = at(opened, entry)) {
        found.push(operation)
        entry = at(next, entry)
      }
      first = entry
      return found
    },
    firstReturn: () => positions[firstReturn()] ?? 0,
    isEmpty: () => at(next, end) === end,
    place(operation) {
      if (at(returnEntry, operation) === first) first = -1
      unlink(at(callEntry, operation))
      unlink(at(returnEntry, operation))
      hash ^= mix(operation)
    },
    takeBack(operation) {
      relink(at(returnEntry, operation))
      relink(at(callEntry, operation))
      hash ^= mix(operation)
      first = -1
    },
    hash: () => hash,
    spell(latest, into) {
      append(into, latest)
      for (let entry = at(next, end); ; entry = at(next, entry)) {
        const operation = at(opened, entry)
        if (operation < 0 || operation > latest) return
        append(into, operation)
      }
    },
  }
}

/** The calls and returns as entries in order of time; an entry is of a call if `opened` names its operation. */
function layOut(operations: readonly Operation<string>[]) {
  const count = operations.length
  const end = 2 * count
  const returnEntry = new Int32Array(count)
  const callEntry = new Int32Array(count)
  const opened = new Int32Array(end + 1).fill(-1)
  const positions = new Float64Array(end + 1).fill(Number.POSITIVE_INFINITY)
  const byReturn = operations
    .map((operation, index) => ({ index, at: present(operation.returned, 'a known operation returned') }))
    .sort((a, b) => a.at - b.at)
  let returns = 0
  for (let entry = 0, call = 0; entry < end; entry++) {
    const operation = operations[call]
    const returning = byReturn[returns]
    const isCall = operation !== undefined && (!returning || operation.called < returning.at)
    if (isCall) {
      callEntry[call] = entry
      opened[entry] = call++
      positions[entry] = operation.called
    } else {
      const { index, at } = present(returning, 'as many returns as calls')
      returnEntry[index] = entry
      positions[entry] = at
      returns++
    }
  }
  return { returnEntry, callEntry, opened, positions }
}
