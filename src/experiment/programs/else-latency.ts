import type { Policy } from '../../model/cluster.ts'
import { micros, millis } from '../../model/time.ts'
import {
  advanceWorld,
  createCluster,
  type Happening,
  nextDueAt,
  type StoreKind,
  schedule,
  storeStep,
  USUAL_TIMING,
  type World,
} from '../../sim/sim.ts'
import type { Outcome, Program, Settings } from '../program.ts'
import { type TapeEntry, tapeOf } from '../tape.ts'
import { link, numberOf, oneOf, wordOf } from './parts.ts'

const REPLICAS = ['n1', 'n2', 'n3'] as const
/** Writes of a run, and as many reads. */
const EACH = 200
/** An operation every so often: longer than any takes, so that none waits for another. */
const EVERY_US = 2_000_000
/** Of every hundred messages between replicas, these are slow, by this much. */
const SLOW_PER_MILLE = 20
const SLOW_TIMES = 3

/** And else: the replicated store when nothing is broken, and what a majority costs that one copy doesn't. */
export const elseLatency: Program = {
  id: 'else-latency',
  settings: {
    policy: oneOf(['consistency', 'availability'], 'whether a majority is asked, or the nearest copy alone'),
    'round-trip': {
      kind: 'number',
      min: 0.1,
      max: 300,
      usual: 0.5,
      unit: 'ms',
      says: 'between two replicas, there and back',
    },
  },
  figures: {
    write: { label: 'a write takes', unit: 'ms', digits: 1, better: 'less' },
    'slow-write': { label: '1 write in 100', unit: 'ms', digits: 1, better: 'less' },
    read: { label: 'a read takes', unit: 'ms', digits: 1, better: 'less' },
    'slow-read': { label: '1 read in 100', unit: 'ms', digits: 1, better: 'less' },
  },
  run: (settings, seed) => {
    const happenings = played(storeWorld(settings, seed))
    const took = (f: 'write' | 'read') => tookMs(happenings, f)
    const [writes, reads] = [took('write'), took('read')]
    const { tape, lastsUs } = firstWrite(happenings)
    return {
      figures: {
        write: placed(writes, 0.5),
        'slow-write': placed(writes, 0.99),
        read: placed(reads, 0.5),
        'slow-read': placed(reads, 0.99),
      },
      tape,
      series: [],
      lastsUs,
    }
  },
}

/** Three replicas and one client beside the first of them, that writes and reads in turn. */
function storeWorld(settings: Settings, seed: number): World<StoreKind> {
  const oneWayMs = numberOf(settings, 'round-trip') / 2
  const [usual] = link({ delayMs: [oneWayMs * 0.9, oneWayMs * 1.1] }).delay
  const [slow] = link({ delayMs: [oneWayMs * SLOW_TIMES * 0.9, oneWayMs * SLOW_TIMES * 1.1] }).delay
  const delay = [
    ...(usual ? [{ ...usual, perMille: 1000 - SLOW_PER_MILLE }] : []),
    ...(slow ? [{ ...slow, perMille: SLOW_PER_MILLE }] : []),
  ]
  return createCluster({
    seed,
    settings: { ...USUAL_TIMING, replicas: REPLICAS, merge: {}, initial: { x: 0 }, rawClocks: false },
    config: { policy: wordOf(settings, 'policy') as Policy, keyPolicies: {}, epoch: 0, sealed: true },
    links: { ...link({ delayMs: oneWayMs }), delay },
    clients: [{ id: 'you', coordinator: 'n1' }],
    clientDelayUs: { fromUs: 100, toUs: 200 },
  })
}

/**
 * All that happens until the last operation is over: the replicas' own exchange would go on for ever. An operation is
 * ordered when the one before is over; all at once they would make a queue that every message has to be put into.
 */
function played(begun: World<StoreKind>): readonly Happening<StoreKind>[] {
  const found: Happening<StoreKind>[] = []
  let world = begun
  for (let place = 0; place < 2 * EACH; place += 1) {
    const f = place % 2 === 0 ? 'write' : 'read'
    const order = { f, key: 'x', value: f === 'write' ? place : null, policy: null } as const
    world = schedule(world, (place + 1) * EVERY_US, { type: 'order', node: 'you', order })
    while ((nextDueAt(world) ?? Number.POSITIVE_INFINITY) < (place + 2) * EVERY_US) {
      const next = advanceWorld(world, storeStep)
      if (next === null) return found
      world = next[0]
      found.push(next[1])
    }
  }
  return found
}

/** How long each operation of a kind took, from invoke to answer, the shortest first. */
function tookMs(happenings: readonly Happening<StoreKind>[], f: 'write' | 'read'): readonly number[] {
  const invoked = new Map<number, number>()
  const took: number[] = []
  for (const { at, reports } of happenings) {
    for (const { op, event } of reports) {
      if (event.f !== f) continue
      if (event.type === 'invoke') invoked.set(op, at)
      else if (event.type === 'ok') took.push(millis(at - (invoked.get(op) ?? at)))
    }
  }
  return took.sort((a, b) => a - b)
}

function placed(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/** The messages of the first write, from the client's order on: four hundred operations look alike. */
function firstWrite(happenings: readonly Happening<StoreKind>[]): Pick<Outcome, 'tape' | 'lastsUs'> {
  const entries: TapeEntry[] = []
  for (const { at, sent, reports } of happenings) {
    for (const { op, event } of reports)
      if (op === 0 && event.type === 'ok')
        entries.push({ type: 'note', at: at - EVERY_US, lane: 'you', says: 'written', tone: 'good' })
    for (const { body, from, to, sentAt, dueAt } of sent) {
      const mine = ('op' in body && body.op === 0) || (body.type === 'request' && body.request.op === 0)
      if (!mine) continue
      const times = { at: sentAt - EVERY_US, arrivesAt: dueAt - EVERY_US }
      const says = body.type === 'request' ? 'write' : body.type
      entries.push({ type: 'message', ...times, from, to, says, fate: 'delivered' })
    }
  }
  const lanes = ['you', ...REPLICAS].map(id => ({ id, name: id }))
  const ends = entries.map(entry => (entry.type === 'message' ? entry.arrivesAt : entry.at))
  return { tape: tapeOf(lanes, entries), lastsUs: Math.max(micros(0.1), ...ends) }
}
