import type { Fate, NodeId, Partition } from '../model/cluster.ts'
import { draw, type Random } from '../model/random.ts'
import type { Micros } from '../model/time.ts'

/**
 * How long messages take, as an integer table: of every thousand messages, `perMille` take a time drawn evenly from
 * `fromUs` to `toUs`. The shares add up to 1000. A table makes the same draw the same delay on every platform.
 */
export type DelayTable = readonly {
  readonly perMille: number
  readonly fromUs: Micros
  readonly toUs: Micros
}[]

/** What a link does to the messages on it, partitions apart. Chances are in parts per million. */
export interface LinkRules {
  readonly delay: DelayTable
  readonly lossPpm: number
  readonly duplicatePpm: number
  /** Whether messages arrive in the order in which they were sent; links that are left alone overtake each other. */
  readonly inOrder?: boolean
  /** How many bytes the link carries in a millisecond; left out, as many as anybody likes. */
  readonly bytesPerMs?: number
}

/** What is wrong with one directed link: what is sent on it is lost, or waits until the link is released. */
export type LinkFault = 'cut' | 'held'

/**
 * The links between all nodes, and what is wrong with them now. A link is directed and has the `common` rules unless it
 * has rules of its own, under the key `from>to`; under such keys are its faults and its traffic too.
 */
export interface Network {
  readonly common: LinkRules
  readonly own: Readonly<Record<string, LinkRules>>
  readonly partition: Partition | null
  readonly faults: Readonly<Record<string, LinkFault>>
  /** Only of links with order or bandwidth: until when the link is busy sending, and when its last message arrives. */
  readonly traffic: Readonly<Record<string, Traffic>>
}

export interface Traffic {
  readonly busyUntil: Micros
  readonly lastDueAt: Micros
}

/** A network of links with common rules, with nothing wrong. */
export function wholeNetwork(common: LinkRules, own: Readonly<Record<string, LinkRules>> = {}): Network {
  return { common, own, partition: null, faults: {}, traffic: {} }
}

/** The keys of all links that were ever asked for: V8 looks up a text that it has just put together slowly. */
const KEYS = new Map<NodeId, Map<NodeId, string>>()

/** The key of the directed link from one node to another. */
export function linkKey(from: NodeId, to: NodeId): string {
  const known = KEYS.get(from)?.get(to)
  if (known !== undefined) return known
  const key = `${from}>${to}`
  KEYS.set(from, new Map(KEYS.get(from)).set(to, key))
  return key
}

/** What the faults in force decide for a message, at the moment when it is sent and again while it is under way. */
export function fateOf(network: Network, from: NodeId, to: NodeId, key = linkKey(from, to)): Fate {
  if (partitionFate(network, from, to) === 'drop') return 'drop'
  const fault = network.faults[key]
  return fault === undefined ? 'deliver' : fault === 'cut' ? 'drop' : 'hold'
}

/** What the partition in force decides for a message, single links apart. */
export function partitionFate({ partition }: Pick<Network, 'partition'>, from: NodeId, to: NodeId): Fate {
  if (partition === null) return 'deliver'
  const source = groupOf(partition, from)
  const target = groupOf(partition, to)
  if (source === target || source === -1 || target === -1) return 'deliver'
  return partition.oneWay && source > target ? 'deliver' : 'drop'
}

/** Whether it matters on a link what was sent on it before. */
export function hasTraffic({ inOrder = false, bytesPerMs }: LinkRules): boolean {
  return inOrder || bytesPerMs !== undefined
}

/**
 * When a message that takes `delayUs` arrives on a link with traffic, and the link's traffic after it. A link with bandwidth sends
 * one message after the other, so large ones make the next ones wait; one that keeps order lets none overtake.
 */
export function arrivalOn(
  rules: LinkRules,
  before: Traffic | undefined,
  sent: { readonly now: Micros; readonly delayUs: Micros; readonly bytes: number },
): readonly [Micros, Traffic] {
  const { inOrder = false, bytesPerMs } = rules
  const begins = Math.max(sent.now, before?.busyUntil ?? 0)
  const busyUntil = bytesPerMs === undefined ? sent.now : begins + Math.ceil((sent.bytes * 1000) / bytesPerMs)
  const arrives = Math.max(busyUntil, sent.now) + sent.delayUs
  const dueAt = inOrder ? Math.max(arrives, before?.lastDueAt ?? 0) : arrives
  return [dueAt, { busyUntil, lastDueAt: Math.max(dueAt, before?.lastDueAt ?? 0) }]
}

function groupOf(partition: Partition, node: NodeId): number {
  const { groups } = partition
  // A loop, since it is asked twice for every message.
  for (let place = 0; place < groups.length; place += 1) if (groups[place]?.includes(node)) return place
  return -1
}

/** One arrival of a sent message: how long it takes, and whether it gets there. */
interface Passage {
  readonly delayUs: Micros
  readonly lost: boolean
}

/** The arrivals of one sent message (two if the link duplicates it), drawn from the link's rules. */
export function passages(rules: LinkRules, random: Random): [readonly Passage[], Random] {
  const [first, afterFirst] = passage(rules, random)
  if (rules.duplicatePpm === 0) return [[first], afterFirst]
  const [luck, afterLuck] = draw(afterFirst, 0, 999_999)
  if (luck >= rules.duplicatePpm) return [[first], afterLuck]
  const [second, afterSecond] = passage(rules, afterLuck)
  return [[first, second], afterSecond]
}

function passage(rules: LinkRules, random: Random): [Passage, Random] {
  const [delayUs, afterDelay] = drawDelay(rules.delay, random)
  if (rules.lossPpm === 0) return [{ delayUs, lost: false }, afterDelay]
  const [luck, afterLuck] = draw(afterDelay, 0, 999_999)
  return [{ delayUs, lost: luck < rules.lossPpm }, afterLuck]
}

function drawDelay(table: DelayTable, random: Random): [Micros, Random] {
  const [share, next] = draw(random, 0, 999)
  let bound = 0
  for (const band of table) {
    bound += band.perMille
    if (share < bound) return draw(next, band.fromUs, band.toUs)
  }
  return [0, next]
}
