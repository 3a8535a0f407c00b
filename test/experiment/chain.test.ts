import { describe, expect, test } from 'vitest'
import { runUsual } from './usual.ts'

const SEEDS = [1, 2, 3, 4]

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** A figure, on average over some seeds. */
function figure(name: string, own: Parameters<typeof runUsual>[1]): number {
  return mean(SEEDS.map(seed => runUsual('chain', own, seed).figures[name] ?? Number.NaN))
}

describe('a chain against its closed form', () => {
  test.each([
    [1, 99.9, 1],
    [5, 99.9, 1],
    [30, 99.9, 1],
    [100, 99.9, 1],
    [10, 99, 1],
    [10, 95, 2],
    [30, 99, 2],
    [10, 90, 3],
  ])(
    '%i services, each of %f %%, %i copies: as often answered as chance says',
    (services, available, copies) => {
      const off = 1 - available / 100
      const wanted = (1 - off ** copies) ** services
      const requests = SEEDS.length * Math.ceil(20_000 / services)
      // Five standard deviations of a share of so many requests; it deviates less, since each copy's own share is exact.
      const slack = 5 * Math.sqrt((wanted * (1 - wanted)) / requests)
      for (const shape of ['row', 'at-once']) {
        const found = figure('answered', { services, available, copies, shape }) / 100
        expect(Math.abs(found - wanted)).toBeLessThan(slack)
      }
    },
  )

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
