import type { NodeId } from '../model/cluster.ts'
import type { Random } from '../model/random.ts'
import type { Micros } from '../model/time.ts'
import { applyFault } from './faults.ts'
import { hostOf } from './hosts.ts'
import type { Action, Fault, Happening, Input, Kind, Message, Output, Result, Step, World } from './kernel.ts'
import { arrivalOn, fateOf, hasTraffic, type LinkRules, linkKey, type Network, passages } from './network.ts'
import { insert, type Scheduled } from './queue.ts'
import { schedule } from './schedule.ts'

/** A world at its beginning: every node is due to start at time 0, in the order given. */
export function createWorld<K extends Kind>(begin: {
  readonly states: readonly (readonly [NodeId, K['state']])[]
  readonly network: Network
  readonly config: K['config']
  readonly random: Random
}): World<K> {
  const { states, network, config, random } = begin
  const hosts = states.map(([, state]) => ({ state, up: true, incarnation: 0, clockOffsetUs: 0 }))
  const places = Object.fromEntries(states.map(([node], place) => [node, place]))
  let world: World<K> = { now: 0, nextSeq: 0, queue: [], random, hosts, places, network, held: [], config }
  for (const [node] of states) world = schedule(world, 0, { type: 'start', node })
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
  // Not `slice(1)`: a whole copy has room for one more after the shift, and need not grow for what is sent.
  const queue = world.queue.slice()
  const due = queue.shift()
  if (due === undefined) return null
  return new Turn(world, due.dueAt, queue, step).take(due.action)
}

/** The messages under way, in the order in which they will arrive or vanish. */
export function messagesUnderWay<K extends Kind>(world: World<K>): readonly Message<K>[] {
  const found: Message<K>[] = []
  for (const { action } of world.queue) if (action.type === 'message') found.push(action.message)
  return found
}

/** Of most happenings nothing is reported or noted; all of those share one list. */
const NONE: readonly never[] = []

/**
 * One action being carried out: collects what comes of it. It lives for the length of `advanceWorld`, and what it
 * changes in place is its own: a new world for every message that is sent would be most of what a run costs.
 */
class Turn<K extends Kind> {
  private readonly step: Step<K>
  private readonly now: Micros
  private readonly sent: Message<K>[] = []
  private reports: Happening<K>['reports'] = NONE
  private notes: Happening<K>['notes'] = NONE
  /** The queue is a copy, made by whoever made the turn. */
  private queue: Scheduled<Action<K>>[]
  private nextSeq: number
  private random: Random
  hosts: World<K>['hosts']
  readonly places: World<K>['places']
  private network: Network
  private held: World<K>['held']
  private config: K['config']

  constructor(world: World<K>, now: Micros, queue: Scheduled<Action<K>>[], step: Step<K>) {
    this.step = step
    this.now = now
    this.queue = queue
    this.nextSeq = world.nextSeq
    this.random = world.random
    this.hosts = world.hosts
    this.places = world.places
    this.network = world.network
    this.held = world.held
    this.config = world.config
  }

  take(action: Action<K>): readonly [World<K>, Happening<K>] {
    const result = this.perform(action)
    const { now, sent, reports, notes } = this
    return [this.world(), { at: now, action, result, sent, reports, notes }]
  }

  private world(): World<K> {
    const { now, nextSeq, queue, random, hosts, places, network, held, config } = this
    return { now, nextSeq, queue, random, hosts, places, network, held, config }
  }

  private perform(action: Action<K>): Result {
    const { config } = this
    switch (action.type) {
      case 'start':
        return this.input(action.node, { type: 'start', now: this.clock(action.node), config })
      case 'order': {
        const { node, order } = action
        return this.input(node, { type: 'order', now: this.clock(node), config, order })
      }
      case 'timer': {
        const { node, incarnation, timer } = action
        if (hostOf(this, node)?.incarnation !== incarnation) return 'stale'
        return this.input(node, { type: 'timer', now: this.clock(node), config, timer })
      }
      case 'message': {
        const { from, to, body, fate } = action.message
        if (fate !== 'deliver') return fate
        return this.input(to, { type: 'message', now: this.clock(to), config, from, body })
      }
      case 'config':
        this.config = action.config
        for (const node of Object.keys(this.places))
          this.input(node, { type: 'config', now: this.clock(node), config: action.config })
        return 'done'
      case 'fault':
        this.breakOrMend(action.fault)
        return 'done'
      case 'mark':
        return 'done'
    }
  }

  /** What a node takes for the time. */
  private clock(node: NodeId): Micros {
    return this.now + (hostOf(this, node)?.clockOffsetUs ?? 0)
  }

  private breakOrMend(fault: Fault): void {
    const [world, restarted] = applyFault(this.world(), fault)
    this.queue = world.queue.slice()
    this.nextSeq = world.nextSeq
    this.hosts = world.hosts
    this.network = world.network
    this.held = world.held
    if (!restarted) return
    const { node, input } = restarted
    const { diskKept, incarnation } = input
    this.input(node, { type: 'restart', now: this.clock(node), config: this.config, diskKept, incarnation })
  }

  private input(node: NodeId, input: Input<K>): Result {
    const place = this.places[node]
    const host = place === undefined ? undefined : this.hosts[place]
    if (place === undefined || !host?.up) return 'receiver-down'
    const { up, incarnation, clockOffsetUs } = host
    const [state, outputs] = this.step(host.state, input)
    if (state !== host.state) {
      const hosts = this.hosts.slice()
      hosts[place] = { state, up, incarnation, clockOffsetUs }
      this.hosts = hosts
    }
    for (const output of outputs) this.output(node, incarnation, output)
    return 'done'
  }

  private output(node: NodeId, incarnation: number, output: Output<K>): void {
    switch (output.type) {
      case 'send':
        return this.send(node, output.to, output.body)
      case 'timer': {
        const action = { type: 'timer', node, incarnation, timer: output.timer } as const
        return this.schedule(this.now + output.afterUs, action)
      }
      case 'report':
        this.reports = [...this.reports, output.report]
        return
      case 'note':
        this.notes = [...this.notes, { node, note: output.note }]
    }
  }

  private send(from: NodeId, to: NodeId, body: K['body']): void {
    const { network, now } = this
    const key = linkKey(from, to)
    const fate = fateOf(network, from, to, key)
    const rules = network.own[key] ?? network.common
    // Drawn even where a cut decides, so that a cut does not shift the chance of everything after it.
    const [arrivals, random] = passages(rules, this.random)
    this.random = random
    for (const { delayUs, lost } of arrivals) {
      const ends = fate === 'drop' ? 'cut' : lost ? 'lost' : 'deliver'
      // What does not arrive vanishes half-way.
      const dueAt = ends === 'deliver' ? this.arrival(key, rules, delayUs, body) : now + (delayUs >>> 1)
      const message = { id: this.nextSeq, from, to, body, sentAt: now, dueAt, fate: ends } as const
      this.sent.push(message)
      if (fate === 'hold' && ends === 'deliver') {
        this.nextSeq += 1
        this.held = [...this.held, { message, delayUs }]
      } else this.schedule(dueAt, { type: 'message', message })
    }
  }

  private arrival(key: string, rules: LinkRules, delayUs: number, body: K['body']): number {
    const { network, now } = this
    if (!hasTraffic(rules)) return now + delayUs
    const bytes = rules.bytesPerMs === undefined ? 0 : sizeOf(body)
    const [dueAt, traffic] = arrivalOn(rules, network.traffic[key], { now, delayUs, bytes })
    this.network = { ...network, traffic: { ...network.traffic, [key]: traffic } }
    return dueAt
  }

  /** As `schedule` does it for a world, into the turn's own queue. */
  private schedule(dueAt: Micros, action: Action<K>): void {
    insert(this.queue, { dueAt: Math.max(dueAt, this.now), seq: this.nextSeq, action })
    this.nextSeq += 1
  }
}

/**
 * About how many bytes a message is: what its body gives as `sizeBytes`, so that a large payload need not be written
 * out; or the length of its JSON, with every set of operations as a number.
 */
function sizeOf(body: unknown): number {
  if (typeof body === 'object' && body !== null && 'sizeBytes' in body && typeof body.sizeBytes === 'number')
    return body.sizeBytes
  return JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? value.toString(16) : value)).length
}
