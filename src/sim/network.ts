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
}

/**
 * The links between all nodes, and what is wrong with them now. A link is directed and has the `common` rules unless it
 * has rules of its own, under the key `from>to`.
 */
export interface Network {
  readonly common: LinkRules
  readonly own: Readonly<Record<string, LinkRules>>
  readonly partition: Partition | null
}

/** The key of the directed link from one node to another. */
export function linkKey(from: NodeId, to: NodeId): string {
  return `${from}>${to}`
}

/** What the partitions in force decide for a message, at the moment when it is sent and again while it is under way. */
export function partitionFate(network: Network, from: NodeId, to: NodeId): Fate {
  const { partition } = network
  if (partition === null) return 'deliver'
  const source = groupOf(partition, from)
  const target = groupOf(partition, to)
  if (source === target || source === -1 || target === -1) return 'deliver'
  return partition.oneWay && source > target ? 'deliver' : 'drop'
}

function groupOf(partition: Partition, node: NodeId): number {
  return partition.groups.findIndex(group => group.includes(node))
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
