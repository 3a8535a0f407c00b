import type { LabHappening, Run, TimeWindow } from '../../lab/lab.ts'
import type { Sequence } from '../../model/sequence.ts'
import type { Micros } from '../../model/time.ts'
import type { Message, StoreKind } from '../../sim/sim.ts'
import type { Lane } from './lanes.ts'

type Sent = Message<StoreKind>
export type BodyType = Sent['body']['type']

/** What a message is about: a client's question or its answer, a replica's question, yes, no, or news in passing. */
export type SegmentKind = 'call' | 'answer' | 'ask' | 'yes' | 'no' | 'news'

/** What became of a message. `down` reached a node that did not run; `moving` and `held` have not arrived yet. */
export type SegmentFate = 'arrived' | 'lost' | 'cut' | 'down' | 'moving' | 'held'

/** A message on its way from lane to lane. It ends at its receiver, or on the way, or where it is now. */
export interface Segment {
  readonly id: number
  readonly from: number
  readonly to: number
  readonly sentAt: Micros
  readonly endsAt: Micros
  /** How much of its way it has come, or will ever come, from 0 to 1. */
  readonly reach: number
  readonly body: BodyType
  readonly kind: SegmentKind
  readonly fate: SegmentFate
}

/** Signs of life go out all the time, whatever happens: they would bury everything else. Null leaves a message out. */
const KINDS: Readonly<Record<BodyType, SegmentKind | null>> = {
  request: 'call',
  reply: 'answer',
  prepare: 'ask',
  accept: 'ask',
  push: 'ask',
  promise: 'yes',
  accepted: 'yes',
  nack: 'no',
  copies: 'news',
  recover: 'ask',
  recovery: 'yes',
  digest: null,
  pushed: null,
}

/** A message with the place of the happening that sent it and of the one at which it ended. */
interface Entry {
  readonly message: Sent
  readonly kind: SegmentKind
  readonly sentIn: number
  end: LabHappening | null
  endIn: number
}

interface Known {
  readonly entries: Entry[]
  readonly open: Map<number, Entry>
  upTo: number
}

/**
 * What is known of each list of happenings. The list of a run only grows, and all its moments share it, so each frame
 * looks at what is new alone; an earlier moment sees the entries up to its own place.
 */
const KNOWN = new WeakMap<readonly LabHappening[], Known>()

function entriesOf({ items, length }: Sequence<LabHappening>): readonly Entry[] {
  const known: Known = KNOWN.get(items) ?? { entries: [], open: new Map(), upTo: 0 }
  KNOWN.set(items, known)
  for (; known.upTo < length; known.upTo += 1) {
    const happening = items[known.upTo]
    if (!happening) break
    const { action, sent } = happening
    for (const message of sent) {
      const kind = KINDS[message.body.type]
      if (kind === null) continue
      const entry: Entry = { message, kind, sentIn: known.upTo, end: null, endIn: -1 }
      known.entries.push(entry)
      known.open.set(message.id, entry)
    }
    const entry = action.type === 'message' ? known.open.get(action.message.id) : undefined
    if (action.type !== 'message' || !entry) continue
    entry.end = happening
    entry.endIn = known.upTo
    known.open.delete(action.message.id)
  }
  return known.entries
}

/** The messages of a window that were sent up to the run's moment, in the order in which they were sent. */
export function segmentsOf(
  { moment, now }: Run,
  lanes: readonly Lane[],
  window: TimeWindow,
): readonly Segment[] {
  const places = new Map(lanes.map(({ id }, place) => [id, place]))
  const held = new Set(moment.world.held.map(({ message }) => message.id))
  const { length } = moment.happenings
  const segments: Segment[] = []
  for (const { message, kind, sentIn, end: found, endIn } of entriesOf(moment.happenings)) {
    if (sentIn >= length || message.sentAt > window.to) break
    const end = endIn < length ? found : null
    const { id, sentAt, body } = message
    const endsAt = Math.max(sentAt, end?.at ?? now)
    if (endsAt < window.from) continue
    const from = places.get(message.from)
    const to = places.get(message.to)
    if (from === undefined || to === undefined || from === to) continue
    const fate = end ? fateOf(end) : held.has(id) ? 'held' : 'moving'
    const reach = reachOf(message, fate, endsAt)
    segments.push({ id, from, to, sentAt, endsAt, reach, body: body.type, kind, fate })
  }
  return segments
}

function fateOf({ action, result }: LabHappening): SegmentFate {
  if (result === 'receiver-down') return 'down'
  if (result === 'lost' || result === 'cut') return result
  return action.type === 'message' && action.message.fate !== 'deliver' ? action.message.fate : 'arrived'
}

/** What was doomed when it was sent vanishes half-way; what a cut caught on the wire vanishes where it was. */
function reachOf({ sentAt, dueAt, fate }: Sent, end: SegmentFate, endsAt: Micros): number {
  if (end === 'arrived' || end === 'down') return 1
  if (end === 'held') return 0.25
  const share = dueAt > sentAt ? Math.min(1, (endsAt - sentAt) / (dueAt - sentAt)) : 1
  return fate === 'deliver' ? share : share / 2
}
