import { Board, type Point } from './board.ts'
import { type Effort, newEffort } from './effort.ts'
import { firstImpossible } from './impossible.ts'
import { searchLayers } from './layers.ts'
import type { Prepared, Role } from './prepare.ts'
import { createSeen } from './seen.ts'
import type { StateId } from './transitions.ts'
import { Walk } from './walk.ts'

/** What a search found: an order, that there is none, or nothing before its steps ran out. */
export type Found =
  | { readonly result: 'order'; readonly effort: Effort; readonly order: readonly Placed[] }
  | { readonly result: 'none' | 'undecided'; readonly effort: Effort }

/** An operation (its place in `Prepared.operations`) at its point in the order, and the state after it. */
export interface Placed {
  readonly operation: number
  readonly state: StateId
}

/** A walk that goes straight through takes about so many steps an operation; one that takes many more is lost. */
const STRAIGHT_STEPS = 64

/** Turns of the search in layers of a width, and of the walk (width 0): each until so large a part of the steps is over. */
const TURNS = [
  { width: 8, part: 0.25 },
  { width: 0, part: 0.28 },
  { width: 16, part: 0.9 },
  { width: 32, part: 0.97 },
  { width: 0, part: 1 },
]

/**
 * Looks for an order of the known operations, and of as many unknown ones as it needs, in which every known operation
 * gives its answer (`anyMoves` says what an order is and what is left out). First come answers that nothing at all
 * could give; then one order at a time; and where many operations are unknown, by turns, many orders abreast.
 */
export function search(prepared: Prepared, roles: readonly Role[], stepsMax: number): Found {
  const effort = newEffort(stepsMax)
  if (firstImpossible(prepared, roles, effort) !== null) return { result: 'none', effort }
  const board = new Board(prepared, roles, effort)
  const walk = new Walk(board, createSeen(), board.start(), Number.POSITIVE_INFINITY)
  const first = Math.min(board.known.length * STRAIGHT_STEPS, stepsMax / 8)
  const turns = board.unknowns.isEmpty()
    ? [{ width: 0, end: stepsMax }]
    : [{ width: 0, end: first }, ...TURNS.map(({ width, part }) => ({ width, end: stepsMax * part }))]
  for (const { width, end } of turns) {
    effort.stepsMax = end
    if (width > 0) {
      const points = searchLayers(prepared, roles, effort, width)
      if (points) return orderOf(points, effort)
      continue
    }
    // It goes on where it was.
    const halt = walk.next()
    if (halt === 'end') return orderOf(walk.points(), effort)
    if (halt === 'none') return { result: 'none', effort }
  }
  return { result: 'undecided', effort }
}

function orderOf(points: readonly Point[], effort: Effort): Found {
  return { result: 'order', effort, order: points.map(({ placed, state }) => ({ operation: placed, state })) }
}
