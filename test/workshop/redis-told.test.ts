import { expect, onTestFinished, test, vi } from 'vitest'
import { tellAway } from '../../src/workshop/redis-told.ts'

test('the log has it once when the Redis goes, and how long it was away when it is back', () => {
  vi.useFakeTimers({ now: 0 })
  onTestFinished(() => void vi.useRealTimers())
  const log: string[] = []
  let since: number | null = null
  const end = tellAway({ staleSince: () => since, now: Date.now }, line => log.push(line))
  vi.advanceTimersByTime(5000)
  expect(log).toEqual([])
  since = 5000
  vi.advanceTimersByTime(26_000)
  expect(log).toEqual([expect.stringMatching(/^the Redis is away: .* nothing is kept, until it is back$/)])
  since = null
  vi.advanceTimersByTime(5000)
  expect(log.slice(1)).toEqual(['the Redis is back after 27 s'])
  end()
  since = 40_000
  vi.advanceTimersByTime(5000)
  expect(log.length).toBe(2)
})
