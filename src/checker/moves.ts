import { present } from '../model/assert.ts'
import { type Board, NONE, type Point } from './board.ts'
import type { StateId } from './transitions.ts'

/** Looking whether an unknown operation may help is cheap beside placing an operation. */
const STEPS_PER_HELPER = 0.25

/** Place the known operation, or an unknown one of that request on the way to it. */
export interface Move {
  readonly known: number
  /** `NONE` for the known operation itself. */
  readonly request: number
}

/**
 * What can be done next at a point. A linearization here is an order of the known operations, and of some unknown ones,
 * in which every known operation gives its answer and none comes after one that was called when it had returned.
 * Four rules leave moves out, and each leaves a linearization if there was one. Let L be one that goes on from here.
 *
 * 1. *An observation that gives its answer comes at once, without an alternative.* Take it from its place in L and put
 *    it first. It changes no state wherever it stands, so every other operation still finds the state that it found in
 *    L, and it gives its answer here by assumption. Real time allows it: it is a candidate, so none of the operations
 *    that it overtakes had returned before its call; and the order among the others is as it was. Unknown operations
 *    that L had before it come, as they did in L, before what follows: L is any order, and rule 3 puts them off again
 *    for the new one as it did for the old. The rule is asked only between two known operations, never on the way to
 *    a target, so no way is cut in half. A write of the value at hand is no observation, for elsewhere in the order it
 *    would change something.
 * 2. *Of operations with the same request and answer, the one that returns first comes first.* Swap the two in L: states
 *    and answers stay. The one that returns first is a candidate, so it may stand at the earlier place; the other
 *    returns later, so nothing that had to come after it lies before the place of the first, and it may stand there.
 * 3. *Unknown operations come only on the way to a known one that would not give its answer without them,* and nothing
 *    but them comes on that way. By the second law of `SequentialSpec` those that L places elsewhere may wait until
 *    just after the next known operation, and so on, until they are needed or the end makes them needless. Waiting
 *    breaks no time, for an unknown operation has no return. By the third law the way may begin with a helper.
 *    Of unknown ones with the same request the earliest called comes first (`Unknowns`). A specification without
 *    helpers promises neither law, so there any unknown operation may come anywhere (`freeMoves`).
 * 4. *No detour.* If the unknown operation u came just before and v would lead from before u to where it leads from
 *    here, then u is wasted: the way without u is tried as well, arrives at the same state, and has u still left.
 *    Nor does an operation come that changes nothing: without it there is one more left.
 */
export function anyMoves(board: Board, { state }: Point): Move[] {
  const { effort, pending } = board
  const candidates = pending.candidates()
  effort.stuckAt = Math.max(effort.stuckAt, pending.firstReturn())
  const direct: Move[] = []
  const helped: number[] = []
  for (const known of firstOfEachKind(board, candidates)) {
    effort.steps++
    if (!givesItsAnswer(board, state, known)) helped.push(known)
    else if (board.prepared.isObservation[board.placeOf(known)]) return [{ known, request: NONE }]
    else direct.push({ known, request: NONE })
  }
  if (board.unknowns.isEmpty()) return direct
  if (!board.prepared.spec.helpers) return [...direct, ...freeMoves(board, state)]
  for (const known of helped) helpingMoves(board, state, known, NONE, 0, direct)
  return direct
}

/** What can be done next on the way to the point's target; `before` is the state before the unknown one just placed. */
export function targetMoves(board: Board, { state, target, way }: Point, before: StateId): Move[] {
  board.effort.steps++
  if (givesItsAnswer(board, state, target)) return [{ known: target, request: NONE }]
  return helpingMoves(board, state, target, before, way, [])
}

/** Any unknown operation that changes something, where the specification does not say which ones may wait. */
function freeMoves({ effort, pending, unknowns, prepared }: Board, state: StateId): Move[] {
  const requests = unknowns.available(pending.firstReturn())
  effort.steps += STEPS_PER_HELPER * requests.length
  return requests.flatMap(request =>
    prepared.transitions.step(state, request).next === state ? [] : [{ known: NONE, request }],
  )
}

/** Adds the unknown operations that may lead to a known one giving its answer. */
function helpingMoves(
  board: Board,
  state: StateId,
  known: number,
  before: StateId,
  way: number,
  moves: Move[],
): Move[] {
  const { effort, pending, unknowns } = board
  const { transitions, answered } = board.prepared
  const target = present(answered[board.placeOf(known)], 'each operation has an entry')
  const requests = unknowns.towards(target, transitions.state(state), pending.firstReturn())
  effort.steps += STEPS_PER_HELPER * requests.length
  for (const request of requests) {
    const { next } = transitions.step(state, request)
    const isDetour = before !== NONE && transitions.step(before, request).next === next
    const isTooLong = way + 1 >= board.wayMax && !givesItsAnswer(board, next, known)
    if (next !== state && !isDetour && !isTooLong) moves.push({ known, request })
  }
  return moves
}

function givesItsAnswer({ prepared, known: places }: Board, state: StateId, known: number): boolean {
  const { transitions, requestOf, answered } = prepared
  const place = places[known] ?? NONE
  return transitions.step(state, requestOf[place] ?? NONE).answer === answered[place]?.answer
}

/** Of each kind the one that returns first, and those in the order of their returns. */
function firstOfEachKind(board: Board, candidates: readonly number[]): readonly number[] {
  board.effort.steps += candidates.length / 8
  if (candidates.length < 2) return candidates
  const { kindOf } = board.prepared
  const kinds = new Set<number>()
  return candidates
    .toSorted((a, b) => board.returned(a) - board.returned(b))
    .filter(known => {
      const kind = kindOf[board.placeOf(known)] ?? NONE
      return !kinds.has(kind) && kinds.add(kind)
    })
}
