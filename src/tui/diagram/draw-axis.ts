import { valueWords } from '../../lab/lab.ts'
import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import { clip } from '../../terminal/text.ts'
import { wholeWords } from '../whole-words.ts'
import { type Band, bandForms } from './bands.ts'
import { cursorLabel } from './draw-cursor.ts'
import { stretch } from './draw-lanes.ts'
import { numberSign, type Signs } from './glyphs.ts'
import { type Layout, ticksOf } from './layout.ts'
import type { Diagram } from './model.ts'
import { noOrderWords } from './operations.ts'

/** The axis of time, in seconds. A label that would touch another one is left out; the cursor's own is always there. */
export function drawAxis(canvas: Canvas, layout: Layout, cursorAt: number | null, signs: Signs): void {
  const { axis, left, columns, column, hidden } = layout
  if (axis === null) return
  for (let x = left; x < columns; x += 1) canvas.dot(x, axis, signs('level'), 'quiet')
  const cursor = cursorAt === null ? null : cursorLabel(layout, cursorAt)
  let free = left
  for (const { at, label } of ticksOf(layout.window, columns - left)) {
    const x = column(at)
    canvas.dot(x, axis, signs('tick'), 'quiet')
    const end = x + 1 + label.length
    if (end > columns || x < free || (cursor && x <= cursor.to && end >= cursor.from)) continue
    canvas.put(x + 1, axis, label)
    free = end + 1
  }
  if (hidden > 0) canvas.put(0, axis, clip(`+${hidden}`, Math.max(0, left - 1)), 'quiet')
}

/** The faults as stretches on the same axis. Where some overlap, the gravest is named, and how many more there are. */
export function drawBands(canvas: Canvas, { bands, now }: Diagram, layout: Layout, signs: Signs): void {
  const y = layout.bands
  if (y === null) return
  const seen = bands.flatMap(band => {
    const [begin, end] = stretch(band, layout, now)
    return begin <= end && begin < layout.columns ? [{ band, begin, end }] : []
  })
  for (const { band, begin, end } of seen) {
    for (let x = begin; x <= end; x += 1) canvas.dot(x, y, signs('band'), 'bad')
    if (layout.column(band.from) >= layout.left) canvas.dot(begin, y, signs('bandBegin'), 'bad')
    if (band.until !== null && layout.column(band.until) < layout.columns)
      canvas.dot(end, y, signs('bandEnd'), 'bad')
  }
  const groups = overlapping(seen)
  for (const [place, group] of groups.entries()) {
    const until = groups[place + 1]?.begin ?? layout.columns
    const gravest = GRAVITY.flatMap(type => group.members.filter(({ band }) => band.type === type))[0]
    if (!gravest) continue
    const more = group.members.length > 1 ? ` +${group.members.length - 1}` : ''
    const { begin } = gravest
    for (const form of bandForms(gravest.band).map(words => words + more)) {
      const behind = group.end + 2
      if (cellsOf(form) + 4 <= group.end - begin) canvas.put(begin + 2, y, ` ${form} `, 'bad', true)
      else if (behind + cellsOf(form) < until) canvas.put(behind, y, form, 'bad', true)
      else continue
      break
    }
  }
}

const GRAVITY: readonly Band['type'][] = ['cut', 'down', 'link', 'links', 'clock']

interface Seen {
  readonly band: Band
  readonly begin: number
  readonly end: number
}

/** Bands that overlap each other on the sheet, together, from left to right. */
function overlapping(
  seen: readonly Seen[],
): readonly { begin: number; end: number; members: readonly Seen[] }[] {
  const groups: { begin: number; end: number; members: Seen[] }[] = []
  for (const each of [...seen].sort((a, b) => a.begin - b.begin)) {
    const last = groups[groups.length - 1]
    if (last && each.begin <= last.end) {
      last.members.push(each)
      last.end = Math.max(last.end, each.end)
    } else groups.push({ begin: each.begin, end: each.end, members: [each] })
  }
  return groups
}

/** What was decided, and what else changed for everybody, above the lanes. */
export function drawEvents(canvas: Canvas, { marks }: Diagram, layout: Layout, signs: Signs): void {
  const y = layout.events
  if (y === null) return
  for (const [place, { at, type, text }] of marks.entries()) {
    const x = layout.column(at)
    if (x < layout.left || x >= layout.columns) continue
    const next = marks
      .slice(place + 1)
      .map(mark => layout.column(mark.at))
      .find(column => column > x)
    const room = Math.min(next ?? layout.columns, layout.columns) - x - 3
    const plain = type === 'stop'
    canvas.dot(x, y, signs(plain ? 'stop' : 'decision'), plain ? 'quiet' : 'focus', !plain)
    if (room >= 3) canvas.put(x + 1, y, ` ${wholeWords(text, room)}`, plain ? 'quiet' : 'focus')
  }
}

/** With less room than this a state is left out rather than cut off: half a number is a wrong one. */
const SETS_MIN = 10

/** What the verdict says: the state after each step of the order, or which operations no order explains. */
export function drawNote(
  canvas: Canvas,
  { verdict, bars, points }: Diagram,
  layout: Layout,
  ascii: boolean,
): void {
  const y = layout.note
  if (y === null || verdict === null) return
  if (verdict.result === 'violation') {
    const long = noOrderWords(bars)
    return canvas.put(0, y, clip(long, layout.columns), 'bad', true)
  }
  if (verdict.result === 'unknown')
    return canvas.put(0, y, clip('? nobody knows whether one order explains it', layout.columns), 'unsure')
  if (layout.left > 5) canvas.put(0, y, 'order', 'quiet')
  const keys = new Set(points.map(({ key }) => key)).size
  for (const [place, { at, number, key, state }] of points.entries()) {
    const x = layout.column(at)
    if (x < layout.left || x >= layout.columns) continue
    const next = points[place + 1]
    const room = (next ? Math.min(layout.columns, layout.column(next.at)) : layout.columns) - x
    const sign = ascii ? `${number}:` : numberSign(number, ascii)
    if (cellsOf(sign) > room) continue
    canvas.put(x, y, sign, 'good', true)
    const text = `${keys > 1 && key !== null ? `${key} ` : ''}${valueWords(state)}`
    // Between two signs a blank on either side, or it would be read with the wrong one.
    const width = room - cellsOf(sign) - (next ? 2 : 1)
    const shown = cellsOf(text) <= width ? text : width > SETS_MIN ? clip(text, width) : ''
    canvas.put(x + cellsOf(sign) + 1, y, shown)
  }
}
