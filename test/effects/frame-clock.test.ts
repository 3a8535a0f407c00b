import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFrameClock } from '../../src/effects/frame-clock.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the frame clock', () => {
  test('fifteen frames a second, and together they are the time that went by', () => {
    const frames: number[] = []
    const clock = createFrameClock(elapsedMs => frames.push(elapsedMs))
    clock.start()
    vi.advanceTimersByTime(2010)
    expect(frames).toHaveLength(30)
    expect(frames.reduce((sum, elapsed) => sum + elapsed, 0)).toBeGreaterThan(1990)
  })

  test('stopped, it leaves no timer; started again, it counts from there', () => {
    const frames: number[] = []
    const clock = createFrameClock(elapsedMs => frames.push(elapsedMs), { framesPerSecond: 10 })
    expect(vi.getTimerCount()).toBe(0)
    clock.start()
    clock.start()
    expect([vi.getTimerCount(), clock.running()]).toEqual([1, true])
    vi.advanceTimersByTime(250)
    clock.stop()
    expect([vi.getTimerCount(), clock.running()]).toEqual([0, false])
    vi.advanceTimersByTime(10_000)
    clock.start()
    vi.advanceTimersByTime(100)
    expect(frames).toEqual([100, 100, 100])
  })

  test('a frame that stops the clock is the last one', () => {
    let frames = 0
    const clock = createFrameClock(() => {
      frames += 1
      clock.stop()
    })
    clock.start()
    vi.advanceTimersByTime(5000)
    expect([frames, vi.getTimerCount()]).toEqual([1, 0])
  })

  test('a frame that stops and starts the clock leaves one timer, not two', () => {
    const clock = createFrameClock(() => {
      clock.stop()
      clock.start()
    })
    clock.start()
    vi.advanceTimersByTime(5000)
    expect(vi.getTimerCount()).toBe(1)
    clock.stop()
  })

  test('after a suspend the story does not leap, and missed frames are not made up for', () => {
    const frames: number[] = []
    let asleepMs = 0
    const clock = createFrameClock(elapsedMs => frames.push(elapsedMs), {
      framesPerSecond: 10,
      now: () => performance.now() + asleepMs,
    })
    clock.start()
    vi.advanceTimersByTime(100)
    asleepMs = 3_600_000
    vi.advanceTimersByTime(300)
    expect(frames).toEqual([100, 250, 100, 100])
    // A clock that goes back, which it promises not to, is no time at all rather than negative time.
    asleepMs = 0
    vi.advanceTimersByTime(3_700_000)
    expect(Math.min(...frames)).toBeGreaterThanOrEqual(0)
    clock.stop()
  })
})
