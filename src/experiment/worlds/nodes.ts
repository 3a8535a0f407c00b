import { type Micros, micros, millis } from '../../model/time.ts'
import type { Input, Output, Step } from '../../sim/sim.ts'
import { note, report, send, wake } from '../programs/parts.ts'
import type { Play } from '../programs/stage.ts'

/** A shop that has a card charged, and the payment server that does it. */
export interface Paying extends Play {
  readonly state: Shop | PaymentServer
  readonly body:
    | { readonly type: 'charge'; readonly key: string | null }
    | { readonly type: 'charged'; readonly key: string | null }
  readonly timer:
    | { readonly type: 'timeout'; readonly tried: number }
    | { readonly type: 'worked'; readonly key: string | null }
  readonly order: Decision
  readonly report: /** A line of the shop's screen. */
  { readonly type: 'line'; readonly says: string } | { readonly type: 'charged' }
}

export type Decision = 'give-up' | 'retry' | 'retry-key'

export const AMOUNT = '42.00'
/** The shop makes a key for each charge it means to make, before it sends anything. */
export const KEY = 'order-7'
export const TIMEOUT_MS = 2000

interface Shop {
  readonly role: 'shop'
  readonly tried: number
  readonly open: boolean
  readonly gaveUp: boolean
}

export interface PaymentServer {
  readonly role: 'server'
  /** The work of a charge takes so long. */
  readonly workMs: number
  readonly freeAt: Micros
  /** The first result of every key. */
  readonly keys: Readonly<Record<string, string>>
}

type Turn<S> = readonly [S, readonly Output<Paying>[]]

export const payingStep: Step<Paying> = (state, input) =>
  state.role === 'shop' ? shopStep(state, input) : serverStep(state, input)

const line = (says: string) => report({ type: 'line', says } as const)

function shopStep(shop: Shop, input: Input<Paying>): Turn<Shop> {
  switch (input.type) {
    case 'start':
      return charge(shop, `> charge card 1234: ${AMOUNT}`, KEY)
    case 'timer':
      if (!shop.open || input.timer.type !== 'timeout' || input.timer.tried !== shop.tried) return [shop, []]
      return [{ ...shop, open: false }, [line('timeout after 2.0 s'), note('timeout', 'unsure')]]
    case 'order':
      if (input.order === 'give-up')
        return [{ ...shop, gaveUp: true }, [line('> cancel the order'), note('gives up')]]
      return input.order === 'retry'
        ? charge(shop, `> charge card 1234: ${AMOUNT}`, null)
        : charge(shop, `> charge card 1234: ${AMOUNT}, key ${KEY}`, KEY)
    case 'message':
      if (!shop.open) return [shop, [note(shop.gaveUp ? 'too late: cancelled' : 'nobody waits')]]
      return [{ ...shop, open: false }, [line('ok: charged'), note('ok', 'good')]]
    default:
      return [shop, []]
  }
}

function charge(shop: Shop, says: string, key: string | null): Turn<Shop> {
  const tried = shop.tried + 1
  const patience = wake(TIMEOUT_MS, { type: 'timeout', tried } as const)
  return [
    { ...shop, tried, open: true },
    [line(says), line('waiting …'), send('server', { type: 'charge', key } as const), patience],
  ]
}

function serverStep(server: PaymentServer, input: Input<Paying>): Turn<PaymentServer> {
  switch (input.type) {
    case 'message': {
      const freeAt = Math.max(input.now, server.freeAt) + micros(server.workMs)
      const { key } = input.body
      const work = wake(millis(freeAt - input.now), { type: 'worked', key } as const)
      return [{ ...server, freeAt }, [note('got it, works'), work]]
    }
    case 'timer':
      return input.timer.type === 'worked' ? worked(server, input.timer.key) : [server, []]
    case 'restart':
      return [{ ...server, freeAt: input.now }, [note('is back')]]
    default:
      return [server, []]
  }
}

/** The work is done: a key that is known gets the first result again, and no charge. */
function worked(server: PaymentServer, key: string | null): Turn<PaymentServer> {
  const answer = send('shop', { type: 'charged', key } as const)
  if (key !== null && Object.hasOwn(server.keys, key))
    return [server, [note('known key: same result', 'good'), answer]]
  const keys = key === null ? server.keys : { ...server.keys, [key]: `charged ${AMOUNT}` }
  const charged = report({ type: 'charged' } as const)
  return [{ ...server, keys }, [note(`charges ${AMOUNT}`), charged, answer]]
}
