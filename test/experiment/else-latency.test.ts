import { expect, test } from 'vitest'
import { runUsual } from './usual.ts'

const SEEDS = [1, 2, 3]

test.each([0.5, 10, 150])('a majority %f ms away costs two round trips, written or read', trip => {
  for (const seed of SEEDS) {
    const { figures } = runUsual('else-latency', { 'round-trip': trip }, seed)
    // Two round trips to the quicker of two peers, each leg within a tenth; and 0.2 to 0.4 ms to the replica and back.
    for (const name of ['write', 'read']) {
      expect(figures[name]).toBeGreaterThan(2 * trip * 0.9 + 0.2)
      expect(figures[name]).toBeLessThan(2 * trip * 1.1 + 0.4)
    }
    expect(figures['slow-write'] ?? 0).toBeGreaterThan(figures['write'] ?? 0)
  }
})

test('the nearest copy answers in the same time, however far the others are', () => {
  const far = runUsual('else-latency', { policy: 'availability', 'round-trip': 300 }).figures
  for (const name of ['write', 'slow-write', 'read', 'slow-read']) expect(far[name]).toBeLessThanOrEqual(0.4)
})

test('the tape is the first write: asked, promised, accepted by a majority, answered', () => {
  const { tape } = runUsual('else-latency', { 'round-trip': 150 })
  const count = (says: string) => tape.entries.filter(entry => entry.says === says).length
  expect(['write', 'prepare', 'promise', 'accept', 'reply', 'written'].map(count)).toEqual([1, 2, 2, 2, 1, 1])
  expect(tape.entries[0]?.at).toBe(0)
  const answered = tape.entries.findIndex(({ says }) => says === 'reply')
  expect(tape.entries.slice(0, answered).some(({ says }) => says === 'accepted')).toBe(true)
})
