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

/** A value in at most so many columns. The members of a set are all told of, shortened if they must be, while they can be told apart. */
export function valueIn(value: Json, width: number): string {
  if (!isJsonArray(value) || value.length === 0) return fitting([valueWords(value)], width)
  const members = value.map(valueWords)
  const forms = members.map((_, left) => {
    const shown = members.slice(0, members.length - left)
    return left === 0 ? `{ ${shown.join(' ')} }` : `{ ${shown.join(' ')} … }`
  })
  const [all = '', ...fewer] = forms
  const close = [`{${members.join(' ')}}`, members.join(' '), shortened(members, width)]
  return fitting([all, ...close.filter(form => form !== ''), ...fewer, `{${members.join(' ')}`], width)
}

/** A member of a set that is shorter than this may be anything. */
const MEMBER_MIN = 2

/** Members cut to the same length, as long as they can be within the width; nothing where they would not differ. */
function shortened(members: readonly string[], width: number): string {
  for (let length = Math.floor(width / members.length); length >= MEMBER_MIN; length -= 1) {
    // Of two letters none can be spared for the sign that something is missing.
    const cut = members.map(member => (length > 2 ? clip(member, length) : member.slice(0, length)))
    if (new Set(cut).size < members.length) return ''
    if (cellsOf(cut.join(' ')) <= width) return cut.join(' ')
  }
  return ''
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
      return [long, `${valueWords(from)}►${valueWords(to)}`]
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
    const value = valueWords(result)
    return { forms: [`✓ reads ${value}`, `✓ ${value}`], role: 'good' }
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
