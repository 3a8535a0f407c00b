import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PatientOutput, terminalOutput } from '../../src/effects/terminal-output.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A terminal that takes so many bytes, and so many more after so many ms in which somebody has waited for it. */
function terminal(room: number, more = (_ms: number) => 0) {
  const found = { taken: '', room, stoodStillMs: 0, closed: 0, error: null as string | null, drained: 0 }
  const write = (bytes: Uint8Array) => {
    if (found.error !== null) throw Object.assign(new Error('no'), { code: found.error })
    if (found.room === 0) throw Object.assign(new Error('full'), { code: 'EAGAIN' })
    const piece = Buffer.from(bytes.subarray(0, found.room))
    found.taken += piece.toString('latin1')
    found.room -= piece.length
    return piece.length
  }
  const wait = (ms: number) => {
    found.stoodStillMs += ms
    found.room += more(found.stoodStillMs)
    vi.setSystemTime(Date.now() + ms)
  }
  const close = () => {
    found.closed += 1
  }
  const output = new PatientOutput({ write, now: Date.now, wait }, close)
  output.on('drain', () => {
    found.drained += 1
  })
  return { found, output }
}

test('what the terminal takes is written at once; what it doesn’t take in its time, in order, and that is told', () => {
  const { found, output } = terminal(5)
  expect(output.write('abc')).toBe(true)
  expect(output.write('défg')).toBe(false)
  // In the middle of a character.
  expect(found.taken).toBe('abcd\xc3')
  vi.advanceTimersByTime(400)
  expect([found.drained, output.stalledMs()]).toEqual([0, 400])
  found.room = 100
  vi.advanceTimersByTime(16)
  expect(Buffer.from(found.taken, 'latin1').toString()).toBe('abcdéfg')
  expect([found.drained, output.stalledMs()]).toEqual([1, 0])
  expect(output.write('.')).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('it is stalled since it took something last, or was given the first that it didn’t take', () => {
  const { found, output } = terminal(0)
  vi.advanceTimersByTime(5000)
  output.write('ab')
  vi.advanceTimersByTime(100)
  expect(output.stalledMs()).toBe(100)
  found.room = 1
  vi.advanceTimersByTime(16)
  expect(output.stalledMs()).toBeLessThanOrEqual(16)
})

test('whoever writes again before room is told of waits for that as well', () => {
  const { found, output } = terminal(0)
  output.write('a')
  found.room = 9
  expect([output.write('b'), found.taken, found.drained]).toEqual([false, 'ab', 0])
  vi.advanceTimersByTime(16)
  expect([output.write('c'), found.taken, found.drained]).toEqual([true, 'abc', 1])
})

test('all being taken can be waited for; a terminal that has gone ends that too', async () => {
  const { found, output } = terminal(1)
  await output.taken()
  output.write('ab')
  let taken = false
  const waiting = output.taken().then(() => {
    taken = true
  })
  await vi.advanceTimersByTimeAsync(1000)
  expect(taken).toBe(false)
  found.room = 9
  await vi.advanceTimersByTimeAsync(16)
  await waiting
  found.room = 0
  output.write('c')
  const gone = output.taken()
  found.error = 'EIO'
  await vi.advanceTimersByTimeAsync(16)
  await gone
})

test('settling waits for one that reads on, however long it takes, and not for one that doesn’t', () => {
  const slow = terminal(0, ms => (ms % 100 === 0 ? 4 : 0))
  slow.output.write('x'.repeat(40))
  slow.output.settle()
  expect(slow.found).toMatchObject({ taken: 'x'.repeat(40), stoodStillMs: 1000 })

  const gone = terminal(0)
  gone.output.write('frame')
  gone.output.settle()
  expect(gone.found).toMatchObject({ taken: '', stoodStillMs: 500 })
  // What was let go isn't written later, and whoever waits for room is told.
  gone.found.room = 100
  vi.advanceTimersByTime(16)
  expect(gone.found).toMatchObject({ taken: '', drained: 1 })
})

test('a terminal that has long been stalled is given its time to settle all the same, and closing settles', () => {
  for (const end of ['settle', 'close'] as const) {
    const { found, output } = terminal(0)
    output.write('frame')
    vi.advanceTimersByTime(1000)
    output[end]()
    expect(found.stoodStillMs).toBe(500)
  }
})

test('a terminal that has gone is told of as a stream tells it, once; and where nobody listens nothing is thrown', () => {
  const { found, output } = terminal(100)
  found.error = 'EIO'
  output.write('a')
  expect(() => vi.runAllTimers()).not.toThrow()
  const errors: unknown[] = []
  output.on('error', error => errors.push(error))
  output.write('b')
  expect(errors).toEqual([])
  vi.runAllTimers()
  expect(errors).toHaveLength(1)
  output.close()
  expect([found.closed, vi.getTimerCount()]).toEqual([1, 0])
})

test('where Node has no terminal of its own, its output is used as it is', () => {
  const written: string[] = []
  const write = (text: string) => written.push(text) > 1
  for (const own of [
    {},
    { _handle: null },
    { _handle: { fd: 1, setBlocking: () => {} } },
    { isTTY: false },
  ]) {
    const stream = Object.assign(new EventEmitter(), { isTTY: true, write, ...own })
    const output = terminalOutput(stream)
    expect(output.write('x')).toBe(written.length > 1)
    output.settle()
    output.close()
    let drained = false
    output.on('drain', () => {
      drained = true
    })
    stream.emit('drain')
    expect([drained, output.stalledMs()]).toEqual([true, 0])
  }
  expect(written).toHaveLength(4)
})
