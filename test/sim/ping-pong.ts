import type { NodeId } from '../../src/model/cluster.ts'
import type { Random } from '../../src/model/random.ts'
import { seededRandom } from '../../src/model/random.ts'
import { type DelayTable, type LinkRules, wholeNetwork } from '../../src/sim/network.ts'
import {
  advanceWorld,
  createWorld,
  type Happening,
  hostOf,
  type Kind,
  type Step,
  type World,
} from '../../src/sim/sim.ts'

/** Two players and a ball: the smallest thing that is no store, to show that the kernel knows none. */
export interface PingPong extends Kind {
  readonly state: Player
  readonly body: { readonly ball: number }
  readonly timer: 'serve-again'
  readonly order: 'serve'
  readonly config: { readonly best: number }
  readonly report: { readonly winner: NodeId }
  readonly note: string
}

export interface Player {
  readonly id: NodeId
  readonly other: NodeId
  readonly hits: number
  /** What the player was told, in short, with its own clock. */
  readonly heard: readonly string[]
}

export function player(id: NodeId, other: NodeId): readonly [NodeId, Player] {
  return [id, { id, other, hits: 0, heard: [] }]
}

/** Hits the ball back until the best of so many hits is reached; serves again when nothing came back for a second. */
export const playerStep: Step<PingPong> = (state, input) => {
  const next = { ...state, heard: [...state.heard, `${input.type}@${input.now}`] }
  const serve = { type: 'send', to: state.other, body: { ball: 1 } } as const
  switch (input.type) {
    case 'order':
      return [next, [serve, { type: 'timer', afterUs: 1_000_000, timer: 'serve-again' }]]
    case 'timer':
      return [next, [serve, { type: 'note', note: 'serves again' }]]
    case 'message': {
      const { ball } = input.body
      const hit = { ...next, hits: state.hits + 1 }
      return ball >= input.config.best
        ? [hit, [{ type: 'report', report: { winner: state.id } }]]
        : [hit, [{ type: 'send', to: input.from, body: { ball: ball + 1 } }]]
    }
    default:
      return [next, []]
  }
}

export type Table = World<PingPong>
type Event = Happening<PingPong>

export const TEN_MS: DelayTable = [{ perMille: 1000, fromUs: 10_000, toUs: 10_000 }]

export function tableOf(
  players: readonly (readonly [NodeId, Player])[],
  rules: Partial<LinkRules> = {},
  random: Random = seededRandom(1),
): Table {
  const common = { delay: TEN_MS, lossPpm: 0, duplicatePpm: 0, ...rules }
  const network = wholeNetwork(common)
  return createWorld<PingPong>({ states: players, network, config: { best: 6 }, random })
}

/** Lets everything happen that is due up to an instant. */
export function playUntil(table: Table, untilUs: number): readonly [Table, readonly Event[]] {
  const events: Event[] = []
  let world = table
  for (let due = world.queue[0]; due && due.dueAt <= untilUs; due = world.queue[0]) {
    const advanced = advanceWorld(world, playerStep)
    if (advanced === null) break
    world = advanced[0]
    events.push(advanced[1])
  }
  return [world, events]
}

export function playerAt(table: Table, id: NodeId): Player {
  const state = hostOf(table, id)?.state
  if (!state) throw new Error(`no player ${id}`)
  return state
}
