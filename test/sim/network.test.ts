import { describe, expect, it } from 'vitest'
import type { Partition } from '../../src/model/cluster.ts'
import { seededRandom } from '../../src/model/random.ts'
import {
  arrivalOn,
  type LinkRules,
  type Network,
  partitionFate,
  passages,
  type Traffic,
  wholeNetwork,
} from '../../src/sim/network.ts'
import { enqueue, type Queue } from '../../src/sim/queue.ts'
import { player, playUntil, TEN_MS, tableOf } from './ping-pong.ts'

const QUIET: LinkRules = { delay: TEN_MS, lossPpm: 0, duplicatePpm: 0 }

describe('the queue', () => {
  it('is ordered by time, and by the order of scheduling within an instant', () => {
    let queue: Queue<string> = []
    const dues = [5, 3, 5, 0, 3, 9, 3, 0]
    dues.forEach((dueAt, seq) => {
      queue = enqueue(queue, { dueAt, seq, action: `${dueAt}/${seq}` })
    })
    expect(queue.map(({ action }) => action)).toEqual([
      '0/3',
      '0/7',
      '3/1',
      '3/4',
      '3/6',
      '5/0',
      '5/2',
      '9/5',
    ])
  })

  it('leaves the old queue as it was', () => {
    const one: Queue<string> = enqueue([], { dueAt: 1, seq: 0, action: 'a' })
    enqueue(one, { dueAt: 0, seq: 1, action: 'b' })
    expect(one.map(({ action }) => action)).toEqual(['a'])
  })
})

describe('what a partition decides', () => {
  const fate = (partition: Partition | null, from: string, to: string) => {
    const network: Network = { ...wholeNetwork(QUIET), partition }
    return partitionFate(network, from, to)
  }
  const two = { groups: [['a', 'b'], ['c']], oneWay: false }
  const three = { groups: [['a'], ['b'], ['c']], oneWay: false }
  const oneWay = { groups: [['a', 'b'], ['c'], ['d']], oneWay: true }

  it.each([
    [null, 'a', 'c', 'deliver'],
    [two, 'a', 'b', 'deliver'],
    [two, 'a', 'c', 'drop'],
    [two, 'c', 'b', 'drop'],
    [two, 'c', 'c', 'deliver'],
    [three, 'a', 'b', 'drop'],
    [three, 'c', 'b', 'drop'],
    [oneWay, 'a', 'c', 'drop'],
    [oneWay, 'c', 'a', 'deliver'],
    [oneWay, 'c', 'd', 'drop'],
    [oneWay, 'd', 'a', 'deliver'],
    [oneWay, 'a', 'b', 'deliver'],
  ])('%j: %s to %s: %s', (partition, from, to, expected) => {
    expect(fate(partition, from, to)).toBe(expected)
  })

  it('nodes in no group reach everybody, and are reached', () => {
    for (const partition of [two, three, oneWay])
      for (const other of ['a', 'b', 'c', 'x'])
        expect([fate(partition, 'x', other), fate(partition, other, 'x')]).toEqual(['deliver', 'deliver'])
  })
})

describe('what a link does', () => {
  /** What became of so many messages, drawn one after the other. */
  function sent(rules: LinkRules, times: number) {
    let random = seededRandom(20_260)
    const all = []
    for (let i = 0; i < times; i += 1) {
      const [arrivals, next] = passages(rules, random)
      random = next
      all.push(arrivals)
    }
    return all
  }
  const share = (count: number, of: number) => Math.round((1000 * count) / of) / 10

  it('loses, and repeats, about as many as it says', () => {
    const all = sent({ ...QUIET, lossPpm: 80_000, duplicatePpm: 100_000 }, 20_000)
    const arrivals = all.flat()
    const lost = share(arrivals.filter(({ lost }) => lost).length, arrivals.length)
    const twice = share(all.filter(({ length }) => length === 2).length, all.length)
    expect(lost).toBeGreaterThan(7)
    expect(lost).toBeLessThan(9)
    expect(twice).toBeGreaterThan(9)
    expect(twice).toBeLessThan(11)
  })

  it('never loses or repeats at 0, always at a million', () => {
    expect(sent(QUIET, 500).every(([one, two]) => one?.lost === false && two === undefined)).toBe(true)
    const worst = sent({ ...QUIET, lossPpm: 1_000_000, duplicatePpm: 1_000_000 }, 500)
    expect(worst.every(([one, two]) => one?.lost === true && two?.lost === true)).toBe(true)
  })

  it('takes the times of its table, each band in its share, bounds included', () => {
    const delay = [
      { perMille: 700, fromUs: 10, toUs: 12 },
      { perMille: 300, fromUs: 1_000, toUs: 1_004 },
    ]
    const times = sent({ ...QUIET, delay }, 10_000).flatMap(arrivals =>
      arrivals.map(({ delayUs }) => delayUs),
    )
    expect([...new Set(times)].sort((a, b) => a - b)).toEqual([10, 11, 12, 1_000, 1_001, 1_002, 1_003, 1_004])
    const fast = share(times.filter(time => time < 100).length, times.length)
    expect(fast).toBeGreaterThan(68)
    expect(fast).toBeLessThan(72)
  })

  it('never takes a band that has no share', () => {
    const delay = [
      { perMille: 0, fromUs: 1, toUs: 1 },
      { perMille: 1000, fromUs: 2, toUs: 2 },
    ]
    const times = sent({ ...QUIET, delay }, 10_000).flatMap(arrivals =>
      arrivals.map(({ delayUs }) => delayUs),
    )
    expect([...new Set(times)]).toEqual([2])
  })

  it('obeys rules of its own before the common ones, in its direction only', () => {
    const begun = tableOf([player('a', 'b'), player('b', 'a')])
    const slow = { ...QUIET, delay: [{ perMille: 1000, fromUs: 70_000, toUs: 70_000 }] }
    const table = { ...begun, network: { ...begun.network, own: { 'a>b': slow } } }
    const served = { type: 'order', node: 'a', order: 'serve' } as const
    const [, events] = playUntil({ ...table, queue: [{ dueAt: 0, seq: 9, action: served }] }, 100_000)
    expect(events.filter(({ action }) => action.type === 'message').map(({ at }) => at)).toEqual([
      70_000, 80_000,
    ])
  })

  it('a lost message vanishes half-way', () => {
    const begun = tableOf([player('a', 'b'), player('b', 'a')], { lossPpm: 1_000_000 })
    const served = { type: 'order', node: 'a', order: 'serve' } as const
    const [, events] = playUntil({ ...begun, queue: [{ dueAt: 0, seq: 9, action: served }] }, 100_000)
    expect(events.at(-1)).toMatchObject({ at: 5_000, result: 'lost' })
  })
})

describe('when a message arrives', () => {
  /** Messages sent one after the other on one link: now, delay, bytes; and when they arrive. */
  function arrivals(rules: Partial<LinkRules>, sent: readonly (readonly [number, number, number])[]) {
    let traffic: Traffic | undefined
    return sent.map(([now, delayUs, bytes]) => {
      const [dueAt, after] = arrivalOn({ ...QUIET, ...rules }, traffic, { now, delayUs, bytes })
      traffic = after
      return dueAt
    })
  }

  it('after its delay, on a link that is left alone: one overtakes another, and bytes cost nothing', () => {
    const sent = [
      [0, 90, 1_000_000],
      [10, 20, 1],
      [10, 0, 1],
    ] as const
    expect(arrivals({}, sent)).toEqual([90, 30, 10])
  })

  it('not before the one that was sent before it, where order is kept', () => {
    const sent = [
      [0, 90, 0],
      [10, 20, 0],
      [20, 200, 0],
      [30, 10, 0],
      [400, 10, 0],
    ] as const
    expect(arrivals({ inOrder: true }, sent)).toEqual([90, 90, 220, 220, 410])
    expect(arrivals({ inOrder: false }, sent)).toEqual([90, 30, 220, 40, 410])
  })

  it('after those before it have been sent, where bandwidth is short: bytes take their time', () => {
    // 2 bytes a millisecond: 10 bytes take 5,000 us.
    const sent = [
      [0, 100, 10],
      [1_000, 100, 10],
      [2_000, 100, 1],
      [50_000, 100, 10],
    ] as const
    expect(arrivals({ bytesPerMs: 2 }, sent)).toEqual([5_100, 10_100, 10_600, 55_100])
    // A part of a microsecond counts as a whole one.
    expect(arrivals({ bytesPerMs: 3 }, [[0, 0, 1]])).toEqual([334])
  })

  it('may overtake on a narrow link, unless order is kept as well', () => {
    const sent = [
      [0, 9_000, 10],
      [0, 100, 10],
    ] as const
    expect(arrivals({ bytesPerMs: 2 }, sent)).toEqual([14_000, 10_100])
    expect(arrivals({ bytesPerMs: 2, inOrder: true }, sent)).toEqual([14_000, 14_000])
  })
})
