import { draw, seededRandom } from '../../model/random.ts'
import { micros } from '../../model/time.ts'
import type { Input, Message, Output, Step } from '../../sim/sim.ts'
import type { Program, Settings } from '../program.ts'
import { link, note, numberOf, report, send, wake, wordOf } from './parts.ts'
import { type Play, playOut } from './stage.ts'

/**
 * A shop that hands payments to four readers in turn, while version 2 is rolled out: `amount` was in dollars, from now
 * on it is in cents.
 */
interface MixedVersions extends Play {
  readonly state: Shop | Reader
  readonly body: Body
  readonly timer: 'pay' | { readonly payment: number; readonly tried: number }
  readonly order: 'update'
  readonly report:
    | { readonly type: 'read'; readonly payment: number; readonly cents: number }
    | { readonly type: 'refused' }
}

type Body =
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

interface Shop {
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

const READERS = ['n1', 'n2', 'n3', 'n4'] as const
const EVERY_MS = 250
/** Between two payments, so that none is under way at that moment. */
const ROLL_OUT_AT_MS = 10_125
/** A shop whose payment was refused by all of them tries the round again after a while. */
const PAUSE_MS = 1000

const step: Step<MixedVersions> = (state, input) =>
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

/** Who is updated when, in virtual ms: the shop with the first reader, since somebody has to begin. */
function updatesOf(rollOut: string): readonly (readonly [string, number])[] {
  if (rollOut === 'none') return []
  const readers = rollOut === 'one forgotten' ? READERS.slice(0, 3) : READERS
  const gapMs = rollOut === 'all at once' ? 0 : 5000
  return [
    ['shop', ROLL_OUT_AT_MS],
    ...readers.map((id, place) => [id, ROLL_OUT_AT_MS + place * gapMs] as const),
  ]
}

function playersOf(settings: Settings, seed: number) {
  let random = seededRandom(seed, 1)
  const dollars = Array.from({ length: numberOf(settings, 'payments') }, () => {
    const [amount, next] = draw(random, 5, 35)
    random = next
    return amount
  })
  const shop: Shop = {
    role: 'shop',
    version: 1,
    says: wordOf(settings, 'format') === 'with version',
    dollars,
    next: 1,
  }
  return {
    dollars,
    actors: [
      { id: 'shop', name: 'shop', state: shop },
      ...READERS.map(id => ({ id, name: id, state: { role: 'reader', version: 1 } as const })),
    ],
  }
}

/** The first payments of each age: two hundred that look the same are nothing to look at. */
function drawn(body: Body, { sentAt }: Message<MixedVersions>): string | null {
  const ms = sentAt / 1000
  const shown = ms < 1000 || (ms > 9500 && ms < 12_000) || (ms > 30_000 && ms < 32_000)
  if (!shown) return null
  return body.type === 'pay'
    ? `pay ${body.amount}${body.version === null ? '' : ` (v${body.version})`}`
    : body.type
}

/** Fallacy 8. During every roll-out two programs with the same name run side by side, and talk. */
export const mixedVersions: Program = {
  id: 'mixed-versions',
  settings: {
    payments: { kind: 'number', min: 10, max: 400, usual: 200, unit: '', says: 'payments, four a second' },
    'roll-out': {
      kind: 'choice',
      of: ['none', 'all at once', 'one by one', 'one forgotten'],
      usual: 'none',
      says: 'how version 2 reaches the readers, from second 10 on',
    },
    format: {
      kind: 'choice',
      of: ['bare', 'with version'],
      usual: 'bare',
      says: 'whether a message says which version it is written in',
    },
  },
  figures: {
    misread: { label: 'misread', unit: '', digits: 0, better: 'less' },
    'wrong-by': { label: 'paid too much', unit: '$', digits: 0, better: 'less' },
    refused: { label: 'sent on', unit: '', digits: 0, better: null },
    open: { label: 'never read', unit: '', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const { dollars, actors } = playersOf(settings, seed)
    const played = playOut<MixedVersions>({
      seed,
      actors,
      links: link({ delayMs: [2, 10] }),
      step,
      orders: updatesOf(wordOf(settings, 'roll-out')).map(([node, atMs]) => ({
        at: micros(atMs),
        node,
        order: 'update' as const,
      })),
      until: micros(200_000),
      says: drawn,
    })
    const reports = played.reports.map(({ report: what }) => what)
    const read = reports.flatMap(what => (what.type === 'read' ? [what] : []))
    const off = read.map(({ payment, cents }) => cents - 100 * (dollars[payment - 1] ?? 0))
    return {
      figures: {
        misread: off.filter(cents => cents !== 0).length,
        'wrong-by': off.reduce((sum, cents) => sum + cents, 0) / 100,
        refused: reports.filter(({ type }) => type === 'refused').length,
        open: dollars.length - read.length,
      },
      tape: played.tape,
      series: [],
      lastsUs: played.lastsUs,
    }
  },
}
