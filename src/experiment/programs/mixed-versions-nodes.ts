import type { Input, Output, Step } from '../../sim/sim.ts'
import { note, report, send, wake } from './parts.ts'
import type { Play } from './stage.ts'

/**
 * A shop that hands payments to four readers in turn, while version 2 is rolled out: `amount` was in dollars, from now
 * on it is in cents.
 */
export interface MixedVersions extends Play {
  readonly state: Shop | Reader
  readonly body: Body
  readonly timer: 'pay' | { readonly payment: number; readonly tried: number }
  readonly order: 'update'
  readonly report:
    | { readonly type: 'read'; readonly payment: number; readonly cents: number }
    | { readonly type: 'refused' }
}

export type Body =
  | {
      readonly type: 'pay'
      readonly payment: number
      readonly amount: number
      /** What `amount` means to the sender; null in a format that doesn't say. */
      readonly version: Version | null
      readonly tried: number
      /** What is meant: for whoever watches, no reader looks at it. */
      readonly meantCents: number
    }
  | { readonly type: 'ok' | 'unknown version'; readonly payment: number; readonly tried: number }

type Version = 1 | 2

export interface Shop {
  readonly role: 'shop'
  readonly version: Version
  /** Whether each message carries its version. */
  readonly says: boolean
  /** What is to be paid, in whole dollars, from the first payment on. */
  readonly dollars: readonly number[]
  readonly next: number
}

interface Reader {
  readonly role: 'reader'
  readonly version: Version
}

type Turn<S> = readonly [S, readonly Output<MixedVersions>[]]

export const READERS = ['n1', 'n2', 'n3', 'n4'] as const
const EVERY_MS = 250
/** Between two payments, so that none is under way at that moment. */
export const ROLL_OUT_AT_MS = 10_125
/** A shop whose payment was refused by all of them tries the round again after a while. */
const PAUSE_MS = 1000

export const step: Step<MixedVersions> = (state, input) =>
  state.role === 'shop' ? shopStep(state, input) : readerStep(state, input)

function shopStep(shop: Shop, input: Input<MixedVersions>): Turn<Shop> {
  switch (input.type) {
    case 'start':
      return [shop, [wake(0, 'pay')]]
    case 'order':
      return [{ ...shop, version: 2 }, [note('version 2 from now on')]]
    case 'timer': {
      if (input.timer !== 'pay') return [shop, [pay(shop, input.timer.payment, input.timer.tried)]]
      const later = shop.next < shop.dollars.length ? [wake(EVERY_MS, 'pay' as const)] : []
      return [{ ...shop, next: shop.next + 1 }, [pay(shop, shop.next, 0), ...later]]
    }
    case 'message': {
      if (input.body.type !== 'unknown version') return [shop, []]
      const { payment, tried } = input.body
      const again = { payment, tried: tried + 1 }
      if (again.tried % READERS.length === 0) return [shop, [wake(PAUSE_MS, again)]]
      return [shop, [pay(shop, payment, again.tried)]]
    }
    default:
      return [shop, []]
  }
}

/** Hands a payment to the reader whose turn it is, or, once refused, to the one after. */
function pay(shop: Shop, payment: number, tried: number) {
  const dollars = shop.dollars[payment - 1] ?? 0
  const reader = READERS[(payment + tried) % READERS.length] ?? 'n1'
  const { version, says } = shop
  const amount = version === 1 ? dollars : dollars * 100
  const body: Body = {
    type: 'pay',
    payment,
    amount,
    version: says ? version : null,
    tried,
    meantCents: dollars * 100,
  }
  return send(reader, body)
}

function readerStep(reader: Reader, input: Input<MixedVersions>): Turn<Reader> {
  if (input.type === 'order') return [{ ...reader, version: 2 }, [note('updated')]]
  if (input.type !== 'message' || input.body.type !== 'pay') return [reader, []]
  const { payment, amount, version, tried, meantCents } = input.body
  if (version !== null && version > reader.version)
    return [
      reader,
      [
        note(`refuses version ${version}`),
        report({ type: 'refused' }),
        send('shop', { type: 'unknown version', payment, tried }),
      ],
    ]
  const cents = (version ?? reader.version) === 1 ? amount * 100 : amount
  const seen = note(`pays $${cents / 100}`, cents === meantCents ? 'plain' : 'bad')
  return [
    reader,
    [seen, report({ type: 'read', payment, cents }), send('shop', { type: 'ok', payment, tried })],
  ]
}
