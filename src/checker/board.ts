import { present } from '../model/assert.ts'
import type { Operation } from '../model/operation.ts'
import type { Effort } from './effort.ts'
import { append, emptyIntList } from './int-lists.ts'
import { createPending, type Pending } from './pending.ts'
import type { Prepared, Role } from './prepare.ts'
import type { Seen } from './seen.ts'
import type { StateId } from './transitions.ts'
import { createUnknowns, type Unknowns } from './unknowns.ts'

export const NONE = -1

/** Remembering so many words costs as much as a step. */
const WORDS_PER_STEP = 16

/** A point in the search: what was done to get there. */
export interface Point {
  readonly state: StateId
  /** The known operation that the unknown ones just placed are for, or `NONE`. */
  readonly target: number
  /** The latest-called known operation placed so far, or `NONE`. */
  readonly latest: number
  /** The operation just placed, by its place in `Prepared.operations`; `NONE` at the start. */
  readonly placed: number
  /** The known operation just placed, or the target of the unknown one; `NONE` at the start. */
  readonly known: number
  /** The request of the unknown operation just placed, or `NONE`. */
  readonly request: number
  /** How many unknown operations have been placed for the target. */
  readonly way: number
}

/** The one order that a search has in its hands, longer or shorter by one operation at a time. */
export class Board {
  readonly prepared: Prepared
  readonly effort: Effort
  /** The places in `prepared.operations` of the known operations; the search numbers them by their index here. */
  readonly known: readonly number[]
  readonly pending: Pending
  readonly unknowns: Unknowns
  /** No more than so many unknown operations are placed on one way to a known one. */
  wayMax = Number.POSITIVE_INFINITY
  private readonly place = emptyIntList()
  private placedCount = 0

  constructor(prepared: Prepared, roles: readonly Role[], effort: Effort) {
    this.prepared = prepared
    this.effort = effort
    this.known = [...roles.keys()].filter(place => roles[place] === 'known')
    this.pending = createPending(this.known.map(place => operationAt(prepared, place)))
    this.unknowns = createUnknowns(prepared, roles)
  }

  start(): Point {
    const { start } = this.prepared.transitions
    return { state: start, target: NONE, latest: NONE, placed: NONE, known: NONE, request: NONE, way: 0 }
  }

  /** The point after a move: the known operation itself, or an unknown one with that request on the way to it. */
  after({ state: from, latest, way }: Point, known: number, request: number): Point {
    const { transitions, requestOf } = this.prepared
    if (request !== NONE) {
      const state = transitions.step(from, request).next
      return {
        state,
        target: known,
        latest,
        placed: this.spendUnknown(request),
        known,
        request,
        way: way + 1,
      }
    }
    const placed = this.placeOf(known)
    const state = transitions.step(from, requestOf[placed] ?? NONE).next
    this.placeKnown(known)
    return { state, target: NONE, latest: Math.max(latest, known), placed, known, request, way: 0 }
  }

  /** Makes a move again that was taken back. */
  redo({ known, request }: Point): void {
    if (request !== NONE) this.spendUnknown(request)
    else if (known !== NONE) this.placeKnown(known)
  }

  takeBack({ known, request }: Point): void {
    this.effort.steps++
    if (request !== NONE) this.unknowns.giveBack(request)
    else if (known !== NONE) {
      this.pending.takeBack(known)
      this.placedCount--
    }
  }

  /** Whether nothing new can come from a point; if not, it is remembered in `seen`. */
  isOld(seen: Seen, { state, target, latest }: Point): boolean {
    const { place, pending, unknowns, effort } = this
    place.length = 0
    append(place, state)
    append(place, target)
    pending.spell(latest, place)
    const hash = pending.hash() ^ Math.imul(state, 0x9e3779b1) ^ Math.imul(target + 1, 0x85ebca77)
    if (seen.isOld(place, hash, unknowns.used, unknowns.hash())) return true
    effort.configurations++
    effort.steps += (place.length + unknowns.used.length) / WORDS_PER_STEP
    return false
  }

  placeOf(known: number): number {
    return present(this.known[known], 'a known operation has a place')
  }

  returned(known: number): number {
    return present(operationAt(this.prepared, this.placeOf(known)).returned, 'a known operation returned')
  }

  private placeKnown(known: number): void {
    this.effort.steps++
    this.pending.place(known)
    this.placedCount++
    if (this.placedCount > this.effort.placedMax) this.effort.placedMax = this.placedCount
  }

  private spendUnknown(request: number): number {
    this.effort.steps++
    return this.unknowns.use(request)
  }
}

function operationAt({ operations }: Prepared, place: number): Operation<string> {
  return present(operations[place], 'a place is one of an operation')
}
