import { describe, expect, test } from 'vitest'
import type { Outcome, Settings } from '../../src/experiment/program.ts'
import { bend, hide, markOf, unhide } from '../../src/experiment/programs/seal.ts'
import { PROGRAMS } from '../../src/experiment/programs.ts'

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1)

/** Runs a program with settings of our own, the others as usual. */
function run(id: string, own: Settings, seed = 1): Outcome {
  const program = PROGRAMS.get(id)
  if (!program) throw new Error(`no program ${id}`)
  const usual = Object.entries(program.settings).map(([name, spec]) => [name, spec.usual] as const)
  return program.run({ ...Object.fromEntries(usual), ...own }, seed)
}

const figures = (id: string, own: Settings, seed = 1) => run(id, own, seed).figures

describe('transfer', () => {
  test.each([
    { rows: 50_000, bandwidth: 20, page: 100, packs: false, paged: false },
    { rows: 50_000, bandwidth: 20, page: 100, packs: false, paged: true },
    { rows: 50_000, bandwidth: 20, page: 100, packs: true, paged: true },
    { rows: 50_000, bandwidth: 20, page: 1000, packs: true, paged: true },
    { rows: 1050, bandwidth: 1000, page: 500, packs: true, paged: true },
    { rows: 7, bandwidth: 0.1, page: 100, packs: true, paged: false },
  ])(
    'size divided by width, and a round trip for each question: %o',
    ({ rows, bandwidth, page, packs, paged }) => {
      const found = figures('transfer', {
        rows,
        bandwidth,
        'page-rows': page,
        paging: paged ? 'yes' : 'no',
        compress: packs ? 'yes' : 'no',
      })
      const perPage = paged ? page : rows
      const pages = Math.ceil(rows / perPage)
      const share = packs ? 0.25 : 1
      const secondsOf = (bytes: number) => (bytes * 8) / (bandwidth * 1_000_000)
      const packing = (count: number) => (packs ? (count * 500) / 100_000_000 : 0)
      const first = Math.min(rows, perPage)
      const roundTrip = 0.02 + secondsOf(200)
      expect(found['questions']).toBe(pages)
      expect(found['first-row']).toBeCloseTo(roundTrip + packing(first) + secondsOf(first * 500 * share), 4)
      const all = pages * roundTrip + packing(rows) + secondsOf(rows * 500 * share)
      expect(Math.abs((found['last-row'] ?? 0) - all)).toBeLessThan(pages * 5e-6)
      expect(found['sent']).toBeCloseTo((rows * 500 * share + pages * 200) / 1_000_000, 4)
    },
  )
})

describe('on-the-path', () => {
  /** Of the first `payments`, those to alice: each but every third. */
  const toAlice = (payments: number) => payments - Math.floor(payments / 3)

  test.each([1, 3, 12, 25])(
    'of %i payments without a lock, all are read and those to alice stolen',
    payments => {
      for (const seed of SEEDS) {
        const stolen = toAlice(payments)
        expect(figures('on-the-path', { payments, path: 'alters' }, seed)).toEqual({
          meant: payments - stolen,
          read: payments,
          stolen,
          refused: 0,
        })
      }
    },
  )

  test.each([3, 12, 25])(
    'of %i payments encrypted only, none is read, and right guesses are stolen',
    payments => {
      const stolen = toAlice(payments)
      expect(figures('on-the-path', { payments, path: 'alters', lock: 'encrypted' })).toEqual({
        meant: 0,
        read: 0,
        stolen,
        refused: payments - stolen,
      })
    },
  )

  test('with a mark nothing altered is paid, and nothing else is refused', () => {
    const lock = 'authenticated'
    expect(figures('on-the-path', { path: 'alters', lock })).toEqual({
      meant: 0,
      read: 0,
      stolen: 0,
      refused: 12,
    })
    expect(figures('on-the-path', { path: 'reads', lock })).toEqual({
      meant: 12,
      read: 0,
      stolen: 0,
      refused: 0,
    })
  })

  test('the customer hears the same from a thief’s box as from an honest one', () => {
    const heard = (path: string) =>
      run('on-the-path', { path }).tape.entries.filter(
        entry => entry.type === 'note' && entry.lane === 'customer',
      )
    expect(heard('alters')).toEqual(heard('forwards'))
  })

  test('the lock: opened with its key, another number or key shows nothing, bent where it was guessed', () => {
    const hidden = hide('pay 42 to alice', 'key', 7)
    expect(hidden).not.toContain('alice')
    expect(unhide(hidden, 'key', 7)).toBe('pay 42 to alice')
    expect(unhide(hidden, 'key', 8)).not.toBe('pay 42 to alice')
    expect(unhide(hidden, 'yek', 7)).not.toBe('pay 42 to alice')
    expect(unhide(bend(hidden, 'pay 42 to alice', 'pay 99 to mally'), 'key', 7)).toBe('pay 99 to mally')
    expect(markOf('pay 42 to alice', 'key', 7)).not.toBe(markOf('pay 99 to mally', 'key', 7))
  })
})

describe('moved-address', () => {
  test.each([1, 10, 60, 300])('written down: every call fails until somebody comes after %i s', byHand => {
    for (const seed of SEEDS) {
      const { failed, lookups } = figures('moved-address', { replaced: 'yes', 'by-hand': byHand }, seed)
      // The calls of the seconds 34 to 33.3 + byHand, of 0 to 119.
      expect(failed).toBe(Math.min(byHand, 119 - 33))
      expect(lookups).toBe(0)
    }
  })

  test.each([
    [0, 0, 120],
    [1, 0, 120],
    // Asked at the seconds 0, 10, 20, 30, 40: the calls of 34 to 39 still go to the old one.
    [10, 6, 12],
    [30, 26, 4],
    [300, 86, 1],
  ])('looked up, good for %i s: %i calls fail, %i questions', (goodFor, failed, lookups) => {
    for (const seed of SEEDS) {
      const found = figures(
        'moved-address',
        { replaced: 'yes', address: 'looked up', 'good-for': goodFor },
        seed,
      )
      expect(found).toMatchObject({ failed, lookups })
    }
  })

  test('a machine that stays fails nobody', () => {
    for (const address of ['written down', 'looked up'])
      expect(figures('moved-address', { address })).toMatchObject({ failed: 0, 'off-for': 0 })
  })
})

describe('firewall', () => {
  test('without the rule every page has its bill, whoever watches', () => {
    for (const watch of ['users', 'caller'])
      expect(figures('firewall', { watch })).toEqual({ failed: 0, 'without-bill': 0, noticed: 0 })
  })

  test('the caller notices at its third timeout; then it takes as long as the other team takes', () => {
    for (const seed of SEEDS)
      for (const after of [10, 40]) {
        const found = figures('firewall', { rule: 'yes', watch: 'caller', 'lifted-after': after }, seed)
        // Pages are opened at the seconds 31, 32, 33, and wait two seconds each; the rule came at 30.5.
        expect(found['noticed']).toBeCloseTo(35 - 30.5, 1)
        // From second 31 on; the lifted rule and a page of that second race for the firewall.
        expect([after + 4, after + 5]).toContain(found['failed'])
      }
  })

  test('users notice half a minute later at best, and the innocent roll-back costs its time', () => {
    for (const seed of SEEDS) {
      const found = figures('firewall', { rule: 'yes', pages: 400 }, seed)
      const noticed = found['noticed'] ?? 0
      expect(noticed).toBeGreaterThan(2.5 + 30)
      // From second 31 to the moment when the rule is lifted, a page a second.
      expect(Math.abs((found['failed'] ?? 0) - (noticed + 20 + 40))).toBeLessThan(1.1)
    }
  })

  test('shown without its bill, a page does not fail', () => {
    const failing = figures('firewall', { rule: 'yes', watch: 'caller' })
    const degraded = figures('firewall', { rule: 'yes', watch: 'caller', degraded: 'yes' })
    expect(degraded).toEqual({ ...failing, failed: 0, 'without-bill': failing['failed'] })
  })
})

describe('transport-cost', () => {
  test.each([
    [1000, 100],
    [100, 1000],
    [250, 8],
    [1, 2],
  ])('%i calls a second of %i kB between two zones: bytes, days, cents', (calls, size) => {
    const found = figures('transport-cost', { calls, size, place: 'two zones' })
    const gb = (calls * size * 86_400) / 1_000_000
    expect(found['gb-a-day']).toBeCloseTo(gb, 6)
    expect(found['dollars']).toBeCloseTo(gb * 30 * 0.02, 6)
    // Packed once and unpacked once at 200 bytes a µs, beside 2,000 µs of work.
    const packing = (2 * size * 1000) / 200
    expect(found['packing']).toBeCloseTo((100 * packing) / (packing + 2000), 6)
  })

  test('within a zone nothing is billed, within a program nothing is packed', () => {
    const near = figures('transport-cost', { place: 'same zone' })
    const far = figures('transport-cost', { place: 'two zones' })
    expect(near).toMatchObject({ dollars: 0, packing: far['packing'] })
    expect(near['call-time'] ?? 0).toBeLessThan(far['call-time'] ?? 0)
    expect(figures('transport-cost', { place: 'one process' })).toEqual({
      'gb-a-day': 0,
      dollars: 0,
      packing: 0,
      'call-time': 0,
    })
  })

  test.each([1, 20, 1000])(
    'with a copy in each zone, %i changes a second cross and nothing else',
    changes => {
      const found = figures('transport-cost', { place: 'two zones', copy: 'yes', changes })
      expect(found['gb-a-day']).toBeCloseTo((changes * 99_000 * 86_400) / 1e9, 6)
    },
  )
})

describe('mixed-versions', () => {
  test('all at one instant, or not at all: nothing is misread', () => {
    for (const seed of SEEDS)
      for (const rollOut of ['none', 'all at once'])
        expect(figures('mixed-versions', { 'roll-out': rollOut }, seed)).toMatchObject({
          misread: 0,
          'wrong-by': 0,
          open: 0,
        })
  })

  test('the payments that reach an old reader after the shop has changed, and no others', () => {
    const wanted = (updateAt: readonly number[]) =>
      Array.from({ length: 200 }, (_, index) => index + 1).filter(payment => {
        const at = (payment - 1) * 0.25
        return at > 10.125 && at < (updateAt[payment % 4] ?? 0)
      }).length
    for (const seed of SEEDS) {
      const byOne = figures('mixed-versions', { 'roll-out': 'one by one' }, seed)
      expect(byOne['misread']).toBe(wanted([10.125, 15.125, 20.125, 25.125]))
      const forgotten = figures('mixed-versions', { 'roll-out': 'one forgotten' }, seed)
      expect(forgotten['misread']).toBe(wanted([10.125, 15.125, 20.125, Infinity]))
      // Each of them pays 99 times 5 to 35 dollars too much.
      const each = (forgotten['wrong-by'] ?? 0) / (forgotten['misread'] ?? 1) / 99
      expect(each).toBeGreaterThan(5)
      expect(each).toBeLessThan(35)
    }
  })

  test('with its version a message is refused by the old and read by the new', () => {
    for (const seed of SEEDS)
      for (const rollOut of ['all at once', 'one by one', 'one forgotten']) {
        const found = figures('mixed-versions', { 'roll-out': rollOut, format: 'with version' }, seed)
        expect(found).toMatchObject({ misread: 0, 'wrong-by': 0, open: 0 })
        expect(found['refused'] ?? 0)[rollOut === 'all at once' ? 'toBe' : 'toBeGreaterThan'](0)
      }
  })
})

test('every run has something to see, its tape is in order, and it ends by itself', () => {
  for (const [id, program] of PROGRAMS) {
    const { tape, series, lastsUs } = run(id, {})
    // Some show how often what happened instead of each message.
    if (series.length === 0) expect(tape.entries.length, id).toBeGreaterThan(1)
    expect(tape.entries.length, id).toBeLessThanOrEqual(400)
    const times = tape.entries.map(({ at }) => at)
    expect(times, id).toEqual([...times].sort((a, b) => a - b))
    expect(times.at(-1) ?? 0, id).toBeLessThanOrEqual(lastsUs)
    expect(Object.keys(run(id, {}).figures).sort(), id).toEqual(Object.keys(program.figures).sort())
  }
})
