import { present } from '../model/assert.ts'
import { append, emptyIntList, type IntList } from './int-lists.ts'
import { mix } from './mix.ts'
import type { Prepared, Role } from './prepare.ts'
import type { Answered, Helpers } from './spec.ts'

/**
 * The operations that may have taken effect at any time after their call, or never. Those with the same request differ
 * only in when they were called, so they are used up earliest first, and what counts is how many are used up: whatever
 * an order does with a later one, it can do with an earlier one that is free.
 */
export interface Unknowns {
  isEmpty(): boolean
  /** The requests whose operations could come next on the way to an answer, called before a position. */
  towards(target: Answered, state: unknown, position: number): number[]
  /** The requests that have an operation left that was called before a position. */
  available(position: number): number[]
  /** Uses the earliest one that is left, and gives its place in `Prepared.operations`. */
  use(request: number): number
  giveBack(request: number): void
  /** The requests of those that are used up, sorted, each as often as it was used. */
  readonly used: IntList
  /** A hash of `used`. */
  hash(): number
}

export function createUnknowns(prepared: Prepared, roles: readonly Role[]): Unknowns {
  const places: number[][] = []
  let total = 0
  for (const [place, role] of roles.entries()) {
    if (role !== 'unknown') continue
    const request = prepared.requestOf[place] ?? -1
    const list = places[request]
    if (list) list.push(place)
    else places[request] = [place]
    total++
  }
  const usedOf = new Int32Array(prepared.requests.length)
  const used = emptyIntList()
  let hash = 0

  const requests = [...places.keys()].filter(request => places[request] !== undefined)
  // Most searches never ask.
  let helpers: Helpers | null = null

  const nextPlace = (request: number): number | undefined => places[request]?.[usedOf[request] ?? 0]
  const isAvailable = (request: number, position: number): boolean => {
    const place = nextPlace(request)
    return place !== undefined && (prepared.operations[place]?.called ?? position) < position
  }
  /** Zobrist's number for the so-manieth use of a request. */
  const numberOf = (request: number, times: number): number => mix(mix(request) + times)
  return {
    isEmpty: () => total === 0,
    towards(target, state, position) {
      helpers ??= present(
        prepared.spec.helpers?.(requests.map(request => present(prepared.requests[request], 'a request'))),
        'only a specification with helpers is asked for them',
      )
      return helpers
        .towards(target, state)
        .map(index => requests[index] ?? -1)
        .filter(request => isAvailable(request, position))
    },
    available: position => requests.filter(request => isAvailable(request, position)),
    use(request) {
      const place = present(nextPlace(request), 'only an available operation is used')
      const times = (usedOf[request] ?? 0) + 1
      usedOf[request] = times
      hash ^= numberOf(request, times)
      insert(used, request)
      return place
    },
    giveBack(request) {
      const times = usedOf[request] ?? 0
      usedOf[request] = times - 1
      hash ^= numberOf(request, times)
      takeOut(used, request)
    },
    used,
    hash: () => hash,
  }
}

/** Into a sorted list. */
function insert(list: IntList, item: number): void {
  append(list, item)
  let at = list.length - 1
  for (; at > 0 && (list.items[at - 1] ?? 0) > item; at--) list.items[at] = list.items[at - 1] ?? 0
  list.items[at] = item
}

/** Out of a sorted list that has it. */
function takeOut(list: IntList, item: number): void {
  let at = list.length - 1
  while (at > 0 && list.items[at] !== item) at--
  list.length--
  for (; at < list.length; at++) list.items[at] = list.items[at + 1] ?? 0
}
