import { describe, expect, test } from 'vitest'
import {
  chargeTable,
  DECIDES_US,
  DECISIONS,
  drawnWorld,
  playWorld,
  WORLDS,
} from '../../src/experiment/worlds/worlds.ts'

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1)

/** The shop's screen as bytes: every line with its time, until the shop decides. */
function screenBytes(world: (typeof WORLDS)[number]['id'], seed: number, decision: 'retry' | null): string {
  const { screen } = playWorld(world, decision, seed)
  return JSON.stringify(screen.filter(({ at }) => at < DECIDES_US))
}

describe('four worlds', () => {
  test('paint the same screen, byte for byte, until the shop decides', () => {
    for (const seed of SEEDS) {
      const screens = new Set(WORLDS.map(({ id }) => screenBytes(id, seed, null)))
      expect(screens.size).toBe(1)
    }
    expect(playWorld('slow', null, 1).screen).toEqual([
      { at: 0, says: '> charge card 1234: 42.00' },
      { at: 0, says: 'waiting …' },
      { at: 2_000_000, says: 'timeout after 2.0 s' },
    ])
  })

  test('differ in what the server did all the same', () => {
    for (const seed of SEEDS) {
      const charged = WORLDS.map(({ id }) => playWorld(id, null, seed).charged.length)
      expect(charged).toEqual([0, 0, 1, 1])
      // In the slow one only after the shop has stopped waiting, and decided.
      expect(playWorld('slow', null, seed).charged[0]).toBeGreaterThan(DECIDES_US)
    }
  })

  test('the run goes on from the decision, and is the same up to it', () => {
    for (const { id } of WORLDS) {
      const until = (decision: 'retry' | null) =>
        playWorld(id, decision, 3).tape.entries.filter(({ at }) => at < DECIDES_US)
      expect(until('retry')).toEqual(until(null))
      expect(screenBytes(id, 3, 'retry')).toBe(screenBytes(id, 3, null))
    }
  })

  test('twelve runs fill in the table; one column is right everywhere', () => {
    for (const seed of SEEDS)
      expect(chargeTable(seed)).toEqual([
        [0, 1, 1],
        [0, 1, 1],
        [1, 2, 1],
        [1, 2, 1],
      ])
  })

  test('what was wrong is mended after the timeout, and before the shop acts', () => {
    const { entries } = playWorld('crash', null, 3).tape
    const back = entries
      .filter(entry => entry.type === 'note' && entry.says === 'is back')
      .map(({ at }) => at)
    expect(back).toHaveLength(1)
    expect(back[0]).toBeGreaterThan(2_000_000)
    expect(back[0]).toBeLessThan(DECIDES_US)
  })

  test('a retry is answered in every world, with the key or without', () => {
    for (const { id } of WORLDS)
      for (const decision of ['retry', 'retry-key'] as const)
        expect(playWorld(id, decision, 5).screen.at(-1)?.says).toBe('ok: charged')
  })

  test('the server’s table holds the key once its charge is done', () => {
    for (const { id } of WORLDS)
      expect(playWorld(id, 'retry-key', 5).keys).toEqual({ 'order-7': 'charged 42.00' })
    expect(playWorld('request-lost', 'retry', 5).keys).toEqual({})
  })

  test('every world is drawn, by some seed', () => {
    expect(new Set(SEEDS.map(drawnWorld)).size).toBe(WORLDS.length)
    expect(DECISIONS).toHaveLength(3)
  })
})
