import type { LabHappening, Run } from '../../lab/lab.ts'
import { items } from '../../model/sequence.ts'
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

/** Every message that was sent up to the run's moment, in the order in which they were sent. */
export function segmentsOf({ moment, now }: Run, lanes: readonly Lane[]): readonly Segment[] {
  const places = new Map(lanes.map(({ id }, place) => [id, place]))
  const sent: Sent[] = []
  const ends = new Map<number, LabHappening>()
  for (const happening of items(moment.happenings)) {
    for (const message of happening.sent) if (KINDS[message.body.type] !== null) sent.push(message)
    const { action } = happening
    if (action.type === 'message' && KINDS[action.message.body.type] !== null)
      ends.set(action.message.id, happening)
  }
  const held = new Set(moment.world.held.map(({ message }) => message.id))
  return sent.flatMap(message => {
    const kind = KINDS[message.body.type]
    const from = places.get(message.from)
    const to = places.get(message.to)
    if (kind === null || from === undefined || to === undefined || from === to) return []
    const end = ends.get(message.id)
    const { id, sentAt, body } = message
    const endsAt = Math.max(sentAt, end?.at ?? now)
    const fate = end ? fateOf(end) : held.has(id) ? 'held' : 'moving'
    const reach = reachOf(message, fate, endsAt)
    return [{ id, from, to, sentAt, endsAt, reach, body: body.type, kind, fate } as const]
  })
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
