import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterMs } from '../../src/tui/after.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const nextTurn = () => new Promise(resolve => setImmediate(resolve))

test('once the time is up, what has arrived meanwhile is heard first, and may still call it back', async () => {
  const [work, other] = [vi.fn(), vi.fn()]
  const cancel = afterMs(work, 50)
  afterMs(other, 50)
  vi.advanceTimersByTime(50)
  expect([work, other].map(each => each.mock.calls.length)).toEqual([0, 0])
  cancel()
  await nextTurn()
  expect([work, other].map(each => each.mock.calls.length)).toEqual([0, 1])
})

test('called back before, it never happens', async () => {
  const work = vi.fn()
  const cancel = afterMs(work, 50)
  vi.advanceTimersByTime(49)
  cancel()
  vi.advanceTimersByTime(1)
  await nextTurn()
  expect(work).not.toHaveBeenCalled()
})
