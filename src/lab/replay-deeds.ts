import { type Partition, POLICIES } from '../model/cluster.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { Fault, LinkRules } from '../sim/sim.ts'
import { linkPairs } from './link-pairs.ts'
import { type DigitReader, type DigitWriter, readOne, writeOne } from './replay-digits.ts'
import { askKind, readOrder, writeOrder } from './replay-orders.ts'
import { readRules, writeRules } from './replay-rules.ts'
import type { Deed } from './run.ts'
import type { Scenario } from './scenario.ts'

/** What a person does by hand, as opposed to at a stop. */
type ByHand = Extract<Deed, { readonly type: 'fault' | 'order' | 'policy' }>

/** How a deed begins. The usual ones, which have a key of their own on the screen, need nothing more. */
const KINDS = [
  'hand-cut',
  'heal',
  'crash',
  'restart',
  'cut',
  'hand-write',
  'read',
  'order',
  'link',
  'clock',
  'links',
  'policy',
  'link-set',
] as const
type KindName = (typeof KINDS)[number]

const LINK_FAULTS = ['cut', 'held', null] as const
/** No clock is off by more than an hour. */
const CLOCK_US_MAX = 3_600_000_000
const MS_US = 1000

/** What a deed is written against: the scenario, and the links' rules as the deeds before it have left them. */
export interface Before {
  readonly scenario: Scenario
  readonly rules: LinkRules
}

export function writeByHand(writer: DigitWriter, before: Before, deed: ByHand): void {
  const { scenario } = before
  if (deed.type === 'fault') writeFault(writer, before, deed.fault)
  else if (deed.type === 'policy') writePolicy(writer, scenario, deed)
  else writeOrder(begin(writer, askKind(deed, scenario)), scenario, deed)
}

/** What was done: one deed, or the links that all became the same. */
export function readByHand(reader: DigitReader, before: Before): readonly ByHand[] {
  const kind = KINDS[reader.digit(KINDS.length - 1)] ?? 'heal'
  return kind === 'link-set' ? readLinkSet(reader, before.scenario) : [readOneDeed(reader, before, kind)]
}

function readOneDeed(
  reader: DigitReader,
  { scenario, rules }: Before,
  kind: Exclude<KindName, 'link-set'>,
): ByHand {
  switch (kind) {
    case 'hand-cut':
      return { type: 'fault', fault: { type: 'cut', partition: scenario.handCut } }
    case 'heal':
      return { type: 'fault', fault: { type: 'heal' } }
    case 'crash':
      return { type: 'fault', fault: { type: 'crash', node: readOne(reader, scenario.replicas) } }
    case 'restart': {
      const node = readOne(reader, scenario.replicas)
      return { type: 'fault', fault: { type: 'restart', node, diskKept: reader.digit(1) === 1 } }
    }
    case 'cut':
      return { type: 'fault', fault: { type: 'cut', partition: readPartition(reader, scenario) } }
    case 'link': {
      const [from, to] = [readOne(reader, scenario.replicas), readOne(reader, scenario.replicas)]
      return { type: 'fault', fault: { type: 'link', from, to, fault: readOne(reader, LINK_FAULTS) } }
    }
    case 'clock': {
      const node = readOne(reader, scenario.replicas)
      const ahead = reader.digit(1) === 1
      const offsetUs = reader.amount(CLOCK_US_MAX, MS_US)
      return { type: 'fault', fault: { type: 'clock', node, offsetUs: ahead ? offsetUs : 0 - offsetUs } }
    }
    case 'links':
      return { type: 'fault', fault: { type: 'links', rules: readRules(reader, rules) } }
    case 'policy':
      return readPolicy(reader, scenario)
    case 'hand-write':
    case 'read':
    case 'order':
      return readOrder(reader, scenario, kind)
  }
}

function begin(writer: DigitWriter, kind: KindName): DigitWriter {
  return writer.digit(KINDS.indexOf(kind))
}

function writeFault(writer: DigitWriter, { scenario, rules }: Before, fault: Fault): void {
  switch (fault.type) {
    case 'cut':
      if (same(fault.partition, scenario.handCut)) begin(writer, 'hand-cut')
      else writePartition(begin(writer, 'cut'), scenario, fault.partition)
      return
    case 'heal':
      begin(writer, 'heal')
      return
    case 'crash':
      writeOne(begin(writer, 'crash'), scenario.replicas, fault.node)
      return
    case 'restart':
      writeOne(begin(writer, 'restart'), scenario.replicas, fault.node)
      writer.digit(fault.diskKept ? 1 : 0)
      return
    case 'link':
      writeOne(begin(writer, 'link'), scenario.replicas, fault.from)
      writeOne(writer, scenario.replicas, fault.to)
      writer.natural(LINK_FAULTS.indexOf(fault.fault))
      return
    case 'clock':
      writeOne(begin(writer, 'clock'), scenario.replicas, fault.node)
      writer.digit(fault.offsetUs > 0 ? 1 : 0).amount(Math.abs(fault.offsetUs), MS_US)
      return
    case 'links':
      writeRules(begin(writer, 'links'), fault.rules, rules)
  }
}

/** Links that become the same at once: of all links, by their places, those that are among them. */
export function writeLinkSet(
  writer: DigitWriter,
  { replicas }: Scenario,
  fault: (typeof LINK_FAULTS)[number],
  among: ReadonlySet<number>,
): void {
  begin(writer, 'link-set').digit(LINK_FAULTS.indexOf(fault))
  const bits = linkPairs(replicas).reduce((sum, _, place) => sum * 2n + (among.has(place) ? 1n : 0n), 0n)
  writer.bounded(bits, linkSets(replicas))
}

function readLinkSet(reader: DigitReader, { replicas }: Scenario): readonly ByHand[] {
  const fault = readOne(reader, LINK_FAULTS)
  const links = linkPairs(replicas)
  const bits = reader.bounded(linkSets(replicas)).toString(2).padStart(links.length, '0')
  return links.flatMap(([from, to], place) =>
    bits[place] === '1' ? [{ type: 'fault', fault: { type: 'link', from, to, fault } } as const] : [],
  )
}

function linkSets(replicas: readonly string[]): bigint {
  return 2n ** BigInt(linkPairs(replicas).length)
}

function writePolicy(
  writer: DigitWriter,
  scenario: Scenario,
  { policy, key }: Extract<ByHand, { type: 'policy' }>,
): void {
  begin(writer, 'policy').digit(POLICIES.indexOf(policy))
  writer.natural(key === null ? 0 : Object.keys(scenario.keys).indexOf(key) + 1)
}

function readPolicy(reader: DigitReader, scenario: Scenario): ByHand {
  const policy = POLICIES[reader.digit(POLICIES.length - 1)] ?? 'consistency'
  const keys = Object.keys(scenario.keys)
  const key = keys[reader.natural(keys.length) - 1] ?? null
  return { type: 'policy', policy, key }
}

function writePartition(writer: DigitWriter, scenario: Scenario, { groups, oneWay }: Partition): void {
  writer.digit(oneWay ? 1 : 0).digit(groups.length)
  for (const group of groups) {
    writer.digit(group.length)
    for (const node of group) writeOne(writer, scenario.replicas, node)
  }
}

function readPartition(reader: DigitReader, scenario: Scenario): Partition {
  const oneWay = reader.digit(1) === 1
  const { replicas } = scenario
  const list = <T>(length: number, one: () => T) => Array.from({ length }, one)
  const groups = list(reader.digit(replicas.length), () =>
    list(reader.digit(replicas.length), () => readOne(reader, replicas)),
  )
  return { groups, oneWay }
}

function same(a: object, b: object): boolean {
  return canonicalJson(a as Json) === canonicalJson(b as Json)
}
