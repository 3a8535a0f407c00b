import type { TapeEntry } from '../../experiment/experiment.ts'
import type { Micros } from '../../model/time.ts'
import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import { clip, type Role } from '../../terminal/text.ts'

type Message = Extract<TapeEntry, { type: 'message' }>

/** The cells between its lanes that a message has crossed at a moment, out of those that it will cross. */
interface Reach {
  readonly cells: number
  readonly over: boolean
}

/** What a message says stands this far from its sender. */
const LABEL_AT = 1

/**
 * A message as an arrow from lane to lane, as far as it has come by a moment: it grows while the message is on its way,
 * and ends in a cross where the message was lost.
 */
export function drawArrow(
  canvas: Canvas,
  { from, to, y }: { readonly from: number | undefined; readonly to: number | undefined; readonly y: number },
  message: Message,
  at: Micros,
): void {
  if (from === undefined || to === undefined || from === to) return
  const ahead = to > from ? 1 : -1
  const between = Math.abs(to - from) - 1
  const label = ` ${clip(labelOf(message), Math.max(1, between - 5))} `
  const { cells, over } = reachOf(message, at, between, cellsOf(label))
  const role: Role = message.fate !== 'delivered' && over ? 'bad' : over ? 'quiet' : 'focus'
  for (let step = 1; step <= cells; step += 1) canvas.dot(from + ahead * step, y, '─', role)
  // The words come into sight as the arrow passes them, and are read from left to right in both directions.
  const width = cellsOf(label)
  const start = ahead > 0 ? from + 1 + LABEL_AT : from - LABEL_AT - width
  if (cells > LABEL_AT + width) canvas.put(start, y, label, message.fate === 'delivered' ? 'text' : role)
  if (cells === 0) return
  const head = over && message.fate === 'lost' ? '×' : ahead > 0 ? '►' : '◄'
  canvas.dot(from + ahead * cells, y, head, role, !over)
}

function labelOf({ says, fate }: Message): string {
  return fate === 'altered' ? `${says} ≠` : says
}

/** How far it has come: all the way once it has arrived, half of it, and past its words, where it was lost. */
function reachOf({ at: sent, arrivesAt, fate }: Message, at: Micros, between: number, label: number): Reach {
  const ends = fate === 'lost' ? Math.min(between - 1, Math.max(between >> 1, LABEL_AT + label + 2)) : between
  if (at >= arrivesAt) return { cells: ends, over: true }
  return { cells: Math.floor((ends * (at - sent)) / (arrivesAt - sent)), over: false }
}
