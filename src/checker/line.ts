import type { Json } from '../model/json.ts'
import { type HistoryEvent, OPERATION_NAMES, type OperationName } from '../model/operation.ts'
import { excerpt } from '../model/problem.ts'
import { micros } from '../model/time.ts'
import { EXPECTED, parseJson } from './bounded-json.ts'
import { requestMisfit } from './shape.ts'

/** One line of a history, before it is held against the lines above it. */
export interface LineEvent extends Omit<HistoryEvent, 'value'> {
  /** Absent where the line has none: what the invoke asked is meant then. */
  readonly value?: Json
}

export type LineRead =
  | { readonly ok: true; readonly event: LineEvent }
  /** The process is told as far as the line could be understood. */
  | { readonly ok: false; readonly message: string; readonly process: string | null }

type Fields = { readonly [field: string]: Json }

const TYPES: readonly HistoryEvent['type'][] = ['invoke', 'ok', 'fail', 'info']
/** Times become whole microseconds, which must be safe integers. */
const TIME_MS_MAX = 9_000_000_000_000

/** Thrown inside this file only, so that each field can be read in one line; `parseLine` catches it. */
class Fault extends Error {}

export function parseLine(content: string): LineRead {
  const json = parseJson(content)
  if (!json.ok) return { ok: false, message: json.message, process: null }
  if (json.value === null || typeof json.value !== 'object' || Array.isArray(json.value)) {
    const message = `found ${shown(json.value)}: ${EXPECTED}`
    return { ok: false, message, process: null }
  }
  // The check above leaves objects alone, which TypeScript does not see for readonly arrays.
  const fields = json.value as Fields
  try {
    return { ok: true, event: eventOf(fields) }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return { ok: false, message: fault.message, process: nameOf(field(fields, 'process')) }
  }
}

function eventOf(fields: Fields): LineEvent {
  const process = nameOf(field(fields, 'process'))
  if (process === null) fault(fields, 'process', 'a name such as "c1", or a whole number')
  const type = TYPES.find(name => name === field(fields, 'type'))
  if (type === undefined) fault(fields, 'type', 'invoke, ok, fail or info')
  const f = OPERATION_NAMES.find(name => name === field(fields, 'f'))
  if (f === undefined) {
    const nemesis = process === 'nemesis' ? '; leave the lines of the nemesis out' : ''
    fault(fields, 'f', `one of ${OPERATION_NAMES.join(', ')}${nemesis}`)
  }
  return {
    process,
    type,
    f,
    ...keyOf(fields),
    ...askedOrSaid(fields, type, f),
    ...timeOf(fields),
    ...flagOf(fields, 'swapped', type, f),
    ...flagOf(fields, 'declined', type, f),
  }
}

function keyOf(fields: Fields): { key?: string } {
  const found = field(fields, 'key')
  if (found === undefined || found === null) return {}
  const key = found === '' ? '' : nameOf(found)
  return key === null ? fault(fields, 'key', 'a string or a whole number, or no key at all') : { key }
}

function askedOrSaid(fields: Fields, type: LineEvent['type'], f: OperationName): { value?: Json } {
  const value = field(fields, 'value')
  if (type !== 'invoke') {
    if (type === 'ok' && f === 'read' && value === undefined) {
      fault(fields, 'value', 'the value that was read, null for nothing')
    }
    return value === undefined ? {} : { value }
  }
  if (value === undefined && f !== 'read') fault(fields, 'value', `what to ${f}`)
  const expected = requestMisfit(f, value ?? null)
  return expected === null ? { value: value ?? null } : fault(fields, 'value', `${expected} (${f})`)
}

function timeOf(fields: Fields): { time?: number } {
  const time = field(fields, 'time')
  if (time === undefined || time === null) return {}
  if (typeof time !== 'number' || !(Math.abs(time) <= TIME_MS_MAX)) {
    return fault(fields, 'time', 'a number of milliseconds, up to 9,000,000,000,000')
  }
  return { time: micros(time) }
}

function flagOf(
  fields: Fields,
  name: 'swapped' | 'declined',
  type: LineEvent['type'],
  f: OperationName,
): { swapped?: boolean; declined?: boolean } {
  const flag = field(fields, name)
  if (flag === undefined) return {}
  const owner = name === 'swapped' ? 'cas' : 'withdraw'
  if (f !== owner || type !== 'ok') {
    throw new Fault(`"${name}" on the ${type} of a ${f}: expected only on the ok of a ${owner}; leave it out`)
  }
  return typeof flag === 'boolean' ? { [name]: flag } : fault(fields, name, 'true or false')
}

/** A field of its own, so that a name like `constructor` finds nothing. */
function field(fields: Fields, name: string): Json | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** A process or key: a string that is not empty; Jepsen counts them, so whole numbers are names too. */
function nameOf(value: Json | undefined): string | null {
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null
}

function fault(fields: Fields, name: string, expected: string): never {
  const found = field(fields, name)
  if (found === undefined) throw new Fault(`no "${name}": expected ${expected}`)
  throw new Fault(`"${name}" is ${shown(found)}: expected ${expected}`)
}

function shown(value: Json): string {
  return excerpt(JSON.stringify(value))
}
