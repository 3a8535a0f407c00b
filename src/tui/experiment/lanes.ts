import type { Tape, TapeEntry } from '../../experiment/experiment.ts'
import type { Micros } from '../../model/time.ts'
import { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import { clip, type Line, pad, type Role } from '../../terminal/text.ts'
import { drawArrow } from './arrow.ts'
import { clockWords } from './numbers.ts'
import { tapeLines } from './tape-lines.ts'

/** Columns on the left that belong to the time. */
const TIME_COLUMNS = 11
/** How much of the width lies right of the last lane, for its notes. */
const NOTES_SHARE = 0.28
const NOTES_MAX = 30

interface Sheet {
  readonly columns: number
  readonly rows: number
}

/**
 * A tape on lanes up to a moment, the newest line at the bottom: messages as arrows that are as long as they have come
 * by then, notes on their lanes. It has exactly as many rows as asked for; the first one names the lanes.
 */
export function drawTape(
  tape: Tape,
  at: Micros,
  lastsUs: Micros,
  { columns, rows }: Sheet,
  ascii: boolean,
): Line[] {
  const canvas = new Canvas(columns, rows)
  const places = lanePlaces(tape, columns)
  const names = laneNames(tape, places)
  for (const [index, x] of [...places.values()].entries()) {
    canvas.line(x, 1, x, rows - 1)
    const name = names[index] ?? ''
    canvas.put(x - Math.floor(cellsOf(name) / 2), 0, name, 'text', true)
  }
  const happened = tape.entries.filter(entry => entry.at <= at)
  let before: Micros | undefined
  for (const [index, line] of lastLines(happened, tape, rows - 1).entries()) {
    const y = index + 1
    for (const entry of line) {
      if (entry.at !== before)
        canvas.put(0, y, pad(clockWords(entry.at, lastsUs), TIME_COLUMNS - 1, 'right'), 'quiet')
      before = entry.at
      if (entry.type === 'note') drawNote(canvas, places.get(entry.lane), y, entry)
      else drawArrow(canvas, { from: places.get(entry.from), to: places.get(entry.to), y }, entry, at)
    }
  }
  return canvas.toLines(ascii)
}

function lastLines(entries: readonly TapeEntry[], { lanes }: Tape, count: number) {
  const lines = tapeLines(entries, lanes)
  return lines.slice(Math.max(0, lines.length - Math.max(0, count)))
}

/** The column of each lane, by its id: evenly between the time and the room for the last one's notes. */
function lanePlaces({ lanes }: Tape, columns: number): ReadonlyMap<string, number> {
  const first = TIME_COLUMNS + 3
  const last = columns - Math.min(NOTES_MAX, Math.floor(columns * NOTES_SHARE))
  const step = lanes.length > 1 ? (last - first) / (lanes.length - 1) : 0
  return new Map(lanes.map(({ id }, index) => [id, Math.round(first + step * index)]))
}

/** The names over the lanes, no wider than the way to the next one. */
function laneNames({ lanes }: Tape, places: ReadonlyMap<string, number>): readonly string[] {
  const [first = 0, second = first + NOTES_MAX] = [...places.values()]
  return lanes.map(({ name }) => clip(name, Math.max(1, second - first - 2)))
}

const TONES: Readonly<Record<string, readonly [mark: string, role: Role]>> = {
  plain: ['', 'text'],
  good: ['✓ ', 'good'],
  bad: ['✗ ', 'bad'],
  unsure: ['? ', 'unsure'],
}

/** A note right of its lane, or left of it where there is more room. */
function drawNote(
  canvas: Canvas,
  x: number | undefined,
  y: number,
  { says, tone }: Extract<TapeEntry, { type: 'note' }>,
): void {
  if (x === undefined) return
  const [mark, role] = TONES[tone] ?? ['', 'text']
  const text = mark + says
  const right = canvas.columns - x - 3
  const left = x - 2 - TIME_COLUMNS
  const fits = cellsOf(text) <= right || right >= left
  const shown = clip(text, fits ? right : left)
  canvas.put(fits ? x + 2 : x - 1 - cellsOf(shown), y, shown, role)
}
