import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Role } from '../../terminal/text.ts'
import { fitting } from '../cluster/words.ts'
import { numberSign, OUTCOMES, type Signs } from './glyphs.ts'
import type { Layout } from './layout.ts'
import type { Diagram } from './model.ts'
import type { Bar } from './operations.ts'

interface Placed {
  readonly bar: Bar
  readonly y: number
  /** The columns of its two ends, which may lie outside. */
  readonly begin: number
  readonly end: number
  /** The column in which the client's next bar begins, or the first one outside. */
  readonly next: number
  /** The columns of its instants in the order. */
  readonly points: readonly { readonly x: number; readonly sign: string }[]
}

/** The operations of the window on their clients' lanes. Whatever else is drawn, each has at least one cell. */
export function drawBars(
  canvas: Canvas,
  diagram: Diagram,
  layout: Layout,
  signs: Signs,
  ascii: boolean,
): void {
  const placed = placedBars(diagram, layout, ascii)
  for (const each of placed) drawBar(canvas, layout, each, signs)
  for (const each of placed) drawLabel(canvas, layout, each)
  for (const { y, points } of placed)
    for (const { x, sign } of points) if (x >= layout.left) canvas.put(x, y, sign, 'good', true)
}

function placedBars({ bars, points, now }: Diagram, layout: Layout, ascii: boolean): readonly Placed[] {
  const { from, to } = layout.window
  const starts = new Map<number, number>()
  const placed: Placed[] = []
  // From the back, since a label may go on until its client's next bar begins.
  for (const bar of [...bars].reverse()) {
    const y = layout.laneRows[bar.lane] ?? null
    const until = bar.until ?? now
    const begin = layout.column(bar.from)
    const next = starts.get(bar.lane) ?? layout.columns
    starts.set(bar.lane, begin)
    if (y === null || until < from || bar.from > to) continue
    const own = points
      .filter(point => point.bar === bar.id)
      .map(({ at, number }) => ({ x: layout.column(at), sign: numberSign(number, ascii) }))
    placed.push({ bar, y, begin, end: layout.column(until), next, points: own })
  }
  return placed.reverse()
}

function roleOf({ letter, outcome }: Bar): Role {
  if (letter !== null) return 'bad'
  return outcome === 'open' ? 'focus' : outcome === 'unknown' ? 'unsure' : 'text'
}

function drawBar(canvas: Canvas, layout: Layout, { bar, y, begin, end, next }: Placed, signs: Signs): void {
  const wrong = bar.letter !== null
  const role = roleOf(bar)
  const dot = (x: number, glyph: string) => canvas.dot(x, y, glyph, role, wrong)
  const [first, last] = [Math.max(layout.left, begin), Math.min(layout.columns - 1, end)]
  for (let x = first; x <= last; x += 1) dot(x, signs(wrong ? 'wrongBody' : 'body'))
  if (begin === end && begin >= layout.left) dot(begin, signs('instant'))
  else {
    if (begin >= layout.left) dot(begin, signs(wrong ? 'wrongBegin' : 'begin'))
    if (end < layout.columns && bar.until !== null) dot(end, signs(wrong ? 'wrongEnd' : 'end'))
  }
  const { mark, role: outcome } = OUTCOMES[bar.outcome]
  // Behind the bar; on its end where the next one follows at once; before that where they share a cell.
  const x = [end + 1, end, end - 1].find(column => column < next && column > begin)
  if (x !== undefined && x >= layout.left) canvas.put(x, y, mark, outcome, true)
}

/** What it is called: within the bar if there is room, beside its instant if that is in the way, or else behind it. */
function drawLabel(canvas: Canvas, layout: Layout, placed: Placed): void {
  const { bar, y, begin, end, next, points } = placed
  const role = roleOf(bar)
  const { letter } = bar
  const forms = letter === null ? bar.forms : [...bar.forms.map(form => `${letter}: ${form}`), letter]
  const write = (x: number, text: string) => canvas.put(x, y, text, role, letter !== null)
  const inside = piecesOf(Math.max(layout.left, begin + 1), Math.min(layout.columns, end), points)
  const after = { from: Math.max(end + 3, layout.left), to: next - 1 }
  for (const form of forms) {
    const cells = cellsOf(form)
    const piece = inside.find(({ from, to }) => to - from >= cells + 2)
    if (piece) return write(piece.from + Math.floor((piece.to - piece.from - cells - 2) / 2), ` ${form} `)
    if (after.to - after.from >= cells && end < layout.columns) return write(after.from - 1, ` ${form}`)
  }
  // A letter of the witness must be seen, also where there is room for nothing: it takes the place of the bar.
  if (letter === null) return
  const x = Math.min(layout.columns - 1, Math.max(layout.left, Math.floor((begin + end) / 2)))
  write(x, fitting([letter, 'X'], 1))
}

/** The free stretches of a bar, the widest first. */
function piecesOf(
  from: number,
  to: number,
  points: Placed['points'],
): readonly { from: number; to: number }[] {
  const pieces: { from: number; to: number }[] = []
  let begin = from
  for (const { x, sign } of points) {
    pieces.push({ from: begin, to: Math.min(x, to) })
    begin = Math.max(begin, x + sign.length)
  }
  pieces.push({ from: begin, to })
  return pieces.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
}
