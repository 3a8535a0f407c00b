import { describe, expect, it } from 'vitest'
import { hostOf, messagesUnderWay, nextDueAt, schedule, withHost } from '../../src/sim/sim.ts'
import { player, playerAt, playUntil, tableOf } from './ping-pong.ts'

const both = [player('a', 'b'), player('b', 'a')]
const SECOND = 1_000_000

describe('a world of two players, which is no store', () => {
  it('starts every node, carries orders, messages and reports', () => {
    const begun = schedule(tableOf(both), 5_000, { type: 'order', node: 'a', order: 'serve' })
    const [end, events] = playUntil(begun, 100_000)
    expect(events.filter(({ action }) => action.type === 'start').map(({ at }) => at)).toEqual([0, 0])
    // 1 at b after 15 ms, 2 at a after 25 ms, … 6 at a.
    expect(events.filter(({ action }) => action.type === 'message').map(({ at }) => at)).toEqual([
      15_000, 25_000, 35_000, 45_000, 55_000, 65_000,
    ])
    expect(events.flatMap(({ reports }) => reports)).toEqual([{ winner: 'a' }])
    expect([playerAt(end, 'a').hits, playerAt(end, 'b').hits]).toEqual([3, 3])
  })

  it('is a value: an old world plays the same again', () => {
    const begun = schedule(tableOf(both), 0, { type: 'order', node: 'a', order: 'serve' })
    const [half] = playUntil(begun, 30_000)
    const kept = JSON.stringify(half)
    const first = playUntil(half, 2 * SECOND)
    expect(JSON.stringify(half)).toBe(kept)
    expect(playUntil(half, 2 * SECOND)).toEqual(first)
  })

  it('knows nothing that is due in an empty world, and moves what is due in the past to now', () => {
    const [quiet] = playUntil(tableOf(both), 0)
    expect(nextDueAt(quiet)).toBeNull()
    const later = playUntil(schedule(quiet, 500, { type: 'mark', mark: 'x' }), 500)[0]
    expect(later.now).toBe(500)
    expect(nextDueAt(schedule(later, 100, { type: 'mark', mark: 'y' }))).toBe(500)
  })

  it('tells everybody of a new config, and crashed nodes find it when they hear something', () => {
    let world = schedule(tableOf(both), 10, { type: 'fault', fault: { type: 'crash', node: 'b' } })
    world = schedule(world, 20, { type: 'config', config: { best: 1 } })
    world = schedule(world, 30, { type: 'fault', fault: { type: 'restart', node: 'b', diskKept: true } })
    world = schedule(world, 40, { type: 'order', node: 'a', order: 'serve' })
    const [end, events] = playUntil(world, 100_000)
    expect(playerAt(end, 'a').heard).toContain('config@20')
    expect(playerAt(end, 'b').heard).not.toContain('config@20')
    expect(events.flatMap(({ reports }) => reports)).toEqual([{ winner: 'b' }])
  })

  it('shows each node its own clock', () => {
    const begun = tableOf(both)
    const off = withHost(begun, 'a', { clockOffsetUs: -300 })
    const [end] = playUntil(schedule(off, 1_000, { type: 'order', node: 'a', order: 'serve' }), 10_999)
    expect(playerAt(end, 'a').heard).toEqual(['start@-300', 'order@700'])
  })
})

describe('crashes', () => {
  it('a node that is down hears nothing, and its messages are received by nobody', () => {
    let world = schedule(tableOf(both), 0, { type: 'order', node: 'a', order: 'serve' })
    world = schedule(world, 5_000, { type: 'fault', fault: { type: 'crash', node: 'b' } })
    const [end, events] = playUntil(world, 20_000)
    expect(events.at(-1)).toMatchObject({ at: 10_000, result: 'receiver-down' })
    expect(playerAt(end, 'b').hits).toBe(0)
  })

  it('timers of a crashed incarnation are stale, those of the new one ring', () => {
    let world = schedule(tableOf(both), 0, { type: 'order', node: 'a', order: 'serve' })
    world = schedule(world, 1_000, { type: 'fault', fault: { type: 'crash', node: 'a' } })
    world = schedule(world, 2_000, { type: 'fault', fault: { type: 'restart', node: 'a', diskKept: true } })
    world = schedule(world, 3_000, { type: 'order', node: 'a', order: 'serve' })
    const [, events] = playUntil(world, 2 * SECOND)
    const timers = events.filter(({ action }) => action.type === 'timer')
    expect(timers.map(({ at, result }) => [at, result])).toEqual([
      [SECOND, 'stale'],
      [SECOND + 3_000, 'done'],
    ])
  })

  it('a restart of a node that runs changes nothing; a crash twice is one crash', () => {
    let world = schedule(tableOf(both), 10, {
      type: 'fault',
      fault: { type: 'restart', node: 'a', diskKept: true },
    })
    world = schedule(world, 20, { type: 'fault', fault: { type: 'crash', node: 'a' } })
    world = schedule(world, 30, { type: 'fault', fault: { type: 'crash', node: 'a' } })
    world = schedule(world, 40, { type: 'fault', fault: { type: 'restart', node: 'a', diskKept: true } })
    const [end] = playUntil(world, 50)
    expect(hostOf(end, 'a')).toMatchObject({ up: true, incarnation: 1 })
    expect(playerAt(end, 'a').heard).toEqual(['start@0', 'restart@40'])
  })
})

describe('a cut', () => {
  const cut = { type: 'cut', partition: { groups: [['a'], ['b']], oneWay: false } } as const

  it('kills what is under way across it, at once, and nothing else', () => {
    const three = [...both, player('c', 'b')]
    let world = schedule(tableOf(three), 0, { type: 'order', node: 'a', order: 'serve' })
    world = schedule(world, 0, { type: 'order', node: 'c', order: 'serve' })
    world = schedule(world, 4_000, { type: 'fault', fault: cut })
    const [at4, events] = playUntil(world, 4_000)
    expect(events.at(-1)).toMatchObject({ at: 4_000, result: 'cut' })
    expect(messagesUnderWay(at4).map(({ from, to }) => from + to)).toEqual(['cb'])
    expect(playerAt(playUntil(at4, 10_000)[0], 'b').hits).toBe(1)
  })

  it('lets what is sent across it vanish half-way, and heals for what is sent later', () => {
    let world = schedule(tableOf(both), 0, { type: 'fault', fault: cut })
    world = schedule(world, 1_000, { type: 'order', node: 'a', order: 'serve' })
    world = schedule(world, 2_000, { type: 'fault', fault: { type: 'heal' } })
    world = schedule(world, 3_000, { type: 'order', node: 'a', order: 'serve' })
    const [end, events] = playUntil(world, 13_000)
    const messages = events.filter(({ action }) => action.type === 'message')
    expect(messages.map(({ at, result }) => [at, result])).toEqual([
      [6_000, 'cut'],
      [13_000, 'done'],
    ])
    expect(playerAt(end, 'b').hits).toBe(1)
  })

  it('does not shift the chance of everything after it', () => {
    const rules = { delay: [{ perMille: 1000, fromUs: 1_000, toUs: 90_000 }] }
    const served = schedule(tableOf(both, rules), 0, { type: 'order', node: 'a', order: 'serve' })
    const whole = playUntil(served, 0)[0]
    const cutFirst = { ...served, network: { ...served.network, partition: cut.partition } }
    expect(playUntil(cutFirst, 0)[0].random).toEqual(whole.random)
  })
})
