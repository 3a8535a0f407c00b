import { assert } from '../../model/assert.ts'
import type { NodeId } from '../../model/cluster.ts'
import { seededRandom } from '../../model/random.ts'
import type { Micros } from '../../model/time.ts'
import {
  advanceWorld,
  createWorld,
  type Fault,
  type Happening,
  hostOf,
  type Kind,
  type LinkRules,
  type Message,
  type Result,
  type Step,
  schedule,
  type World,
} from '../../sim/sim.ts'
import type { Outcome } from '../program.ts'
import { type Tape, type TapeEntry, type Tone, tapeOf } from '../tape.ts'

/**
 * The types of a program's world: what its nodes keep (`state`), say to each other (`body`), wake up for (`timer`), are
 * told to do (`order`) and report (`report`), from which the figures are counted. Notes go on the tape.
 */
export interface Play extends Kind {
  readonly config: null
  readonly note: Remark
}

/** A word on a node's lane. */
export interface Remark {
  readonly says: string
  readonly tone: Tone
}

/** What is to be played: who there is, from left to right, how the links are, and what happens by itself. */
export interface Plan<K extends Play> {
  readonly seed: number
  readonly actors: readonly { readonly id: NodeId; readonly name: string; readonly state: K['state'] }[]
  readonly links: LinkRules
  /** Links with rules of their own, under the key `from>to`. */
  readonly own?: Readonly<Record<string, LinkRules>>
  readonly step: Step<K>
  readonly orders?: readonly { readonly at: Micros; readonly node: NodeId; readonly order: K['order'] }[]
  readonly faults?: readonly { readonly at: Micros; readonly fault: Fault }[]
  /** When it ends, unless nothing is due any more before: a bound for what would go on for ever. */
  readonly until: Micros
  /** What a message says on the tape, in a word or two; null for those that are not drawn. */
  readonly says: (body: K['body'], message: Message<K>) => string | null
  /** Whether somebody on the path has changed a message. */
  readonly altered?: (body: K['body']) => boolean
}

/** What was played: enough to count every figure from. */
export interface Played<K extends Play> {
  /** How each node was left. */
  readonly states: Readonly<Record<NodeId, K['state']>>
  /** What the nodes reported, in the order of time. */
  readonly reports: readonly { readonly at: Micros; readonly node: NodeId; readonly report: K['report'] }[]
  /** Every message sent, and what became of it; null for one still under way at the end. */
  readonly messages: readonly { readonly message: Message<K>; readonly result: Result | null }[]
  readonly tape: Tape
  /** When the last message or note was over: timers that nobody waits for any more don't count. */
  readonly lastsUs: Micros
}

/** What there is to see of a run without figures over time: its tape. */
export function taped<K extends Play>({ tape, lastsUs }: Played<K>): Omit<Outcome, 'figures'> {
  return { tape, series: [], lastsUs }
}

/** More happenings than any program needs: a loop without end is a bug. */
const HAPPENINGS_MAX = 200_000

/** Plays a small system from its start to its end, and keeps what happened. */
export function playOut<K extends Play>(plan: Plan<K>): Played<K> {
  let world = beginning(plan)
  const happenings: Happening<K>[] = []
  while (world.queue[0] !== undefined && world.queue[0].dueAt <= plan.until) {
    assert(happenings.length < HAPPENINGS_MAX, 'a program has an end')
    const advanced = advanceWorld(world, plan.step)
    if (advanced === null) break
    world = advanced[0]
    happenings.push(advanced[1])
  }
  const states = Object.fromEntries(
    plan.actors.map(({ id, state }) => [id, hostOf(world, id)?.state ?? state]),
  )
  const messages = messagesOf(happenings)
  // What a node notes at an instant stands before what it sends then.
  const entries = [...happenings.flatMap(noteEntries), ...messages.flatMap(sent => messageEntry(plan, sent))]
  const ends = entries.map(entry => (entry.type === 'message' ? entry.arrivesAt : entry.at))
  return {
    states,
    reports: happenings.flatMap(({ at, action, reports }) =>
      reports.map(report => ({ at, node: nodeOf(action), report })),
    ),
    messages,
    tape: tapeOf(
      plan.actors.map(({ id, name }) => ({ id, name })),
      entries,
    ),
    lastsUs: ends.reduce((last, end) => Math.max(last, end), 0),
  }
}

function beginning<K extends Play>(plan: Plan<K>): World<K> {
  const { seed, actors, links, own = {}, orders = [], faults = [] } = plan
  let world = createWorld<K>({
    states: actors.map(({ id, state }) => [id, state] as const),
    network: { common: links, own, partition: null, faults: {}, traffic: {} },
    config: null,
    random: seededRandom(seed),
  })
  for (const { at, node, order } of orders) world = schedule(world, at, { type: 'order', node, order })
  for (const { at, fault } of faults) world = schedule(world, at, { type: 'fault', fault })
  return world
}

type Sent<K extends Play> = Played<K>['messages'][number]

function messagesOf<K extends Play>(happenings: readonly Happening<K>[]): readonly Sent<K>[] {
  const results = new Map<number, Result>()
  for (const { action, result } of happenings)
    if (action.type === 'message') results.set(action.message.id, result)
  return happenings.flatMap(({ sent }) =>
    sent.map(message => ({ message, result: results.get(message.id) ?? null })),
  )
}

function messageEntry<K extends Play>(plan: Plan<K>, { message, result }: Sent<K>): readonly TapeEntry[] {
  const { from, to, body, sentAt, dueAt } = message
  const says = plan.says(body, message)
  if (says === null) return []
  const arrived = result === 'done' || (result === null && message.fate === 'deliver')
  const fate = !arrived ? 'lost' : plan.altered?.(body) ? 'altered' : 'delivered'
  return [{ type: 'message', at: sentAt, from, to, says, fate, arrivesAt: dueAt }]
}

function noteEntries<K extends Play>({ at, notes }: Happening<K>): readonly TapeEntry[] {
  return notes.map(({ node, note }) => ({ type: 'note', at, lane: node, says: note.says, tone: note.tone }))
}

/** Whom an action was about; nobody's reports come from the others. */
function nodeOf<K extends Play>(action: Happening<K>['action']): NodeId {
  if (action.type === 'message') return action.message.to
  return 'node' in action ? action.node : ''
}
