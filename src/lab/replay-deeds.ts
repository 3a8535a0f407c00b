import { checkProblems } from '../checker/checker.ts'
import { assert } from '../model/assert.ts'
import { type Partition, POLICIES } from '../model/cluster.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import { OPERATION_NAMES } from '../model/operation.ts'
import type { Fault, Order } from '../sim/sim.ts'
import { BadCode, type DigitReader, type DigitWriter } from './replay-digits.ts'
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
] as const
type KindName = (typeof KINDS)[number]

const VALUE_LENGTH_MAX = 1000
const LINK_FAULTS = ['cut', 'held', null] as const
/** No clock is off by more than an hour. */
const CLOCK_US_MAX = 3_600_000_000

export function writeByHand(writer: DigitWriter, scenario: Scenario, deed: ByHand): void {
  if (deed.type === 'fault') writeFault(writer, scenario, deed.fault)
  else if (deed.type === 'policy') writePolicy(writer, scenario, deed)
  else writeOrder(writer, scenario, deed)
}

export function readByHand(reader: DigitReader, scenario: Scenario): ByHand {
  const kind = KINDS[reader.digit(KINDS.length - 1)] ?? 'heal'
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
      const offsetUs = reader.natural(CLOCK_US_MAX + 1)
      return { type: 'fault', fault: { type: 'clock', node, offsetUs: ahead ? offsetUs : -offsetUs } }
    }
    case 'links':
      return { type: 'fault', fault: { type: 'links', rules: readRules(reader) } }
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

function writeFault(writer: DigitWriter, scenario: Scenario, fault: Fault): void {
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
      writer.digit(fault.offsetUs > 0 ? 1 : 0).natural(Math.abs(fault.offsetUs))
      return
    case 'links':
      writeRules(begin(writer, 'links'), fault.rules)
  }
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

function writeOrder(
  writer: DigitWriter,
  scenario: Scenario,
  { client, order }: Extract<ByHand, { type: 'order' }>,
): void {
  const { f, key, value, policy } = order
  const keys = Object.keys(scenario.keys)
  const clients = scenario.clients.map(({ id }) => id)
  if (policy === null && same({ f, key, value }, scenario.handWrite)) {
    writeOne(begin(writer, 'hand-write'), clients, client)
  } else if (policy === null && f === 'read' && value === null) {
    writeOne(begin(writer, 'read'), clients, client)
    writeOne(writer, keys, key)
  } else {
    writeOne(begin(writer, 'order'), clients, client)
    writeOne(writer, keys, key)
    writeOne(writer, OPERATION_NAMES, f)
    writer.digit(policy === null ? 0 : POLICIES.indexOf(policy) + 1)
    writer.text(JSON.stringify(value))
  }
}

function readOrder(
  reader: DigitReader,
  scenario: Scenario,
  kind: 'hand-write' | 'read' | 'order',
): Extract<ByHand, { type: 'order' }> {
  const client = readOne(reader, scenario.clients).id
  if (kind === 'hand-write') {
    const { f, key, value } = scenario.handWrite
    return { type: 'order', client, order: { f, key, value, policy: null } }
  }
  const key = readOne(reader, Object.keys(scenario.keys))
  if (kind === 'read') return { type: 'order', client, order: { f: 'read', key, value: null, policy: null } }
  const f = readOne(reader, OPERATION_NAMES)
  const policy = reader.digit(POLICIES.length)
  const value = readValue(reader)
  const order: Order = { f, key, value, policy: POLICIES[policy - 1] ?? null }
  const asked = { process: client, type: 'invoke', f, key, value } as const
  if (checkProblems([asked], scenario, { file: 'replay code' }).length > 0)
    throw new BadCode('it asks for what this scenario’s store does not know')
  return { type: 'order', client, order }
}

function readValue(reader: DigitReader): Json {
  const text = reader.text(VALUE_LENGTH_MAX)
  try {
    const value = JSON.parse(text) as Json
    // Other spellings, and numbers that JavaScript would change, never come out of `JSON.stringify`.
    if (JSON.stringify(value) === text) return value
  } catch {
    // Told below.
  }
  throw new BadCode('a value in it is no value')
}

function writeOne(writer: DigitWriter, list: readonly string[], item: string): void {
  const index = list.indexOf(item)
  assert(index >= 0, `«${item}» is not one of ${list.join(', ')}`)
  writer.natural(index)
}

function readOne<T>(reader: DigitReader, list: readonly T[]): T {
  const item = list[reader.natural(list.length)]
  if (item === undefined) throw new BadCode('it names something that this scenario does not have')
  return item
}

function same(a: object, b: object): boolean {
  return canonicalJson(a as Json) === canonicalJson(b as Json)
}
