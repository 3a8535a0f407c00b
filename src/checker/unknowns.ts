import { present } from '../model/assert.ts'
import type { Prepared, Role } from './prepare.ts'
import type { Answered, Helpers } from './spec.ts'

/**
 * The operations that may have taken effect at any time after their call, or never. Those with the same request differ
 * only in when they were called, so they are used up earliest first, and what counts is how many are used up.
 */
export interface Unknowns {
  isEmpty(): boolean
  /** The requests whose operations could come next on the way to an answer, called before a position. */
  towards(target: Answered, state: unknown, position: number): number[]
  /** Uses the earliest one that is left, and gives its place in `Prepared.operations`. */
  use(request: number): number
  giveBack(request: number): void
  /** The requests of those that are used up, sorted, each as often as it was used. */
  used(): Int32Array
}

const NOTHING = new Int32Array(0)

export function createUnknowns(prepared: Prepared, roles: readonly Role[]): Unknowns {
  const places: number[][] = []
  let total = 0
  for (const [place, role] of roles.entries()) {
    if (role !== 'unknown') continue
    const request = prepared.requestOf[place] ?? -1
    const list = places[request] ?? []
    places[request] = list
    list.push(place)
    total++
  }
  const usedOf = new Int32Array(prepared.requests.length)
  const usedRequests: number[] = []

  const requests = [...places.keys()].filter(request => places[request] !== undefined)
  // Most searches never ask.
  let helpers: Helpers | null = null

  const isAvailable = (request: number, position: number): boolean => {
    const place = nextPlace(request)
    return place !== undefined && (prepared.operations[place]?.called ?? position) < position
  }
  const nextPlace = (request: number): number | undefined => places[request]?.[usedOf[request] ?? 0]
  return {
    isEmpty: () => total === 0,
    towards(target, state, position) {
      helpers ??= prepared.spec.helpers(
        requests.map(request => present(prepared.requests[request], 'a request')),
      )
      return helpers
        .towards(target, state)
        .map(index => requests[index] ?? -1)
        .filter(request => isAvailable(request, position))
    },
    use(request) {
      const place = present(nextPlace(request), 'only an available operation is used')
      usedOf[request] = (usedOf[request] ?? 0) + 1
      usedRequests.push(request)
      return place
    },
    giveBack(request) {
      usedOf[request] = (usedOf[request] ?? 0) - 1
      // The search takes moves back in reverse, so it is the last one.
      usedRequests.pop()
    },
    used: () => (usedRequests.length === 0 ? NOTHING : Int32Array.from(usedRequests).sort()),
  }
}
