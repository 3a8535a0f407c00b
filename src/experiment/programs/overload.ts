import { draw, seededRandom } from '../../model/random.ts'
import type { Program, Settings } from '../program.ts'
import { everySlice } from '../slices.ts'
import { type Overload, overloadStep, type Retry, type Rules } from './overload-nodes.ts'
import { link, numberOf, oneOf, percentOf, wordOf } from './parts.ts'
import { type Played, playOut } from './stage.ts'

/** How long it is watched, and when the crowd comes, in milliseconds. Orders come by themselves all the while. */
const WATCHED_MS = 30_000
const CROWD_AT_MS = 5000
/** The crowd comes within this time. */
const CROWD_WITHIN_MS = 1000
/** What is still tried by then is counted as it stands. */
const ENDS_MS = 60_000
const SLICE_US = 500_000

/**
 * The retry storm: shoppers who order one by one, a server that serves one after the other, and a crowd that comes all
 * at once. The server can't know who has stopped waiting, and works for them all the same.
 */
export const overload: Program = {
  id: 'overload',
  settings: {
    rate: { kind: 'number', min: 1, max: 50, usual: 20, unit: 'a second', says: 'orders, all the time' },
    crowd: { kind: 'number', min: 0, max: 300, usual: 120, unit: '', says: 'orders more, all at once' },
    service: { kind: 'number', min: 10, max: 100, usual: 20, unit: 'ms', says: 'work for an order' },
    timeout: { kind: 'number', min: 200, max: 5000, usual: 1000, unit: 'ms', says: 'how long a try waits' },
    retry: oneOf(
      ['none', 'at-once', 'backoff', 'backoff-jitter'],
      'what follows a timeout: nothing, another try, or one after a pause that doubles',
    ),
    tries: { kind: 'number', min: 1, max: 8, usual: 5, unit: '', says: 'tries for an order, with retries' },
    pause: { kind: 'number', min: 100, max: 10_000, usual: 4000, unit: 'ms', says: 'the first pause' },
    cap: { kind: 'number', min: 100, max: 60_000, usual: 16_000, unit: 'ms', says: 'the longest pause' },
  },
  figures: {
    answered: { label: 'orders answered', unit: '%', digits: 0, better: 'more' },
    each: { label: 'requests each', unit: '', digits: 2, better: 'less' },
    wasted: { label: 'work for nobody', unit: '%', digits: 0, better: 'less' },
    over: {
      label: 'timeouts end after',
      unit: 's',
      digits: 1,
      better: 'less',
      neverFrom: (WATCHED_MS - CROWD_AT_MS) / 1000 - 1,
    },
  },
  run: (settings, seed) => {
    const rules = rulesOf(settings)
    const arrivals = arrivalsOf(settings, seed)
    const played = playOut<Overload>({
      seed,
      actors: [
        { id: 'server', name: 'server', state: { role: 'server', rules, freeAt: 0, waiting: 0 } },
        ...arrivals.map((atMs, index) => ({
          id: `shopper ${index + 1}`,
          name: 'shopper',
          state: {
            role: 'shopper',
            rules,
            atMs,
            tried: 0,
            open: true,
            random: seededRandom(seed, index + 2),
          } as const,
        })),
      ],
      links: link({ delayMs: [5, 15] }),
      step: overloadStep,
      until: ENDS_MS * 1000,
      says: () => null,
    })
    return {
      figures: figuresOf(played, arrivals.length),
      // Thousands of messages are nothing to read: the series show them.
      tape: { lanes: [], entries: [] },
      series: seriesOf(played),
      lastsUs: WATCHED_MS * 1000,
    }
  },
}

function rulesOf(settings: Settings): Rules {
  return {
    serviceMs: numberOf(settings, 'service'),
    timeoutMs: numberOf(settings, 'timeout'),
    retry: wordOf(settings, 'retry') as Retry,
    tries: numberOf(settings, 'tries'),
    pauseMs: numberOf(settings, 'pause'),
    capMs: numberOf(settings, 'cap'),
  }
}

/** When each order comes, in milliseconds: the steady ones until the end, each somewhere in its turn; and the crowd. */
function arrivalsOf(settings: Settings, seed: number): readonly number[] {
  let random = seededRandom(seed, 1)
  const within = (from: number, lengthMs: number): number => {
    const [at, next] = draw(random, 0, Math.floor(lengthMs))
    random = next
    return from + at
  }
  const everyMs = 1000 / numberOf(settings, 'rate')
  const steady = Array.from({ length: Math.floor(WATCHED_MS / everyMs) }, (_, place) =>
    within(place * everyMs, everyMs),
  )
  const crowd = Array.from({ length: numberOf(settings, 'crowd') }, () =>
    within(CROWD_AT_MS, CROWD_WITHIN_MS),
  )
  return [...steady, ...crowd]
}

function figuresOf({ reports, messages }: Played<Overload>, orders: number) {
  const count = (type: Overload['report']['type']) =>
    reports.filter(({ report }) => report.type === type).length
  const lastTimeout = reports.findLast(({ report }) => report.type === 'timed-out')
  const late = count('too-late')
  return {
    answered: percentOf(count('answered'), orders),
    each: messages.filter(({ message }) => message.body.type === 'request').length / orders,
    wasted: late === 0 ? 0 : percentOf(late, late + count('answered')),
    over: lastTimeout === undefined ? 0 : Math.max(0, lastTimeout.at / 1_000_000 - CROWD_AT_MS / 1000),
  }
}

function seriesOf({ reports, messages }: Played<Overload>) {
  const lengthUs = WATCHED_MS * 1000
  const sent = messages.flatMap(({ message }) => (message.body.type === 'request' ? [message.sentAt] : []))
  const queue = reports.flatMap(({ at, report }) =>
    report.type === 'queue' ? [{ at, value: report.waiting }] : [],
  )
  const good = reports.flatMap(({ at, report }) => (report.type === 'answered' ? [at] : []))
  const { counted, greatest } = everySlice(SLICE_US, lengthUs)
  const a = { everyUs: SLICE_US }
  return [
    { id: 'requests', label: 'requests a second', unit: '', ...a, values: counted(sent) },
    { id: 'queue', label: 'waiting at the server', unit: '', ...a, values: greatest(queue) },
    { id: 'good', label: 'answered in time, a second', unit: '', ...a, values: counted(good) },
  ]
}
