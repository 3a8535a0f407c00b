import { checkProblems } from '../checker/checker.ts'
import { POLICIES } from '../model/cluster.ts'
import { canonicalJson, isJsonArray, type Json } from '../model/json.ts'
import { OPERATION_NAMES } from '../model/operation.ts'
import type { Order } from '../sim/sim.ts'
import { BadCode, type DigitReader, type DigitWriter, readOne, writeOne } from './replay-digits.ts'
import type { Deed } from './run.ts'
import type { Scenario } from './scenario.ts'

type Asking = Extract<Deed, { readonly type: 'order' }>

/** How somebody asks: by the key for writing, by a read, or anything else. */
export type AskKind = 'hand-write' | 'read' | 'order'

export function askKind({ order }: Asking, { handWrite }: Scenario): AskKind {
  const { f, key, value, policy } = order
  if (policy === null && canonicalJson({ f, key, value }) === canonicalJson({ ...handWrite }))
    return 'hand-write'
  return policy === null && f === 'read' && value === null ? 'read' : 'order'
}

export function writeOrder(writer: DigitWriter, scenario: Scenario, deed: Asking): void {
  const { f, key, value, policy } = deed.order
  const kind = askKind(deed, scenario)
  writeOne(
    writer,
    scenario.clients.map(({ id }) => id),
    deed.client,
  )
  if (kind === 'hand-write') return
  writeOne(writer, Object.keys(scenario.keys), key)
  if (kind === 'read') return
  writeOne(writer, OPERATION_NAMES, f)
  writer.digit(policy === null ? 0 : POLICIES.indexOf(policy) + 1)
  writeValue(writer, value)
}

export function readOrder(reader: DigitReader, scenario: Scenario, kind: AskKind): Asking {
  const client = readOne(reader, scenario.clients).id
  if (kind === 'hand-write') {
    const { f, key, value } = scenario.handWrite
    return { type: 'order', client, order: { f, key, value, policy: null } }
  }
  const key = readOne(reader, Object.keys(scenario.keys))
  if (kind === 'read') return { type: 'order', client, order: { f: 'read', key, value: null, policy: null } }
  const f = readOne(reader, OPERATION_NAMES)
  const policy = reader.digit(POLICIES.length)
  const value = readValue(reader, 'pair')
  const order: Order = { f, key, value, policy: POLICIES[policy - 1] ?? null }
  const asked = { process: client, type: 'invoke', f, key, value } as const
  if (checkProblems([asked], scenario, { file: 'replay code' }).length > 0)
    throw new BadCode('it asks for what this scenario’s store does not know')
  return { type: 'order', client, order }
}

const VALUE_LENGTH_MAX = 1000
const LETTERS = "abcdefghijklmnopqrstuvwxyz-_.!?'"
/** How a value is spelt: what is asked most in a digit or two, a plain word by its letters, all else as its JSON. */
const VALUES = ['json', 'natural', 'word', 'nothing', 'pair'] as const
type Spelling = (typeof VALUES)[number]

function writeValue(writer: DigitWriter, value: Json, inside = false): void {
  const spelling = spellingOf(value, inside)
  writer.digit(VALUES.indexOf(spelling))
  if (spelling === 'natural') writer.natural(Number(value))
  if (spelling === 'word') {
    const word = String(value)
    writer.natural(word.length)
    for (const letter of word) writer.digit(LETTERS.indexOf(letter))
  }
  if (spelling === 'pair' && isJsonArray(value)) for (const item of value) writeValue(writer, item, true)
  if (spelling === 'json') writer.text(JSON.stringify(value))
}

function spellingOf(value: Json, inside: boolean): Spelling {
  if (value === null) return 'nothing'
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 0 && value < NATURAL_BELOW ? 'natural' : 'json'
  if (typeof value === 'string')
    return value.length <= VALUE_LENGTH_MAX && [...value].every(letter => LETTERS.includes(letter))
      ? 'word'
      : 'json'
  return isJsonArray(value) && value.length === 2 && !inside ? 'pair' : 'json'
}

const NATURAL_BELOW = 1_000_000_000

function readValue(reader: DigitReader, last: Spelling): Json {
  const spelling = VALUES[reader.digit(VALUES.indexOf(last))] ?? 'json'
  switch (spelling) {
    case 'nothing':
      return null
    case 'natural':
      return reader.natural(NATURAL_BELOW)
    case 'word': {
      const length = reader.natural(VALUE_LENGTH_MAX)
      return Array.from({ length }, () => LETTERS[reader.digit(LETTERS.length - 1)]).join('')
    }
    case 'pair':
      return [readValue(reader, 'nothing'), readValue(reader, 'nothing')]
    case 'json':
      return readJson(reader)
  }
}

function readJson(reader: DigitReader): Json {
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
