import { assert, present } from '../model/assert.ts'
import type { Operation } from '../model/operation.ts'
import { createPending, type Pending } from './pending.ts'
import type { Prepared, Role } from './prepare.ts'
import { createSeen, type Seen } from './seen.ts'
import type { StateId } from './transitions.ts'
import { createUnknowns, type Unknowns } from './unknowns.ts'

/** What a search found: an order, that there is none, or nothing before its steps ran out. */
export type Found =
  | { readonly result: 'order'; readonly steps: number; readonly order: readonly Placed[] }
  | {
      readonly result: 'none' | 'undecided'
      readonly steps: number
      /** The latest return in the history that no order got past: a hint at where the history goes wrong. */
      readonly stuckAt: number
    }

/** An operation (its place in `Prepared.operations`) at its point in the order, and the state after it. */
export interface Placed {
  readonly operation: number
  readonly state: StateId
}

const NONE = -1

/** Looking whether an unknown operation may help is cheap beside placing an operation. */
const STEPS_PER_HELPER = 0.25

/** Place a known operation, or an unknown one of that request on the way to the known operation. */
interface Move {
  readonly known: number
  readonly request: number
}

/** A point in the search: what was done to get there, and what can be done next. */
interface Point {
  readonly state: StateId
  /** The known operation that the unknown ones just placed are for, or `NONE`. */
  readonly target: number
  /** The latest-called known operation placed so far, or `NONE`. */
  readonly latest: number
  readonly by: Move | null
  readonly placed: number
  moves: readonly Move[]
  moved: number
}

/**
 * Looks for an order of the known operations, and of as many unknown ones as it needs, in which every known operation
 * gives its answer. Wing and Gong's search («Testing and verifying concurrent objects», 1993) with Lowe's cache, as a
 * loop over a stack of its own, so that a long history needs no deep recursion. Three rules cut it down:
 *
 * - An observation that gives its answer comes at once, without an alternative: nothing that follows can tell the
 *   difference. A write of the value at hand is none, for elsewhere in the order it would change something.
 * - Of operations with the same request and answer, the one that returns first comes first: the others can wait longer.
 * - Unknown operations come only just before a known one that would not give its answer without them (the second law
 *   of `SequentialSpec`), and of unknown ones with the same request the earliest called comes first.
 */
export function search(prepared: Prepared, roles: readonly Role[], stepsMax: number): Found {
  return new Search(prepared, roles, stepsMax).run()
}

class Search {
  private readonly prepared: Prepared
  private readonly stepsMax: number
  /** The places in `prepared.operations` of the known operations; the search numbers them by their index here. */
  private readonly known: readonly number[]
  private readonly pending: Pending
  private readonly unknowns: Unknowns
  private readonly seen: Seen = createSeen()
  private readonly stack: Point[] = []
  private steps = 0
  private stuckAt = 0

  constructor(prepared: Prepared, roles: readonly Role[], stepsMax: number) {
    this.prepared = prepared
    this.stepsMax = stepsMax
    this.known = [...roles.keys()].filter(place => roles[place] === 'known')
    this.pending = createPending(this.known.map(place => this.operation(place)))
    this.unknowns = createUnknowns(prepared, roles)
  }

  run(): Found {
    const start = this.prepared.transitions.start
    this.enter({ state: start, target: NONE, latest: NONE, by: null, placed: NONE, moves: [], moved: 0 })
    for (let point = this.stack.at(-1); point; point = this.stack.at(-1)) {
      if (this.pending.isEmpty()) return { result: 'order', steps: this.steps, order: this.order() }
      if (this.steps > this.stepsMax) return this.without('undecided')
      const move = point.moves[point.moved++]
      if (move) this.make(point, move)
      else this.leave()
    }
    return this.without('none')
  }

  private without(result: 'none' | 'undecided'): Found {
    return { result, steps: this.steps, stuckAt: this.stuckAt }
  }

  private make(from: Point, move: Move): void {
    this.steps++
    const { transitions, requestOf } = this.prepared
    if (move.request === NONE) {
      const place = this.placeOf(move.known)
      const state = transitions.step(from.state, requestOf[place] ?? NONE).next
      this.pending.place(move.known)
      const latest = Math.max(from.latest, move.known)
      this.enter({ state, target: NONE, latest, by: move, placed: place, moves: [], moved: 0 })
    } else {
      const state = transitions.step(from.state, move.request).next
      const placed = this.unknowns.use(move.request)
      this.enter({ state, target: move.known, latest: from.latest, by: move, placed, moves: [], moved: 0 })
    }
  }

  private enter(point: Point): void {
    const before = this.stack.at(-1)?.state ?? NONE
    this.stack.push(point)
    if (this.pending.isEmpty()) return
    point.moves = point.target === NONE ? this.anyMoves(point) : this.targetMoves(point, before)
    // A way to a target without a fork is walked once for each way into it; remembering it would only cost memory,
    // and the unknown operations of a long one are many.
    if (point.target !== NONE && point.moves.length < 2) return
    const place = `${this.pending.spelling(point.latest)};${point.target};${point.state}`
    if (this.seen.isOld(place, this.unknowns.used())) this.leave()
  }

  private leave(): void {
    const { by } = present(this.stack.pop(), 'a search leaves only where it entered')
    if (!by) return
    if (by.request === NONE) this.pending.takeBack(by.known)
    else this.unknowns.giveBack(by.request)
  }

  private anyMoves({ state }: Point): Move[] {
    this.stuckAt = Math.max(this.stuckAt, this.pending.firstReturn())
    const direct: Move[] = []
    const helped: Move[] = []
    for (const known of this.firstOfEachKind(this.pending.candidates()).toSorted(
      (a, b) => this.returned(a) - this.returned(b),
    )) {
      this.steps++
      const next = this.answering(state, known)
      if (next !== null && this.isObservation(known)) return [{ known, request: NONE }]
      if (next !== null) direct.push({ known, request: NONE })
      else helped.push(...this.helpingMoves(state, known, NONE))
    }
    return [...direct, ...helped]
  }

  private targetMoves({ state, target }: Point, before: StateId): Move[] {
    if (this.answering(state, target) !== null) return [{ known: target, request: NONE }]
    return this.helpingMoves(state, target, before)
  }

  /**
   * Moves with an unknown operation that may lead to the known one giving its answer. `before` is the state before the
   * unknown operation just placed, if one was: what arrives at the same state from there needs no such detour.
   */
  private helpingMoves(state: StateId, known: number, before: StateId): Move[] {
    if (this.unknowns.isEmpty()) return []
    const { transitions, answered } = this.prepared
    const target = present(answered[this.placeOf(known)], 'each operation has an entry')
    const firstReturn = this.pending.firstReturn()
    const moves: Move[] = []
    for (const request of this.unknowns.towards(target, transitions.state(state), firstReturn)) {
      this.steps += STEPS_PER_HELPER
      const { next } = transitions.step(state, request)
      const isDetour = before !== NONE && transitions.step(before, request).next === next
      if (next !== state && !isDetour) moves.push({ known, request })
    }
    return moves
  }

  /** The state after a known operation if it gives its answer in this one, otherwise null. */
  private answering(state: StateId, known: number): StateId | null {
    const { transitions, requestOf, answered } = this.prepared
    const place = this.placeOf(known)
    const { next, answer } = transitions.step(state, requestOf[place] ?? NONE)
    return answer === answered[place]?.answer ? next : null
  }

  private isObservation(known: number): boolean {
    const { spec, answered } = this.prepared
    return spec.isObservation(present(answered[this.placeOf(known)], 'each operation has an entry'))
  }

  private firstOfEachKind(candidates: readonly number[]): readonly number[] {
    if (candidates.length < 2) return candidates
    const first = new Map<number, number>()
    for (const known of candidates) {
      const kind = this.prepared.kindOf[this.placeOf(known)] ?? NONE
      const other = first.get(kind)
      if (other === undefined || this.returned(known) < this.returned(other)) first.set(kind, known)
    }
    return [...first.values()]
  }

  private order(): Placed[] {
    return this.stack.slice(1).map(({ placed, state }) => ({ operation: placed, state }))
  }

  private placeOf(known: number): number {
    return present(this.known[known], 'a known operation has a place')
  }

  private returned(known: number): number {
    return present(this.operation(this.placeOf(known)).returned, 'a known operation returned')
  }

  private operation(place: number): Operation {
    const operation = this.prepared.operations[place]
    assert(operation, 'a place is one of an operation')
    return operation
  }
}
