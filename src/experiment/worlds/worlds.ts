import { draw, seededRandom } from '../../model/random.ts'
import { type Micros, micros } from '../../model/time.ts'
import type { Fault } from '../../sim/sim.ts'
import { link } from '../programs/parts.ts'
import { playOut } from '../programs/stage.ts'
import type { Tape } from '../tape.ts'
import { type Decision, type Paying, payingStep, TIMEOUT_MS } from './nodes.ts'

export type { Decision } from './nodes.ts'

/** Four ways in which a charge can end in silence. From the shop they can't be told apart. */
export type WorldId = 'request-lost' | 'crash' | 'slow' | 'reply-lost'

export const WORLDS: readonly { readonly id: WorldId; readonly says: string; readonly short: string }[] = [
  { id: 'request-lost', says: 'the request got lost', short: 'request lost' },
  { id: 'crash', says: 'the server crashed before the work', short: 'crash before work' },
  { id: 'slow', says: 'the server is slow, and still will do it', short: 'slow server' },
  { id: 'reply-lost', says: 'the reply got lost, after the work', short: 'reply lost' },
]

export const DECISIONS: readonly { readonly id: Decision; readonly says: string; readonly short: string }[] =
  [
    { id: 'give-up', says: 'Give up, and cancel the order', short: 'give up' },
    { id: 'retry', says: 'Send it again', short: 'retry' },
    {
      id: 'retry-key',
      says: 'Send it again with its key, order-7: “the same charge”',
      short: 'retry with key',
    },
  ]

/** What became of one charge in one world. */
export interface WorldRun {
  /** The shop's screen, line by line, and when each came: all that the shop ever sees. */
  readonly screen: readonly { readonly at: Micros; readonly says: string }[]
  /** Both sides. */
  readonly tape: Tape
  readonly lastsUs: Micros
  /** When the card was charged: its statement. */
  readonly charged: readonly Micros[]
  /** The server's table of keys, and the first result of each. */
  readonly keys: Readonly<Record<string, string>>
}

/** When the shop acts on its decision. What was wrong with the network or the machine is mended before. */
export const DECIDES_US: Micros = micros(3000)
const MENDED_US = micros(2500)
/** A crash comes after the request has arrived (at most 60 ms), and before its work is done (at least 120 ms). */
const CRASH_US = micros(80)
const WORK_MS = 100
/** Busy with something else: it gets round to the charge after the shop has given up on it, and acted. */
const SLOW_MS = 3500

/**
 * Runs a charge in a world, and what the shop decides when its request has timed out. The same seed is the same run up
 * to the decision, whatever is decided.
 */
export function playWorld(world: WorldId, decision: Decision | null, seed: number): WorldRun {
  const server = { role: 'server', workMs: WORK_MS, freeAt: world === 'slow' ? micros(SLOW_MS) : 0, keys: {} }
  const played = playOut<Paying>({
    seed,
    actors: [
      {
        id: 'shop',
        name: 'your shop',
        state: { role: 'shop', tried: 0, open: false, gaveUp: false },
      },
      { id: 'server', name: 'payment server', state: server as Paying['state'] },
    ],
    links: link({ delayMs: [20, 60] }),
    step: payingStep,
    orders: decision === null ? [] : [{ at: DECIDES_US, node: 'shop', order: decision }],
    faults: faultsOf(world),
    until: micros(10_000),
    says: ({ type, key }) => (type === 'charge' && key !== null ? `charge, ${key}` : type),
  })
  const { reports, states, tape, lastsUs } = played
  const left = states['server']
  return {
    screen: reports.flatMap(({ at, report }) => (report.type === 'line' ? [{ at, says: report.says }] : [])),
    tape: withCrash(world, tape),
    lastsUs: Math.max(lastsUs, micros(TIMEOUT_MS)),
    charged: reports.flatMap(({ at, report }) => (report.type === 'charged' ? [at] : [])),
    keys: left?.role === 'server' ? left.keys : {},
  }
}

function faultsOf(world: WorldId): readonly { readonly at: Micros; readonly fault: Fault }[] {
  const cut = (from: string, to: string) => [
    { at: 0, fault: { type: 'link', from, to, fault: 'cut' } as const },
    { at: MENDED_US, fault: { type: 'link', from, to, fault: null } as const },
  ]
  switch (world) {
    case 'request-lost':
      return cut('shop', 'server')
    case 'reply-lost':
      return cut('server', 'shop')
    case 'crash':
      return [
        { at: CRASH_US, fault: { type: 'crash', node: 'server' } },
        { at: MENDED_US, fault: { type: 'restart', node: 'server', diskKept: true } },
      ]
    case 'slow':
      return []
  }
}

/** A node that crashes can't note it. */
function withCrash(world: WorldId, tape: Tape): Tape {
  if (world !== 'crash') return tape
  const crash = { type: 'note', at: CRASH_US, lane: 'server', says: 'crashes', tone: 'bad' } as const
  const place = tape.entries.findIndex(({ at }) => at > CRASH_US)
  const before = place < 0 ? tape.entries.length : place
  return { ...tape, entries: [...tape.entries.slice(0, before), crash, ...tape.entries.slice(before)] }
}

/** The world that a seed hides. */
export function drawnWorld(seed: number): WorldId {
  const [place] = draw(seededRandom(seed, 1), 0, WORLDS.length - 1)
  return WORLDS[place]?.id ?? 'slow'
}

/** How often the card is charged: a row for each world, a number for each decision, each from a run of its own. */
export function chargeTable(seed: number): readonly (readonly number[])[] {
  return WORLDS.map(world => DECISIONS.map(decision => playWorld(world.id, decision.id, seed).charged.length))
}
