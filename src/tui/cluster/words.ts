import { type LabWorld, orderWords, valueWords } from '../../lab/lab.ts'
import { isJsonArray, type Json } from '../../model/json.ts'
import type { ClientState, Order } from '../../sim/sim.ts'
import { hostOf } from '../../sim/sim.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import { clip, type Role } from '../../terminal/text.ts'

/** Something to say in as much room as there is: the same thing in several lengths, the longest first. */
export interface Saying {
  readonly forms: readonly string[]
  readonly role: Role
}

export const NOTHING: Saying = { forms: [''], role: 'quiet' }

/** The longest form that fits; the shortest one, clipped, where none does. */
export function fitting(forms: readonly string[], width: number): string {
  return forms.find(form => cellsOf(form) <= width) ?? clip(forms[forms.length - 1] ?? '', width)
}

/** A value in at most so many columns; of a set whose members don’t all fit, the newest one is kept. */
export function valueIn(value: Json, width: number, newest: Json = null): string {
  return fitting(valueForms(value, newest), width)
}

/**
 * A value in several lengths. Members of a set are whole or left out, and how many more there are is told: half a word
 * may be anything. The last ones are those that stay, and after all others the newest one, where it is known.
 */
function valueForms(value: Json, newest: Json = null): readonly string[] {
  const siblings = siblingsIn(value)
  if (siblings !== null) return [valueWords(value), siblings.join('|'), `${siblings.length} values`]
  if (!isJsonArray(value) || value.length === 0) return [valueWords(value)]
  const members = value.map(valueWords)
  const [whole = '', ...tight] = close(members.join(' '))
  const fewer = members.slice(1).flatMap((_, place) => {
    const kept = membersKept(members, members.length - 1 - place, valueWords(newest))
    return close(`${kept.join(' ')} +${members.length - kept.length}`)
  })
  return [whole, ...tight, ...fewer, `${members.length} items`, `{+${members.length}}`]
}

function close(inside: string): readonly string[] {
  return [`{ ${inside} }`, `{${inside}}`, inside]
}

/** So many members, in their order: the newest, and of the others those at the end. */
function membersKept(members: readonly string[], count: number, newest: string): readonly string[] {
  const others = members.filter(member => member !== newest)
  const ranked = members.includes(newest) ? [...others, newest] : others
  const kept = ranked.slice(-count)
  return members.filter(member => kept.includes(member))
}

function siblingsIn(value: Json): readonly string[] | null {
  if (value === null || typeof value !== 'object' || isJsonArray(value)) return null
  const { siblings } = value
  return siblings !== undefined && isJsonArray(siblings) ? siblings.map(valueWords) : null
}

/** An operation, in words and as a sign: `withdraw 80`, `−80`. */
export function orderForms(order: Pick<Order, 'f' | 'value'>): readonly string[] {
  const long = orderWords(order)
  const value = valueWords(order.value)
  switch (order.f) {
    case 'read':
      return [long]
    case 'withdraw':
    case 'remove':
      return [long, `−${value}`]
    case 'deposit':
    case 'add':
      return [long, `+${value}`]
    case 'write':
      return [long, `=${value}`]
    case 'cas': {
      const [from = null, to = null] = isJsonArray(order.value) ? order.value : []
      return [long, `${valueWords(from)}►${valueWords(to)}`, `►${valueWords(to)}`]
    }
  }
}

/** What a client is asking, or how its last operation ended; about another key than the one shown, with its name. */
export function clientSaying(client: ClientState, shownKey: string): Saying {
  const saying = sayingOf(client)
  const key = (client.open ?? client.last)?.order.key
  if (key === undefined || key === shownKey) return saying
  const signs = saying.forms.map(form => form.replace(/ .*/, ''))
  const forms = [...saying.forms.map(form => `${form} ${key}`), ...signs.map(sign => `${sign} ${key}`)]
  return { ...saying, forms: [...forms, `${key}…`] }
}

function sayingOf({ open, waiting, last }: ClientState): Saying {
  if (open) {
    const more = waiting.length > 0 ? ` +${waiting.length}` : ''
    return {
      forms: orderForms(open.order).flatMap(form => [`${form} …${more}`, `${form}…`, form]),
      role: 'focus',
    }
  }
  return last === null ? NOTHING : endSaying(last)
}

function endSaying({ order, answer }: NonNullable<ClientState['last']>): Saying {
  if (answer.kind === 'refused') return { forms: ['✗ refused', '✗ no'], role: 'bad' }
  if (answer.kind === 'no-answer') return { forms: ['? no answer', '? silence', '?'], role: 'unsure' }
  const { result } = answer
  if (order.f === 'read') {
    const forms = valueForms(result)
    return { forms: [`✓ reads ${forms[0]}`, ...forms.map(form => `✓ ${form}`)], role: 'good' }
  }
  if (order.f === 'withdraw' && result === false)
    return { forms: ['– insufficient funds', '– no funds', '– none'], role: 'text' }
  if (order.f === 'cas' && result === false) return { forms: ['– another value', '– other'], role: 'text' }
  if (order.f === 'withdraw') {
    const sum = valueWords(order.value)
    return { forms: [`✓ paid ${sum}`, `✓ ${sum}`, '✓'], role: 'good' }
  }
  return { forms: orderForms(order).map(form => `✓ ${form}`), role: 'good' }
}

/** A client of the world by its name; undefined for what is none. */
export function clientOf(world: LabWorld, id: string): ClientState | undefined {
  const state = hostOf(world, id)?.state
  return state?.kind === 'client' ? state : undefined
}
