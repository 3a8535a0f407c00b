import { diceOf, seededRandom } from '../../model/random.ts'
import { micros } from '../../model/time.ts'
import type { Outcome, Program, Settings } from '../program.ts'
import { everySlice } from '../slices.ts'
import { type ChainRules, type Counted, type Shape, sendRequests } from './chain-requests.ts'
import { numberOf, oneOf, percentOf, wordOf } from './parts.ts'

/** First calls of a run, all requests together: so many are made in the moment in which a dial is turned. */
const CALLS = 200_000
const REQUESTS_MAX = 20_000
const HOURS_A_YEAR = 8760
/** Bars of the histogram. */
const BARS = 60

/** A request that needs every one of a number of services, each of which is off now and then, and slow now and then. */
export const chain: Program = {
  id: 'chain',
  settings: {
    services: { kind: 'number', min: 1, max: 100, usual: 1, unit: '', says: 'services that a request needs' },
    shape: oneOf(['row', 'at-once'], 'one service asks the next, or all are asked at once'),
    available: {
      kind: 'number',
      min: 50,
      max: 100,
      usual: 99.9,
      unit: '%',
      says: 'of its time a copy works',
    },
    copies: { kind: 'number', min: 1, max: 3, usual: 1, unit: '', says: 'of each service; any one will do' },
    passing: {
      kind: 'number',
      min: 0,
      max: 100,
      usual: 0,
      unit: '%',
      says: 'failures that another call may not meet; the others are outages, which last',
    },
    retries: {
      kind: 'number',
      min: 0,
      max: 5,
      usual: 0,
      unit: '',
      says: 'more tries of a service that failed',
    },
    pause: { kind: 'number', min: 0, max: 1000, usual: 50, unit: 'ms', says: 'before it is tried again' },
    latency: { kind: 'number', min: 0.1, max: 1000, usual: 10, unit: 'ms', says: 'an answer usually takes' },
    slow: { kind: 'number', min: 0, max: 20, usual: 1, unit: '%', says: 'answers that are slow' },
    factor: { kind: 'number', min: 1, max: 1000, usual: 20, unit: '', says: 'times as long for a slow one' },
  },
  figures: {
    answered: { label: 'answered', unit: '%', digits: 2, better: 'more' },
    'hours-off': { label: 'off in a year', unit: 'h', digits: 1, better: 'less' },
    median: { label: 'half take over', unit: 'ms', digits: 0, better: 'less' },
    slowest: { label: '1 in 100 takes', unit: 'ms', digits: 0, better: 'less' },
    calls: { label: 'calls a request', unit: '', digits: 2, better: 'less' },
  },
  run: (settings, seed) => {
    const rules = rulesOf(settings)
    const requests = Math.min(REQUESTS_MAX, Math.ceil(CALLS / rules.services))
    return outcomeOf(sendRequests(rules, requests, diceOf(seededRandom(seed))), requests)
  },
}

/**
 * The settings as chances. Of the failures of a copy some pass by themselves: with outages that last, (1 - off) of all
 * calls meet a copy that works, and of those so many fail that the copy answers as often as it is said to.
 */
function rulesOf(settings: Settings): ChainRules {
  const works = numberOf(settings, 'available') / 100
  const off = (1 - works) * (1 - numberOf(settings, 'passing') / 100)
  return {
    services: numberOf(settings, 'services'),
    shape: wordOf(settings, 'shape') as Shape,
    copies: numberOf(settings, 'copies'),
    retries: numberOf(settings, 'retries'),
    pauseUs: micros(numberOf(settings, 'pause')),
    off,
    hiccups: 1 - works / (1 - off),
    latencyUs: micros(numberOf(settings, 'latency')),
    slowPpm: Math.round(numberOf(settings, 'slow') * 10_000),
    factor: numberOf(settings, 'factor'),
  }
}

function outcomeOf({ tookUs, past, calls }: Counted, requests: number): Outcome {
  const at = (part: number) => tookUs[Math.min(tookUs.length - 1, Math.floor(tookUs.length * part))] ?? 0
  // The last few in a thousand would leave no room for the others.
  const lastsUs = Math.max(1, Math.ceil(at(0.995)))
  const everyUs = Math.ceil(lastsUs / BARS)
  const values = everySlice(everyUs, everyUs * BARS).counted(tookUs)
  return {
    figures: {
      answered: percentOf(tookUs.length, requests),
      'hours-off': (HOURS_A_YEAR * (requests - tookUs.length)) / requests,
      median: at(0.5) / 1000,
      slowest: at(0.99) / 1000,
      calls: calls / requests,
    },
    tape: { lanes: [], entries: [] },
    series: [
      {
        id: 'took',
        label: '100 requests, by time',
        unit: '',
        histogram: true,
        everyUs,
        values: values.map(value => percentOf((value * everyUs) / 1_000_000, tookUs.length)),
      },
    ],
    curve: {
      label: 'answered',
      unit: '%',
      over: 'services',
      values: past.map(count => percentOf(count, requests)),
    },
    lastsUs,
  }
}
