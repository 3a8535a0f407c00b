import type { Role } from '../../terminal/text.ts'
import type { Bar } from './operations.ts'
import type { SegmentKind } from './segments.ts'

/** The diagram's own signs, as a terminal with boxes shows them and as plain ASCII does. */
const SIGNS = {
  down: ['▼', 'v'],
  up: ['▲', '^'],
  fall: ['╲', '\\'],
  rise: ['╱', '/'],
  upright: ['│', '|'],
  level: ['─', '-'],
  lane: ['─', '-'],
  gone: ['·', '.'],
  begin: ['├', '['],
  end: ['┤', ']'],
  body: ['─', '='],
  instant: ['▌', '#'],
  wrongBegin: ['┣', '['],
  wrongEnd: ['┫', ']'],
  wrongBody: ['━', '#'],
  wall: ['╌', '~'],
  bandBegin: ['┣', '['],
  bandEnd: ['┫', ']'],
  band: ['━', '='],
  cursor: ['┃', '|'],
  decision: ['◆', '@'],
  stop: ['◇', '@'],
  stopped: ['×', 'x'],
  moving: ['●', 'o'],
  held: ['○', 'o'],
  tick: ['┴', '+'],
  good: ['✓', '+'],
  bad: ['✗', 'x'],
  more: ['…', '~'],
} as const satisfies Record<string, readonly [string, string]>

export type Sign = keyof typeof SIGNS

export type Signs = (sign: Sign) => string

/** The signs for a terminal, with boxes or in plain ASCII. */
export function signsFor(ascii: boolean): Signs {
  return sign => SIGNS[sign][ascii ? 1 : 0]
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

/** A number of the order in one cell where that is possible: from 21 on there are no circles of one column. */
export function numberSign(number: number, ascii: boolean): string {
  return ascii ? `${number}` : ([...CIRCLED][number - 1] ?? `${number}`)
}

/** How an operation ended, behind its bar. */
export const OUTCOMES: Readonly<Record<Bar['outcome'], { readonly mark: string; readonly role: Role }>> = {
  ok: { mark: '✓', role: 'good' },
  declined: { mark: '–', role: 'text' },
  fail: { mark: '✗', role: 'bad' },
  unknown: { mark: '?', role: 'unsure' },
  open: { mark: '…', role: 'focus' },
}

/** Messages in the roles that they have on the stage: questions in focus, yes good, no bad, news quiet. */
export const SEGMENT_ROLES: Readonly<Record<SegmentKind, Role>> = {
  call: 'text',
  answer: 'text',
  ask: 'focus',
  yes: 'good',
  no: 'bad',
  news: 'quiet',
}
