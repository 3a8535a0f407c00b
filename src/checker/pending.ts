import { present } from '../model/assert.ts'
import type { Operation } from '../model/operation.ts'

/**
 * The calls and returns of the operations that have not been placed yet, in order of time: Wing and Gong's doubly
 * linked list, in which placing an operation and taking that back are a few assignments each.
 */
export interface Pending {
  /** Operations that may come next, by their number: those called before any that is left has returned. */
  candidates(): number[]
  /** The position of the first return that is left; an operation called after it can't come next. */
  firstReturn(): number
  isEmpty(): boolean
  place(operation: number): void
  /** Undoes the latest `place` that has not been undone. */
  takeBack(operation: number): void
  /**
   * The set of the placed operations, spelled by the latest of them and the gaps below it. It is short, for an
   * operation in a gap is concurrent with the latest one.
   */
  spelling(latest: number): string
}

/** `operations` are in order of their calls, and each of them returned. */
export function createPending(operations: readonly Operation[]): Pending {
  const count = operations.length
  const end = 2 * count
  const returnEntry = new Int32Array(count)
  const callEntry = new Int32Array(count)
  // Entry `end` stands before the first and behind the last; an entry is of a call if `opened` names its operation.
  const next = new Int32Array(end + 1)
  const previous = new Int32Array(end + 1)
  const opened = new Int32Array(end + 1).fill(-1)
  const positions = new Float64Array(end + 1).fill(Number.POSITIVE_INFINITY)
  layOut()

  function layOut(): void {
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
    for (let entry = 0; entry <= end; entry++) {
      next[entry] = entry === end ? 0 : entry + 1
      previous[entry] = entry === 0 ? end : entry - 1
    }
  }

  const at = (list: Int32Array, index: number): number => list[index] ?? -1
  const unlink = (entry: number): void => {
    next[at(previous, entry)] = at(next, entry)
    previous[at(next, entry)] = at(previous, entry)
  }
  const relink = (entry: number): void => {
    next[at(previous, entry)] = entry
    previous[at(next, entry)] = entry
  }

  return {
    candidates() {
      const found: number[] = []
      for (let entry = at(next, end); at(opened, entry) >= 0; entry = at(next, entry))
        found.push(at(opened, entry))
      return found
    },
    firstReturn() {
      let entry = at(next, end)
      while (at(opened, entry) >= 0) entry = at(next, entry)
      return positions[entry] ?? 0
    },
    isEmpty: () => at(next, end) === end,
    place(operation) {
      unlink(at(callEntry, operation))
      unlink(at(returnEntry, operation))
    },
    takeBack(operation) {
      relink(at(returnEntry, operation))
      relink(at(callEntry, operation))
    },
    spelling(latest) {
      let text = String(latest)
      for (let entry = at(next, end); ; entry = at(next, entry)) {
        const operation = at(opened, entry)
        if (operation < 0 || operation > latest) return text
        text += `,${operation}`
      }
    },
  }
}
