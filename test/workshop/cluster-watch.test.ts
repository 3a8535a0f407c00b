import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watch } from '../../src/workshop/cluster-watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A process that is asked each 10 ms and given up after three turns, and that answers when it is told to. */
function watched() {
  const asked: { answer: () => void; goes: () => void }[] = []
  let hung = 0
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      asked.push({ answer: resolve, goes: () => reject(new Error('planted')) })
    })
  const watching = watch(ask, () => (hung += 1), { everyMs: 10, missesMax: 3 })
  return { watching, asked, hung: () => hung, turns: (n: number) => vi.advanceTimersByTimeAsync(10 * n) }
}

test('a process that is late again and again, and answers each time, is never given up', async () => {
  const { watching, asked, hung, turns } = watched()
  for (let time = 0; time < 5; time += 1) {
    await turns(3)
    expect([asked.length, watching.misses()]).toEqual([time + 1, 2])
    asked.at(-1)?.answer()
    await turns(0)
    expect(watching.misses()).toBe(0)
  }
  expect(hung()).toBe(0)
})

test('a process that owes an answer for too many turns is given up once, and not asked again', async () => {
  const { asked, hung, turns } = watched()
  await turns(3)
  expect(hung()).toBe(0)
  await turns(20)
  expect([asked.length, hung()]).toEqual([1, 1])
})

test('a process that is gone, or watched no more, is neither asked nor given up', async () => {
  const [gone, stopped] = [watched(), watched()]
  await gone.turns(1)
  gone.asked[0]?.goes()
  stopped.watching.stop()
  await gone.turns(20)
  expect([gone.asked.length, gone.hung(), stopped.asked.length, stopped.hung()]).toEqual([1, 0, 1, 0])
})
