import { describe, expect, test } from 'vitest'
import { runUsual } from './usual.ts'

const SEEDS = [1, 2]

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** A figure, on average over some seeds. */
function figure(name: string, own: Parameters<typeof runUsual>[1]): number {
  return mean(SEEDS.map(seed => runUsual('chain', own, seed).figures[name] ?? Number.NaN))
}

const REQUESTS_MAX = 20_000
const CALLS = 200_000

interface Chain {
  readonly services: number
  readonly available: number
  readonly copies: number
  readonly retries: number
  readonly passing: number
}

/** Shares that a copy is off for good, and that a call to one that is not fails all the same, both from 0 to 1. */
function failures({ available, passing }: Pick<Chain, 'available' | 'passing'>) {
  const off = (1 - available / 100) * (1 - passing / 100)
  return { off, hiccups: 1 - available / 100 / (1 - off) }
}

/** The share of requests that so many services answer: over how many of the copies are off, each try by itself. */
function closedForm(chain: Chain, services = chain.services): number {
  const { copies, retries } = chain
  const { off, hiccups } = failures(chain)
  const choose = [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]][copies] ?? []
  const fails = choose.map(
    (ways, down) =>
      ways * off ** down * (1 - off) ** (copies - down) * hiccups ** ((copies - down) * (retries + 1)),
  )
  return (1 - fails.reduce((sum, part) => sum + part, 0)) ** services
}

/** Five standard deviations of a share of a test's requests; it deviates less, since each copy's own share is exact. */
function slack(share: number, services: number): number {
  const requests = SEEDS.length * Math.min(REQUESTS_MAX, Math.ceil(CALLS / services))
  return 5 * Math.sqrt((share * (1 - share)) / requests)
}

const CHAINS: readonly Chain[] = [
  [1, 99.9, 1, 0, 0],
  [5, 99.9, 1, 0, 50],
  [30, 99.9, 1, 0, 0],
  [100, 99.9, 1, 0, 50],
  [10, 99, 1, 0, 0],
  [10, 95, 2, 0, 50],
  [30, 99, 2, 0, 0],
  [10, 90, 3, 0, 0],
  [30, 99.9, 1, 1, 50],
  [10, 95, 1, 3, 50],
  [10, 90, 1, 1, 100],
  [10, 90, 2, 1, 50],
  [5, 80, 3, 2, 25],
].map(([services = 0, available = 0, copies = 0, retries = 0, passing = 0]) => ({
  services,
  available,
  copies,
  retries,
  passing,
}))

function named({ services, available, copies, retries, passing }: Chain): string {
  return `${services} of ${available} %, ${passing} % of the failures passing; copies: ${copies}, retries: ${retries}`
}

describe('a chain against its closed form', () => {
  test.each(CHAINS.map(chain => [named(chain), chain] as const))(
    '%s: as often answered as chance says, up to each of them',
    (_, chain) => {
      for (const shape of ['row', 'at-once']) {
        const runs = SEEDS.map(seed => runUsual('chain', { ...chain, shape }, seed))
        const curves = runs.map(({ curve }) => curve?.values ?? [])
        expect(curves.map(values => values.at(-1))).toEqual(runs.map(({ figures }) => figures['answered']))
        for (let services = 1; services <= chain.services; services += 1) {
          const wanted = closedForm(chain, services)
          const found = mean(curves.map(values => values[services - 1] ?? Number.NaN)) / 100
          expect(Math.abs(found - wanted), `at ${services}`).toBeLessThan(slack(wanted, chain.services))
        }
      }
    },
  )

  test('a retry makes more calls: as many as the hiccups and the outages ask for', () => {
    for (const retries of [0, 1, 3]) {
      const chain = { services: 10, available: 90, passing: 50, copies: 1, retries }
      const { off, hiccups } = failures(chain)
      const tries = off * (retries + 1) + (1 - off) * ((1 - hiccups ** (retries + 1)) / (1 - hiccups))
      expect(figure('calls', { ...chain, shape: 'at-once' })).toBeCloseTo(10 * tries, 1)
    }
  })

  test('a retry takes its time: the call that failed, the pause, and another call', () => {
    const chain = { services: 1, available: 90, passing: 100, slow: 0, pause: 50 }
    expect(figure('slowest', { ...chain, retries: 0 })).toBeLessThan(12.1)
    const once = figure('slowest', { ...chain, retries: 1 })
    expect(once).toBeGreaterThan(66)
    expect(once).toBeLessThan(74.1)
    expect(figure('median', { ...chain, retries: 1 })).toBeLessThan(12.1)
  })

  test('no retry ends an outage', () => {
    const lasting = { services: 1, available: 99, passing: 0 }
    expect(figure('hours-off', { ...lasting, retries: 5 })).toBeCloseTo(87.6, 5)
    expect(figure('hours-off', { ...lasting, passing: 50, retries: 5 })).toBeCloseTo(43.8, 5)
  })

  test('one service is off for exactly its share of a year', () => {
    expect(figure('hours-off', { services: 1, available: 99.9 })).toBeCloseTo(8.76, 5)
    expect(figure('hours-off', { services: 1, available: 99 })).toBeCloseTo(87.6, 5)
  })

  test('in a row the times add up; all at once, the slowest one counts', () => {
    expect(figure('median', { services: 10, slow: 0 })).toBeCloseTo(100, -0.5)
    expect(figure('median', { services: 10, slow: 0, shape: 'at-once' })).toBeLessThan(12)
    // 0.98 to the power of n is the share that meets no slow one: above a half up to 34 services.
    expect(figure('median', { services: 30, slow: 2, shape: 'at-once' })).toBeLessThan(13)
    expect(figure('median', { services: 40, slow: 2, shape: 'at-once' })).toBeGreaterThan(100)
  })

  test('one in a hundred is slow as soon as more than one in a hundred of its services is', () => {
    expect(figure('slowest', { services: 1, slow: 0.1 })).toBeLessThan(13)
    expect(figure('slowest', { services: 1, slow: 2 })).toBeGreaterThan(150)
    expect(figure('slowest', { services: 20, slow: 0.1, shape: 'at-once' })).toBeGreaterThan(150)
  })
})

test('the bars of how long it took hold nearly all of the requests', () => {
  const { series, lastsUs } = runUsual('chain', { services: 10, slow: 2 })
  const [took] = series
  const all = (took?.values ?? []).reduce((sum, value) => sum + value, 0)
  expect(all).toBeGreaterThan(99)
  expect(all).toBeLessThanOrEqual(100.0001)
  expect((took?.everyUs ?? 0) * (took?.values.length ?? 0)).toBeGreaterThanOrEqual(lastsUs)
})
