import { present } from '../model/assert.ts'
import { type Board, NONE, type Point } from './board.ts'
import { isOver } from './effort.ts'
import { anyMoves, type Move, targetMoves } from './moves.ts'
import type { Seen } from './seen.ts'

/** A point with what can be done there. */
interface Stop {
  readonly point: Point
  readonly moves: readonly Move[]
  moved: number
}

/**
 * `end`: every known operation is placed. `past`: the first return that is left lies behind the border.
 * `over`: the steps ran out. `none`: there is nothing left to try.
 */
export type Halt = 'end' | 'past' | 'over' | 'none'

/**
 * Wing and Gong's search («Testing and verifying concurrent objects», 1993) with Lowe's cache, depth first, as a loop
 * over a stack of its own, so that a long history needs no deep recursion. It halts at each new point beyond a border
 * in time; with no border it is the whole search.
 */
export class Walk {
  private readonly board: Board
  private readonly seen: Seen
  private readonly border: number
  private readonly stack: Stop[] = []

  /** The board stands at `from` already. */
  constructor(board: Board, seen: Seen, from: Point, border: number) {
    this.board = board
    this.seen = seen
    this.border = border
    const moves = board.pending.isEmpty() ? [] : anyMoves(board, from)
    this.stack.push({ point: from, moves, moved: 0 })
  }

  /** Goes on until there is something to say, from where it halted; the board stands at that point. */
  next(): Halt {
    const { board, stack } = this
    if (board.pending.isEmpty()) return 'end'
    for (let stop = stack.at(-1); stop; stop = stack.at(-1)) {
      if (isOver(board.effort)) return 'over'
      const move = stop.moves[stop.moved++]
      if (!move) this.leave()
      else {
        const halt = this.enter(board.after(stop.point, move.known, move.request), stop.point)
        if (halt) return halt
      }
    }
    return 'none'
  }

  /** The points from the one after `from` to where it stands. */
  points(): Point[] {
    return this.stack.slice(1).map(({ point }) => point)
  }

  /** Takes everything back, so that the board stands at `from` again. */
  unwind(): void {
    while (this.stack.length > 0) this.leave()
  }

  private enter(point: Point, before: Point): Halt | null {
    const { board, stack, seen } = this
    const stop = (moves: readonly Move[]) => stack.push({ point, moves, moved: 0 })
    if (board.pending.isEmpty()) {
      stop([])
      return 'end'
    }
    if (point.target !== NONE) {
      const moves = targetMoves(board, point, before.state)
      stop(moves)
      // A way to a target without a fork is walked once for each way into it; remembering it would only cost memory,
      // and the unknown operations of a long one are many.
      if (moves.length > 1 && board.isOld(seen, point)) this.leave()
      return null
    }
    if (board.isOld(seen, point)) {
      board.takeBack(point)
      return null
    }
    const isPast = board.pending.firstReturn() > this.border
    stop(isPast ? [] : anyMoves(board, point))
    return isPast ? 'past' : null
  }

  private leave(): void {
    const { point } = present(this.stack.pop(), 'a search leaves only where it entered')
    if (this.stack.length > 0) this.board.takeBack(point)
  }
}
