import { seededRandom } from '../../model/random.ts'
import { type LinkRules, linkKey } from '../../sim/sim.ts'
import type { Program, Settings } from '../program.ts'
import { everySlice } from '../slices.ts'
import { type Chain, chainStep, type Shape, serviceNode } from './chain-nodes.ts'
import { outages } from './outages.ts'
import { link, numberOf, percentOf, wordOf } from './parts.ts'
import { type Played, playOut } from './stage.ts'

/** Hops of a run, all requests together: so many are over in the moment in which a dial is turned. */
const HOPS = 20_000
const HOURS_A_YEAR = 8760
/** Bars of the histogram. */
const BARS = 60

/** A request that needs every one of a number of services, each of which is off now and then, and slow now and then. */
export const chain: Program = {
  id: 'chain',
  settings: {
    services: { kind: 'number', min: 1, max: 100, usual: 1, unit: '', says: 'services that a request needs' },
    shape: {
      kind: 'choice',
      of: ['row', 'at-once'],
      usual: 'row',
      says: 'one service asks the next, or all are asked at once',
    },
    available: {
      kind: 'number',
      min: 50,
      max: 100,
      usual: 99.9,
      unit: '%',
      says: 'of its time a copy works',
    },
    copies: { kind: 'number', min: 1, max: 3, usual: 1, unit: '', says: 'of each service; any one will do' },
    latency: { kind: 'number', min: 0.1, max: 1000, usual: 10, unit: 'ms', says: 'an answer usually takes' },
    slow: { kind: 'number', min: 0, max: 20, usual: 1, unit: '%', says: 'answers that are slow' },
    factor: { kind: 'number', min: 1, max: 1000, usual: 20, unit: '', says: 'times as long for a slow one' },
  },
  figures: {
    answered: { label: 'answered', unit: '%', digits: 2, better: 'more' },
    'hours-off': { label: 'off in a year', unit: 'h', digits: 1, better: 'less' },
    median: { label: 'half take over', unit: 'ms', digits: 0, better: 'less' },
    slowest: { label: '1 in 100 takes', unit: 'ms', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const services = numberOf(settings, 'services')
    const copies = numberOf(settings, 'copies')
    const requests = Math.ceil(HOPS / services)
    const names = Array.from({ length: services }, (_, place) =>
      Array.from({ length: copies }, (_, copy) => serviceNode(place, copy)),
    )
    const off = outages(
      { nodes: names.flat(), moments: requests, share: 1 - numberOf(settings, 'available') / 100 },
      seededRandom(seed, 1),
    )
    const shape = wordOf(settings, 'shape') as Shape
    const service = { role: 'service', shape, services, copies } as const
    const played = playOut<Chain>({
      seed,
      actors: [
        {
          id: 'page',
          name: 'page',
          state: { role: 'page', shape, services, requests, request: 0, waitsFor: 0, failed: false },
        },
        ...names.flatMap((row, place) =>
          row.map(id => ({ id, name: id, state: { ...service, place, off: off.get(id) ?? new Set() } })),
        ),
      ],
      links: serviceLink(settings),
      own: Object.fromEntries(names.flat().map(id => [linkKey(id, 'page'), link({ delayMs: 0 })])),
      step: chainStep,
      until: Number.MAX_SAFE_INTEGER,
      says: () => null,
    })
    return outcomeOf(played, requests)
  },
}

/** The way to a service, its work included: mostly as long as usual, give or take a fifth, and now and then far longer. */
function serviceLink(settings: Settings): LinkRules {
  const latency = numberOf(settings, 'latency')
  const slow = Math.round(numberOf(settings, 'slow') * 10)
  const [usual] = link({ delayMs: [latency * 0.8, latency * 1.2] }).delay
  const far = latency * numberOf(settings, 'factor')
  const [long] = link({ delayMs: [far * 0.8, far * 1.2] }).delay
  const delay = [
    { ...usual, perMille: 1000 - slow },
    { ...long, perMille: slow },
  ]
  return { ...link({ delayMs: latency }), delay: delay as LinkRules['delay'] }
}

function outcomeOf({ reports }: Played<Chain>, requests: number) {
  const took = reports.flatMap(({ report }) => (report.failed ? [] : [report.tookUs])).sort((a, b) => a - b)
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0
  const [median, slowest] = [at(0.5), at(0.99)]
  // The last few in a thousand would leave no room for the others.
  const lastsUs = Math.max(1, Math.ceil(at(0.995)))
  const everyUs = Math.ceil(lastsUs / BARS)
  const values = everySlice(everyUs, everyUs * BARS).counted(took)
  return {
    figures: {
      answered: percentOf(took.length, requests),
      'hours-off': (HOURS_A_YEAR * (requests - took.length)) / requests,
      median: median / 1000,
      slowest: slowest / 1000,
    },
    tape: { lanes: [], entries: [] },
    series: [
      {
        id: 'took',
        label: 'requests in 100 that took so long',
        unit: '',
        everyUs,
        values: values.map(value => percentOf((value * everyUs) / 1_000_000, took.length)),
      },
    ],
    lastsUs,
  }
}
