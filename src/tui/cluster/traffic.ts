import type { Run } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import { type Message, messagesUnderWay, type StoreKind } from '../../sim/sim.ts'
import type { Role } from '../../terminal/text.ts'
import { recent } from './recent.ts'

/** How a kind of message is drawn. A trail shows where it comes from, also when nothing moves. */
interface Look {
  readonly glyph: string
  readonly role: Role
  readonly bold: boolean
  readonly trail: boolean
}

/** A message somewhere on its way. `progress` goes from 0 to 1 at its end, which for some is half-way. */
export interface Dot {
  readonly from: NodeId
  readonly to: NodeId
  readonly fate: 'deliver' | 'lost' | 'cut'
  readonly progress: number
  readonly look: Look
  /** It has come to nothing: where it did, a mark stays for a moment. */
  readonly over: boolean
}

/** How long the mark of a message that came to nothing stays, in virtual time. */
const GONE_US = 250_000

const LOOKS = {
  asks: { glyph: '●', role: 'focus', bold: true, trail: true },
  value: { glyph: '◆', role: 'focus', bold: true, trail: true },
  yes: { glyph: '○', role: 'good', bold: true, trail: true },
  no: { glyph: '!', role: 'bad', bold: true, trail: true },
  heard: { glyph: '○', role: 'quiet', bold: false, trail: false },
  life: { glyph: '·', role: 'quiet', bold: false, trail: false },
  paid: { glyph: '✓', role: 'good', bold: true, trail: false },
  refused: { glyph: '✗', role: 'bad', bold: true, trail: false },
  unknown: { glyph: '?', role: 'unsure', bold: true, trail: false },
} as const satisfies Record<string, Look>

/** Every message that can be seen, the least important first: what is drawn later lies above. */
export function traffic(run: Run): readonly Dot[] {
  const gone = recent(run, GONE_US).flatMap(({ action, result }) =>
    action.type === 'message' && result !== 'done' ? [dot(action.message, 1, true)] : [],
  )
  const moving = messagesUnderWay(run.moment.world).map(message => {
    const { sentAt, dueAt } = message
    return dot(message, dueAt > sentAt ? (run.now - sentAt) / (dueAt - sentAt) : 1, false)
  })
  // Signs of life end all the time while the network is cut: marks for them would bury the others.
  return [...gone.filter(({ look }) => look.role !== 'quiet'), ...moving].sort(
    (a, b) => weight(a) - weight(b),
  )
}

function dot({ from, to, fate, body }: Message<StoreKind>, progress: number, over: boolean): Dot {
  const look = lookOf(body)
  const mark: Look = {
    glyph: '×',
    role: look.role === 'quiet' ? 'quiet' : 'bad',
    bold: look.bold,
    trail: false,
  }
  return { from, to, fate, progress: Math.min(1, Math.max(0, progress)), over, look: over ? mark : look }
}

function weight({ look, over }: Dot): number {
  return (look.role === 'quiet' ? 0 : 2) + (over ? 0 : 1)
}

function lookOf(body: Message<StoreKind>['body']): Look {
  switch (body.type) {
    case 'request':
    case 'prepare':
    case 'recover':
      return LOOKS.asks
    case 'accept':
    case 'push':
    case 'copies':
    case 'recovery':
      return LOOKS.value
    case 'promise':
    case 'accepted':
      return LOOKS.yes
    case 'nack':
      return LOOKS.no
    case 'pushed':
      return LOOKS.heard
    case 'digest':
      return LOOKS.life
    case 'reply':
      return body.answer.kind === 'ok'
        ? LOOKS.paid
        : body.answer.kind === 'refused'
          ? LOOKS.refused
          : LOOKS.unknown
  }
}
