import type { Input, Output, Step } from '../../sim/sim.ts'
import type { Program } from '../program.ts'
import { link, note, numberOf, oneOf, report, send, wake, wordOf } from './parts.ts'
import { bend, hide, markOf, unhide } from './seal.ts'
import { type Play, playOut, taped } from './stage.ts'

/** A customer who pays through a bank, and a box between them that passes messages on, reads them or changes them. */
interface OnThePath extends Play {
  readonly state: Customer | Between | Bank
  readonly body: Body
  readonly timer: { readonly number: number }
  readonly order: never
  readonly report:
    | 'read'
    | 'refused'
    | { readonly type: 'paid'; readonly number: number; readonly text: string }
}

/** A payment as it is on the wire: its text, or what the lock makes of it. `bent` is for the tape: nobody looks at it. */
type Body =
  | {
      readonly type: 'payment'
      readonly number: number
      readonly text: string
      readonly mark: string | null
      readonly bent: boolean
    }
  | { readonly type: 'answer'; readonly number: number; readonly says: 'paid' | 'refused' }

type Lock = 'none' | 'encrypted' | 'authenticated'

interface Customer {
  readonly role: 'customer'
  readonly payments: number
  readonly lock: Lock
}

interface Between {
  readonly role: 'between'
  readonly does: 'forwards' | 'reads' | 'alters'
}

interface Bank {
  readonly role: 'bank'
  readonly lock: Lock
}

type Turn<S> = readonly [S, readonly Output<OnThePath>[]]

/** The customer and the bank have it from elsewhere: in a letter, say. */
const KEY = 'in a letter'
const GUESS = 'pay 42 to alice'
const WANTED = 'pay 42 to mally'

/** Every third payment is to somebody else. */
function textOf(number: number): string {
  return number % 3 === 0 ? 'pay 17 to bruno' : GUESS
}

const step: Step<OnThePath> = (state, input) => {
  if (state.role === 'customer') return customerStep(state, input)
  return state.role === 'between' ? betweenStep(state, input) : bankStep(state, input)
}

function customerStep(customer: Customer, input: Input<OnThePath>): Turn<Customer> {
  if (input.type === 'start') return [customer, [wake(0, { number: 1 })]]
  if (input.type === 'message' && input.body.type === 'answer') {
    const { number, says } = input.body
    const heard =
      says === 'paid' ? note(`${number}: the bank has paid`, 'good') : note(`${number}: refused`, 'bad')
    return [customer, [heard, ...(number < customer.payments ? [wake(50, { number: number + 1 })] : [])]]
  }
  if (input.type !== 'timer') return [customer, []]
  const { number } = input.timer
  const text = textOf(number)
  const { lock } = customer
  const body = {
    type: 'payment',
    number,
    text: lock === 'none' ? text : hide(text, KEY, number),
    mark: lock === 'authenticated' ? markOf(text, KEY, number) : null,
    bent: false,
  } as const
  return [customer, [send('between', body)]]
}

function betweenStep(between: Between, input: Input<OnThePath>): Turn<Between> {
  if (input.type !== 'message') return [between, []]
  const { body } = input
  if (body.type === 'answer') return [between, [send('customer', body)]]
  const legible = body.text.startsWith('pay ')
  const reads =
    between.does === 'forwards' || !legible ? [] : [report('read' as const), note('reads it', 'bad')]
  if (between.does !== 'alters') return [between, [...reads, send('bank', body)]]
  // Unlocked, they change what they want; locked, they guess what it says.
  const text = !legible ? bend(body.text, GUESS, WANTED) : body.text === GUESS ? WANTED : body.text
  return [between, [...reads, send('bank', { ...body, text, bent: text !== body.text })]]
}

function bankStep(bank: Bank, input: Input<OnThePath>): Turn<Bank> {
  if (input.type !== 'message' || input.body.type !== 'payment') return [bank, []]
  const { number, text: received, mark } = input.body
  const text = bank.lock === 'none' ? received : unhide(received, KEY, number)
  const answer = (says: 'paid' | 'refused') => send('between', { type: 'answer', number, says } as const)
  const refuse = (why: string): Turn<Bank> => [bank, [note(why), report('refused'), answer('refused')]]
  if (bank.lock === 'authenticated' && mark !== markOf(text, KEY, number)) return refuse('changed on the way')
  const to = /^pay \d\d to ([a-z]+)$/.exec(text)?.[1]
  if (to === undefined) return refuse('makes no sense')
  return [bank, [note(`pays ${to}`), report({ type: 'paid', number, text } as const), answer('paid')]]
}

function drawn(body: Body): string {
  if (body.type === 'answer') return body.says
  return body.text.startsWith('pay ') ? body.text.slice(4) : `${body.text.slice(0, 8)}…`
}

/** Fallacy 4. Whoever passes a message on can read it and change it, unless its ends have agreed on something. */
export const onThePath: Program = {
  id: 'on-the-path',
  settings: {
    payments: { kind: 'number', min: 1, max: 60, usual: 12, unit: '', says: 'payments, one after the other' },
    path: oneOf(['forwards', 'reads', 'alters'], 'what somebody on the path does'),
    lock: oneOf(
      ['none', 'encrypted', 'authenticated'],
      'no lock; hidden only; hidden and marked by the sender',
    ),
  },
  figures: {
    meant: { label: 'paid as meant', unit: '', digits: 0, better: 'more' },
    read: { label: 'read on the way', unit: '', digits: 0, better: 'less' },
    stolen: { label: 'paid to a thief', unit: '', digits: 0, better: 'less' },
    refused: { label: 'refused', unit: '', digits: 0, better: null },
  },
  run: (settings, seed) => {
    const lock = wordOf(settings, 'lock') as Lock
    const does = wordOf(settings, 'path') as Between['does']
    const payments = numberOf(settings, 'payments')
    const played = playOut<OnThePath>({
      seed,
      actors: [
        { id: 'customer', name: 'customer', state: { role: 'customer', payments, lock } },
        { id: 'between', name: 'on the path', state: { role: 'between', does } },
        { id: 'bank', name: 'bank', state: { role: 'bank', lock } },
      ],
      links: link({ delayMs: [8, 20] }),
      step,
      until: Number.MAX_SAFE_INTEGER,
      says: drawn,
      altered: body => body.type === 'payment' && body.bent,
    })
    const reports = played.reports.map(({ report: what }) => what)
    const paid = reports.flatMap(what => (typeof what === 'object' ? [what] : []))
    return {
      figures: {
        meant: paid.filter(({ number, text }) => text === textOf(number)).length,
        read: reports.filter(what => what === 'read').length,
        stolen: paid.filter(({ number, text }) => text !== textOf(number)).length,
        refused: reports.filter(what => what === 'refused').length,
      },
      ...taped(played),
    }
  },
}
