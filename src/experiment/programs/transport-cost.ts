import { micros } from '../../model/time.ts'
import type { Input, Output, Step } from '../../sim/sim.ts'
import type { Program, Settings } from '../program.ts'
import { link, note, numberOf, oneOf, percentOf, report, send, wake, wordOf } from './parts.ts'
import { type Play, playOut, taped } from './stage.ts'

/** A shop that asks for prices many times a second: of itself, of a service beside it, or of one in another zone. */
interface TransportCost extends Play {
  readonly state: Shop | Prices
  readonly body: Body
  readonly timer:
    | { readonly type: 'call'; readonly call: number }
    | { readonly type: 'changed'; readonly change: number }
  readonly order: never
  /** What a node's processor was busy with, in µs, and what a call took. */
  readonly report:
    | { readonly type: 'work' | 'packing'; readonly us: number }
    | { readonly type: 'took'; readonly us: number }
}

type Body =
  | {
      readonly type: 'price?' | 'prices'
      readonly call: number
      readonly askedAt: number
      readonly sizeBytes: number
    }
  | { readonly type: 'change'; readonly change: number; readonly sizeBytes: number }

interface Shop {
  readonly role: 'shop'
  readonly calls: number
  /** Whom it asks; null where it asks itself. */
  readonly asks: 'near' | 'far' | null
  /** What the answer to a call weighs. */
  readonly answerBytes: number
}

interface Prices {
  readonly role: 'prices'
  readonly answerBytes: number
  /** How many changes it sends to the copy near the shop; 0 without one. */
  readonly changes: number
}

type Turn<S> = readonly [S, readonly Output<TransportCost>[]]

/** One second is played; a day is that second, 86,400 times over. */
const SECOND_MS = 1000
const SECONDS_OF_A_DAY = 86_400
const DAYS_OF_A_MONTH = 30
/** Dollars for a GB that leaves one zone and arrives in another, a cent at either end (source `aws-cross-az`). */
const DOLLARS_OF_A_GB = 0.02
const QUESTION_BYTES = 1000
/** Packing or unpacking at 200 MB a second, and what a call is worth of work: round figures. */
const PACKED_BYTES_PER_US = 200
const WORK_US = 2000

function packing(bytes: number) {
  return report({ type: 'packing', us: bytes / PACKED_BYTES_PER_US } as const)
}

const step: Step<TransportCost> = (state, input) =>
  state.role === 'shop' ? shopStep(state, input) : pricesStep(state, input)

function shopStep(shop: Shop, input: Input<TransportCost>): Turn<Shop> {
  if (input.type === 'start') return [shop, [wake(0, { type: 'call', call: 1 })]]
  const worked = report({ type: 'work', us: WORK_US } as const)
  if (input.type === 'message' && input.body.type === 'prices') {
    const took = report({ type: 'took', us: input.now - input.body.askedAt } as const)
    return [shop, [packing(input.body.sizeBytes), worked, took]]
  }
  if (input.type !== 'timer' || input.timer.type !== 'call') return [shop, []]
  const { call } = input.timer
  const later =
    call < shop.calls ? [wake(SECOND_MS / shop.calls, { type: 'call', call: call + 1 } as const)] : []
  if (shop.asks === null) {
    const seen = isDrawn(call, shop.calls) ? [note(`price ${call}, from its own memory`)] : []
    return [shop, [worked, report({ type: 'took', us: 0 } as const), ...seen, ...later]]
  }
  const body = { type: 'price?', call, askedAt: input.now, sizeBytes: QUESTION_BYTES } as const
  return [shop, [packing(QUESTION_BYTES), send(shop.asks, body), ...later]]
}

function pricesStep(prices: Prices, input: Input<TransportCost>): Turn<Prices> {
  const { changes, answerBytes } = prices
  if (input.type === 'start')
    return [prices, changes > 0 ? [wake(SECOND_MS / changes, { type: 'changed', change: 1 })] : []]
  if (input.type === 'timer' && input.timer.type === 'changed') {
    const { change } = input.timer
    const body = { type: 'change', change, sizeBytes: answerBytes } as const
    const later =
      change < changes ? [wake(SECOND_MS / changes, { type: 'changed', change: change + 1 } as const)] : []
    return [prices, [packing(answerBytes), send('near', body), ...later]]
  }
  if (input.type !== 'message') return [prices, []]
  const unpacked = packing(input.body.sizeBytes)
  if (input.body.type !== 'price?') return [prices, [unpacked]]
  const { call, askedAt } = input.body
  const answer = { type: 'prices', call, askedAt, sizeBytes: answerBytes } as const
  return [prices, [unpacked, packing(answerBytes), send(input.from, answer)]]
}

/** A thousand calls a second look alike: some of them are drawn. */
const CALLS_DRAWN = 20

function isDrawn(call: number, calls: number): boolean {
  const every = callsOfOneDrawn(calls)
  return call % every === 1 % every
}

function callsOfOneDrawn(calls: number): number {
  return Math.ceil(calls / CALLS_DRAWN)
}

function drawn(body: Body, calls: number): string | null {
  const size = `${Math.round(body.sizeBytes / 1000)} kB`
  if (body.type === 'change') return `change ${size}`
  if (!isDrawn(body.call, calls)) return null
  // An arrow of many says so: each change is drawn beside it.
  const stands = callsOfOneDrawn(calls)
  return `${stands > 1 ? `${stands}× ` : ''}${body.type} ${size}`
}

function actorsOf(settings: Settings) {
  const place = wordOf(settings, 'place')
  const copied = place === 'two zones' && wordOf(settings, 'copy') === 'yes'
  const answerBytes = numberOf(settings, 'size') * 1000 - QUESTION_BYTES
  const asks = place === 'one process' ? null : place === 'same zone' || copied ? 'near' : 'far'
  const shop: Shop = { role: 'shop', calls: numberOf(settings, 'calls'), asks, answerBytes }
  const near: Prices = { role: 'prices', answerBytes, changes: 0 }
  const far: Prices = { role: 'prices', answerBytes, changes: copied ? numberOf(settings, 'changes') : 0 }
  return [
    { id: 'shop', name: 'shop, zone a', state: shop },
    { id: 'near', name: 'prices, zone a', state: near },
    { id: 'far', name: 'prices, zone b', state: far },
  ] as const
}

/** Fallacy 7. What crosses a border is paid for, and packing it keeps processors busy on both sides. */
export const transportCost: Program = {
  id: 'transport-cost',
  settings: {
    calls: { kind: 'number', min: 1, max: 2000, usual: 1000, unit: '', says: 'calls a second' },
    size: { kind: 'number', min: 2, max: 1000, usual: 100, unit: 'kB', says: 'a question and its answer' },
    place: oneOf(['one process', 'same zone', 'two zones'], 'where the prices are, seen from the shop'),
    copy: oneOf(['no', 'yes'], 'whether the shop’s zone has a copy of its own'),
    changes: {
      kind: 'number',
      min: 1,
      max: 1000,
      usual: 20,
      unit: '',
      says: 'changes a second, sent to the copy',
    },
  },
  figures: {
    'gb-a-day': { label: 'between zones', unit: 'GB/day', digits: 0, better: 'less' },
    dollars: { label: 'bill', unit: '$/month', digits: 0, better: 'less' },
    packing: { label: 'CPU for packing', unit: '%', digits: 0, better: 'less' },
    'call-time': { label: 'time on the way', unit: 'ms', digits: 1, better: 'less' },
  },
  run: (settings, seed) => {
    const calls = numberOf(settings, 'calls')
    const border = link({ delayMs: [0.8, 1.2] })
    const played = playOut<TransportCost>({
      seed,
      actors: actorsOf(settings),
      links: link({ delayMs: [0.1, 0.2] }),
      own: { 'shop>far': border, 'far>shop': border, 'far>near': border },
      step,
      until: micros(10 * SECOND_MS),
      says: body => drawn(body, calls),
    })
    const sum = (wanted: string) =>
      played.reports.reduce((us, { report: { type, us: more } }) => (type === wanted ? us + more : us), 0)
    const crossed = played.messages.filter(({ message: { from, to } }) => from === 'far' || to === 'far')
    const bytes = crossed.reduce((total, { message }) => total + message.body.sizeBytes, 0)
    const gbADay = (bytes / 1_000_000_000) * SECONDS_OF_A_DAY
    return {
      figures: {
        'gb-a-day': gbADay,
        dollars: gbADay * DAYS_OF_A_MONTH * DOLLARS_OF_A_GB,
        packing: percentOf(sum('packing'), sum('packing') + sum('work')),
        'call-time': sum('took') / 1000 / calls,
      },
      ...taped(played),
    }
  },
}
