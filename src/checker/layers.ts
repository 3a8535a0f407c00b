import { present } from '../model/assert.ts'
import { Board, type Point } from './board.ts'
import { type Effort, isOver } from './effort.ts'
import type { Prepared, Role } from './prepare.ts'
import { createSeen } from './seen.ts'
import { Walk } from './walk.ts'

/** A point just behind a return that every order has to get past, and the way to it. */
interface Node {
  readonly parent: Node | null
  /** The points since the parent, the last of them is this one. */
  readonly points: readonly Point[]
  /** How many unknown operations are used up. */
  readonly used: number
}

/** So many unknown operations are placed on one way to a known one: fewer first, more where a layer comes to nothing. */
const WAYS = [1, 2, 4]

/** So many ways on from one point are taken, as a part of the width. */
const FAN_PART = 2

/** One point may take so many times its equal share of the steps. */
const SHARES_MAX = 2

/**
 * The search in layers, many orders abreast: everything that gets past the first return, then from there past the
 * second, and so on, as in Lowe's just-in-time linearization (2017). Of each layer it keeps at most `width` points, those
 * that used up the fewest unknown operations, and it looks at short ways first. Where unknown operations are many, one
 * order going deep helps itself to them until they are missing hundreds of operations later, and then looks for its
 * mistake at the wrong end.
 *
 * An order that it finds is an order. It never says that there is none (null: it found none), for it leaves things out.
 */
export function searchLayers(
  prepared: Prepared,
  roles: readonly Role[],
  effort: Effort,
  width: number,
): readonly Point[] | null {
  return new Layers(new Board(prepared, roles, effort), width).run()
}

class Layers {
  private readonly board: Board
  private readonly width: number
  private readonly layers = new Map<number, Node[]>()
  /** Points that are in a layer or were. */
  private readonly kept = createSeen()
  private here: Node

  constructor(board: Board, width: number) {
    this.board = board
    this.width = width
    this.here = { parent: null, points: [board.start()], used: 0 }
  }

  run(): readonly Point[] | null {
    const { board, layers, width } = this
    const { effort, known } = board
    layers.set(board.pending.firstReturn(), [this.here])
    const borders = known.map((_, i) => board.returned(i)).sort((a, b) => a - b)
    for (const [i, border] of borders.entries()) {
      const nodes = (layers.get(border) ?? []).sort((a, b) => a.used - b.used).slice(0, width)
      layers.delete(border)
      const share = (SHARES_MAX * (effort.stepsMax - effort.steps)) / (borders.length - i) / nodes.length
      for (board.wayMax of WAYS) {
        for (const node of nodes) {
          this.goTo(node)
          const found = this.goPast(border, share)
          if (found) return found
          if (isOver(effort)) return null
        }
        if (layers.size > 0) break
      }
    }
    return null
  }

  /** Puts what gets from here past a border in its layer; an order if that is the end of it. */
  private goPast(border: number, share: number): readonly Point[] | null {
    const { board, layers, kept, here } = this
    const { effort, unknowns, pending } = board
    const stepsMax = effort.steps + share
    const from = present(here.points.at(-1), 'a node has a point')
    const walk = new Walk(board, createSeen(), from, border)
    let left = Math.max(1, this.width * FAN_PART)
    for (let halt = walk.next(); halt !== 'none' && halt !== 'over' && left > 0; halt = walk.next()) {
      const points = walk.points()
      const next: Node = { parent: here, points, used: unknowns.used.length }
      if (halt === 'end') return pointsTo(next)
      if (!board.isOld(kept, present(points.at(-1), 'a walk has moved'))) {
        const others = layers.get(pending.firstReturn())
        if (others) others.push(next)
        else layers.set(pending.firstReturn(), [next])
        left--
      }
      if (effort.steps > stepsMax) break
    }
    walk.unwind()
    return null
  }

  /** Takes back and makes moves until the board stands there. */
  private goTo(to: Node): void {
    const { board } = this
    const ancestors = new Set<Node>()
    for (let node: Node | null = to; node; node = node.parent) ancestors.add(node)
    while (!ancestors.has(this.here)) {
      for (const point of this.here.points.toReversed()) board.takeBack(point)
      this.here = present(this.here.parent, 'every way begins at the same point')
    }
    const down: Node[] = []
    for (let node = to; node !== this.here; node = present(node.parent, 'as above')) down.push(node)
    for (const node of down.reverse()) for (const point of node.points) board.redo(point)
    this.here = to
  }
}

function pointsTo(last: Node): readonly Point[] {
  const nodes: Node[] = []
  for (let node: Node | null = last; node?.parent; node = node.parent) nodes.push(node)
  return nodes.reverse().flatMap(({ points }) => points)
}
