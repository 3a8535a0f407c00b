import { modelFor } from '../../checker/checker.ts'
import { POLICIES, type Policy } from '../../model/cluster.ts'
import type { Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import { excerpt } from '../../model/problem.ts'
import { MERGE_OPERATIONS } from '../merge-operations.ts'
import type { Deed } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { Misread, type Words } from './words.ts'

const SUM_MAX = 1_000_000
const VALUE_LENGTH_MAX = 20

/** How an operation is written, and what it means. */
interface OperationWords {
  readonly usage: string
  readonly says: string
  readonly aliases: readonly string[]
  /** How many values stand before the clauses, and one to begin with. */
  readonly values: number
  readonly example: string
}

export const OPERATIONS: Readonly<Record<OperationName, OperationWords>> = {
  read: { usage: 'read [key] at c2', says: 'asks for the value', aliases: ['get'], values: 0, example: '' },
  write: {
    usage: 'write 7 [to key] at c1',
    says: 'sets the value',
    aliases: ['set', 'put'],
    values: 1,
    example: '7',
  },
  cas: {
    usage: 'cas 3 7 [key] at c1',
    says: 'sets the second value if the first one is there',
    aliases: ['compare-and-set', 'swap'],
    values: 2,
    example: '3',
  },
  withdraw: {
    usage: 'withdraw 80 [from account] at c1',
    says: 'takes a sum if it is there',
    aliases: ['take', 'pay'],
    values: 1,
    example: '80',
  },
  deposit: {
    usage: 'deposit 10 [to account] at c2',
    says: 'puts a sum in',
    aliases: [],
    values: 1,
    example: '10',
  },
  add: {
    usage: 'add milk [to cart] at c1',
    says: 'puts an element in',
    aliases: ['insert'],
    values: 1,
    example: 'milk',
  },
  remove: {
    usage: 'remove milk [from cart] at c2',
    says: 'takes an element out',
    aliases: ['delete'],
    values: 1,
    example: 'milk',
  },
}

/** Whether the store of a scenario knows an operation at all. */
export function isKnown(name: string, { model }: Scenario): boolean {
  return !Object.hasOwn(OPERATIONS, name) || modelFor(model).operations.includes(name as OperationName)
}

/** Reads what follows the name of an operation: its values, then key, client and policy in any order. */
export function readOrder(
  words: Words,
  scenario: Scenario,
  f: OperationName,
): Extract<Deed, { type: 'order' }> {
  const { usage, values } = OPERATIONS[f]
  if (!isKnown(f, scenario)) {
    const known = modelFor(scenario.model).operations.join(', ')
    throw new Misread(`The store of this sandbox knows ${known}, not ${f}. Another store: store set`, 0)
  }
  const value = askedValue(words, f, values)
  let key: string | null = null
  let client: string | null = null
  let policy: Policy | null = null
  while (!words.isOver()) {
    if (words.take('under', 'with') !== null) policy = policyOf(words)
    else if (words.take('at', 'by', 'as', 'via', '@') !== null) client = clientOf(words, scenario)
    else if (words.take('from', 'to', 'of', 'in', 'into', 'on', 'key') !== null) key = keyOf(words, scenario)
    else if (key === null && Object.hasOwn(scenario.keys, words.peek() ?? '')) key = keyOf(words, scenario)
    else if (client === null && /^c\d$/.test(words.peek() ?? '')) client = clientOf(words, scenario)
    else
      throw new Misread(
        `«${excerpt(words.word(usage))}» is no key or client here; the command is: ${usage}`,
        words.at,
      )
  }
  const onlyClient = scenario.clients.length === 1 ? scenario.clients[0]?.id : undefined
  const asking = client ?? words.asking ?? onlyClient
  if (asking === undefined) {
    const clients = scenario.clients.map(({ id, coordinator }) => `${id} (at ${coordinator})`).join(', ')
    throw new Misread(`Who asks? Say at which client: ${clients}; such as: ${usage}`, words.at)
  }
  const order = { f, key: fittingKey(words, scenario, f, key), value, policy }
  return { type: 'order', client: asking, order }
}

function askedValue(words: Words, f: OperationName, count: number): Json {
  if (count === 0) return null
  if (f === 'withdraw' || f === 'deposit') {
    const at = words.at
    const sum = words.number(
      { min: 0, max: SUM_MAX, units: { '': 1 } },
      `a whole sum from 0 to ${SUM_MAX}, such as 80`,
    )
    if (!Number.isInteger(sum)) throw new Misread('Expected a whole sum, such as 80.', at)
    return sum + 0
  }
  const first = atom(words, f)
  if (count === 1) return first
  words.take('to', '>', 'then')
  return [first, atom(words, f)]
}

/** One value: a whole number, a word, or «nothing». */
function atom(words: Words, f: OperationName): Json {
  const at = words.at
  const text = words.word(`a value, such as: ${OPERATIONS[f].usage}`)
  const number = /^[+-]?\d{1,15}$/.test(text) ? Number(text) + 0 : null
  if (number !== null) return number
  if (text.toLowerCase() === 'nothing' && (f === 'write' || f === 'cas')) return null
  if (/^[\p{L}\p{N}_.!?'’-]+$/u.test(text) && text.length <= VALUE_LENGTH_MAX) return text
  throw new Misread(
    `«${excerpt(text)}» is no value: expected a whole number or a word of at most ${VALUE_LENGTH_MAX} letters.`,
    at,
  )
}

export function policyOf(words: Words): Policy {
  return words.choice(POLICIES, 'a policy: availability or consistency')
}

export function keyOf(words: Words, { keys }: Scenario): string {
  return words.choice(Object.keys(keys), `a key: ${Object.keys(keys).join(' or ')}`)
}

/** A client by its id, its name, or the replica that it talks to. */
function clientOf(words: Words, scenario: Scenario): string {
  const at = words.at
  const found = words.word('a client such as c1')
  const low = found.toLowerCase()
  const client = scenario.clients.find(
    ({ id, name, coordinator }) => id === low || coordinator === low || name.toLowerCase() === low,
  )
  if (client) return client.id
  const all = scenario.clients
    .map(({ id, name, coordinator }) => `${id} ${name} at ${coordinator}`)
    .join(', ')
  throw new Misread(`There is no client «${excerpt(found)}»; the clients are ${all}.`, at)
}

/** The key that was named, or the first that can do this. */
function fittingKey(words: Words, scenario: Scenario, f: OperationName, key: string | null): string {
  const fitting = keysFor(scenario, f)
  const found = key ?? fitting[0]
  if (found !== undefined && fitting.includes(found)) return found
  throw new Misread(`No ${f} on «${key}»; it can be done on ${fitting.join(', ')}.`, words.at)
}

/** The keys on which an operation can be done. */
export function keysFor({ keys }: Scenario, f: OperationName): readonly string[] {
  return Object.entries(keys).flatMap(([key, { merge }]) =>
    MERGE_OPERATIONS[merge].includes(f) ? [key] : [],
  )
}
