import type { Canvas } from '../../terminal/canvas.ts'
import { forOwner, foundIn } from '../remembered.ts'
import { curtainColumn, type Layout, laneOf } from './layout.ts'
import { type Split, stopped } from './split.ts'
import type { Dot } from './traffic.ts'

/** The network below the boxes: a stub down from each, and lanes between them, broken where nothing passes. */
export function drawLanes(canvas: Canvas, layout: Layout, split: Split, up: readonly boolean[]): void {
  const { boxes, lanes, lanesTop, boxTop, boxRows } = layout
  for (const [from, box] of boxes.entries()) {
    const depth = Math.max(...boxes.map((_, to) => (to === from ? 0 : laneOf(layout, Math.abs(to - from)))))
    if (lanes.length > 0)
      canvas.line(box.centre, up[from] ? boxTop + boxRows - 1 : lanesTop, box.centre, depth)
  }
  for (const row of lanes)
    for (let gap = 0; gap < boxes.length - 1; gap += 1) drawPiece(canvas, layout, split, row, gap)
}

type Piece = 'none' | 'whole' | 'partly' | 'broken'

/** The piece of a lane in one gap; remembered for as long as nothing is cut or healed. */
function pieceOf(layout: Layout, split: Split, row: number, gap: number): Piece {
  const key = row * layout.boxes.length + gap
  return foundIn(piecesOf(split)(layout), key, () => pieceAnew(layout, split, row, gap))
}

// A learner in a room shares the split with others, whose windows have other sizes.
const piecesOf = forOwner((_: Split) => forOwner((_: Layout) => new Map<number, Piece>()))

/** The piece of a lane in one gap. A broken one shows the cut in its middle, also where no curtain hangs. */
function drawPiece(canvas: Canvas, layout: Layout, split: Split, row: number, gap: number): void {
  const left = layout.boxes[gap]?.centre ?? 0
  const right = layout.boxes[gap + 1]?.centre ?? 0
  const column = curtainColumn(layout, gap)
  const state = pieceOf(layout, split, row, gap)
  if (state === 'none') return
  if (state === 'whole') canvas.line(left, row, right, row)
  else if (state === 'partly') for (let x = left + 2; x < right - 1; x += 1) canvas.dot(x, row, '┄', 'quiet')
  else {
    canvas.line(left, row, column - 2, row)
    canvas.line(column + 2, row, right, row)
    canvas.dot(column, row, '┇', 'bad')
  }
}

/** Whether the pairs that use a lane reach each other over one gap: all, some, or none of them. */
function pieceAnew(layout: Layout, { passes, curtains }: Split, row: number, gap: number): Piece {
  const hangs = curtains.some(curtain => curtain.gap === gap)
  let open = 0
  let closed = 0
  for (let from = 0; from <= gap; from += 1)
    for (let to = gap + 1; to < layout.boxes.length; to += 1) {
      if (laneOf(layout, to - from) !== row) continue
      // What a curtain elsewhere stops is drawn as open up to there.
      if (!hangs && (stopped(curtains, from, to) || stopped(curtains, to, from))) open += 1
      else if (!hangs && passes(from, to) && passes(to, from)) open += 1
      else closed += 1
    }
  if (open + closed === 0) return 'none'
  return closed === 0 ? 'whole' : open === 0 ? 'broken' : 'partly'
}

/** One cell of a way through the network, and where the way goes on from it. */
interface Point {
  readonly x: number
  readonly y: number
}

/** Draws the messages between replicas: each at its place on its way, with a short trail. */
export function drawDots(
  canvas: Canvas,
  layout: Layout,
  split: Split,
  dots: readonly (Dot & { readonly places: readonly [number, number] })[],
): void {
  if (layout.lanes.length === 0) return
  for (const { places, fate, progress, look } of dots) {
    const [from, to] = places
    const way = wayOf(layout, from, to)
    const here = Math.floor(progress * stopOf(layout, split, way, places, fate))
    if (look.trail) drawTrail(canvas, way, here, look.role)
    const point = way[here]
    if (point) canvas.dot(point.x, point.y, look.glyph, look.role, look.bold)
  }
}

/** The place on a way where a message ends: at its receiver, before the break that stops it, or half-way. */
function stopOf(
  layout: Layout,
  split: Split,
  way: readonly Point[],
  [from, to]: readonly [number, number],
  fate: Dot['fate'],
): number {
  if (fate === 'deliver') return way.length - 1
  const row = laneOf(layout, Math.abs(to - from))
  const step = Math.sign(to - from)
  for (let place = from; fate === 'cut' && place !== to; place += step) {
    const gap = Math.min(place, place + step)
    if (pieceOf(layout, split, row, gap) !== 'broken' || splitPasses(split, gap, step)) continue
    const column = curtainColumn(layout, gap)
    return way.findIndex(({ x }) => (step > 0 ? x >= column - 1 : x <= column + 1))
  }
  return way.length >> 1
}

/** Whether a one-way curtain in a gap lets messages in this direction through. */
function splitPasses({ curtains }: Split, gap: number, step: number): boolean {
  return curtains.some(curtain => curtain.gap === gap && curtain.passes === (step > 0 ? 'right' : 'left'))
}

/** The way of a message: down its sender's stub, along the lane, up to its receiver. */
function wayOf(layout: Layout, from: number, to: number): readonly Point[] {
  const key = from * layout.boxes.length + to
  return foundIn(waysOf(layout), key, () => wayAnew(layout, from, to))
}

const waysOf = forOwner((_: Layout) => new Map<number, readonly Point[]>())

function wayAnew(layout: Layout, from: number, to: number): readonly Point[] {
  const top = layout.lanesTop
  const row = laneOf(layout, Math.abs(to - from))
  const start = layout.boxes[from]?.centre ?? 0
  const end = layout.boxes[to]?.centre ?? 0
  const step = Math.sign(end - start)
  const way: Point[] = []
  for (let y = top; y < row; y += 1) way.push({ x: start, y })
  for (let x = start; x !== end; x += step) way.push({ x, y: row })
  for (let y = row; y >= top; y -= 1) way.push({ x: end, y })
  return way
}

const TRAIL = 3

function drawTrail(canvas: Canvas, way: readonly Point[], here: number, role: Dot['look']['role']): void {
  for (let place = Math.max(0, here - TRAIL); place < here; place += 1) {
    const [before, point, after] = [way[place - 1] ?? way[place], way[place], way[place + 1]]
    if (!before || !point || !after) continue
    canvas.dot(point.x, point.y, trailGlyph(before, point, after), role)
  }
}

/** A heavy line through a point, along the way. */
function trailGlyph(before: Point, point: Point, after: Point): string {
  const level = before.y === point.y && after.y === point.y
  if (level && before.x !== point.x) return '━'
  if (before.x === point.x && after.x === point.x) return '┃'
  if (before.x === point.x && before.y === point.y) return after.y === point.y ? '━' : '┃'
  const sideX = before.x === point.x ? after.x : before.x
  const sideY = before.y === point.y ? after.y : before.y
  if (sideY < point.y) return sideX > point.x ? '┗' : '┛'
  return sideX > point.x ? '┏' : '┓'
}
