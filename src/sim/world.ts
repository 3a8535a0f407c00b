import type { NodeId } from '../model/cluster.ts'
import type { Random } from '../model/random.ts'
import type { Micros } from '../model/time.ts'
import { applyFault } from './faults.ts'
import type { Action, Happening, Host, Input, Kind, Message, Output, Result, Step, World } from './kernel.ts'
import { arrivalOn, fateOf, type LinkRules, linkKey, type Network, passages } from './network.ts'
import { schedule } from './schedule.ts'

/** A world at its beginning: every node is due to start at time 0, in the order given. */
export function createWorld<K extends Kind>(begin: {
  readonly states: readonly (readonly [NodeId, K['state']])[]
  readonly network: Network
  readonly config: K['config']
  readonly random: Random
}): World<K> {
  const hosts: Record<NodeId, Host<K>> = {}
  for (const [node, state] of begin.states)
    hosts[node] = { state, up: true, incarnation: 0, clockOffsetUs: 0 }
  const { network, config, random } = begin
  let world: World<K> = { now: 0, nextSeq: 0, queue: [], random, hosts, network, held: [], config }
  for (const [node] of begin.states) world = schedule(world, 0, { type: 'start', node })
  return world
}

/** When the next thing happens; null in a world where nothing is due. */
export function nextDueAt<K extends Kind>(world: World<K>): Micros | null {
  return world.queue[0]?.dueAt ?? null
}

/** Lets the next due thing happen: the world after it, and what happened. Null where nothing is due. */
export function advanceWorld<K extends Kind>(
  world: World<K>,
  step: Step<K>,
): readonly [World<K>, Happening<K>] | null {
  const due = world.queue[0]
  if (due === undefined) return null
  const before = { ...world, now: due.dueAt, queue: world.queue.slice(1) }
  return new Turn(before, step).take(due.action)
}

/** The messages under way, in the order in which they will arrive or vanish. */
export function messagesUnderWay<K extends Kind>(world: World<K>): readonly Message<K>[] {
  const found: Message<K>[] = []
  for (const { action } of world.queue) if (action.type === 'message') found.push(action.message)
  return found
}

/** One action being carried out: collects what comes of it. It lives for the length of `advanceWorld`. */
class Turn<K extends Kind> {
  private world: World<K>
  private readonly step: Step<K>
  private readonly sent: Message<K>[] = []
  private readonly reports: K['report'][] = []
  private readonly notes: { node: NodeId; note: K['note'] }[] = []

  constructor(world: World<K>, step: Step<K>) {
    this.world = world
    this.step = step
  }

  take(action: Action<K>): readonly [World<K>, Happening<K>] {
    const result = this.perform(action)
    const { sent, reports, notes } = this
    return [this.world, { at: this.world.now, action, result, sent, reports, notes }]
  }

  private perform(action: Action<K>): Result {
    switch (action.type) {
      case 'start':
        return this.input(action.node, { type: 'start' })
      case 'order':
        return this.input(action.node, { type: 'order', order: action.order })
      case 'timer':
        if (this.world.hosts[action.node]?.incarnation !== action.incarnation) return 'stale'
        return this.input(action.node, { type: 'timer', timer: action.timer })
      case 'message': {
        const { from, to, body, fate } = action.message
        return fate === 'deliver' ? this.input(to, { type: 'message', from, body }) : fate
      }
      case 'config':
        this.world = { ...this.world, config: action.config }
        for (const node of Object.keys(this.world.hosts)) this.input(node, { type: 'config' })
        return 'done'
      case 'fault': {
        const [world, restarted] = applyFault(this.world, action.fault)
        this.world = world
        if (restarted) this.input(restarted.node, restarted.input)
        return 'done'
      }
      case 'mark':
        return 'done'
    }
  }

  private input(node: NodeId, about: InputAbout<K>): Result {
    const host = this.world.hosts[node]
    if (!host?.up) return 'receiver-down'
    const now = this.world.now + host.clockOffsetUs
    const [state, outputs] = this.step(host.state, { ...about, now, config: this.world.config } as Input<K>)
    if (state !== host.state)
      this.world = { ...this.world, hosts: { ...this.world.hosts, [node]: { ...host, state } } }
    for (const output of outputs) this.output(node, host.incarnation, output)
    return 'done'
  }

  private output(node: NodeId, incarnation: number, output: Output<K>): void {
    switch (output.type) {
      case 'send':
        return this.send(node, output.to, output.body)
      case 'timer': {
        const action = { type: 'timer', node, incarnation, timer: output.timer } as const
        this.world = schedule(this.world, this.world.now + output.afterUs, action)
        return
      }
      case 'report':
        this.reports.push(output.report)
        return
      case 'note':
        this.notes.push({ node, note: output.note })
    }
  }

  private send(from: NodeId, to: NodeId, body: K['body']): void {
    const { network, now } = this.world
    const fate = fateOf(network, from, to)
    const key = linkKey(from, to)
    const rules = network.own[key] ?? network.common
    // Drawn even where a cut decides, so that a cut does not shift the chance of everything after it.
    const [arrivals, random] = passages(rules, this.world.random)
    this.world = { ...this.world, random }
    for (const { delayUs, lost } of arrivals) {
      const ends = fate === 'drop' ? 'cut' : lost ? 'lost' : 'deliver'
      // What does not arrive vanishes half-way.
      const dueAt = ends === 'deliver' ? this.arrival(key, rules, delayUs, body) : now + (delayUs >>> 1)
      const message = { id: this.world.nextSeq, from, to, body, sentAt: now, dueAt, fate: ends } as const
      this.sent.push(message)
      if (fate === 'hold' && ends === 'deliver')
        this.world = {
          ...this.world,
          nextSeq: this.world.nextSeq + 1,
          held: [...this.world.held, { message, delayUs }],
        }
      else this.world = schedule(this.world, dueAt, { type: 'message', message })
    }
  }

  private arrival(key: string, rules: LinkRules, delayUs: number, body: K['body']): number {
    const { network, now } = this.world
    const bytes = rules.bytesPerMs === undefined ? 0 : sizeOf(body)
    const [dueAt, traffic] = arrivalOn(rules, network.traffic[key], { now, delayUs, bytes })
    if (traffic !== null)
      this.world = { ...this.world, network: { ...network, traffic: { ...network.traffic, [key]: traffic } } }
    return dueAt
  }
}

/** About how many bytes a message is: the length of its JSON, with every set of operations as a number. */
function sizeOf(body: unknown): number {
  return JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? value.toString(16) : value)).length
}

/** An input without what the kernel adds to each, the clock and the config. (`Omit` alone forgets that it is a union.) */
type InputAbout<K extends Kind> =
  Input<K> extends infer I ? (I extends unknown ? Omit<I, 'now' | 'config'> : never) : never
