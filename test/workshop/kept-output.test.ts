import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { KeptOutput, type KeptOutputOptions } from '../../src/workshop/kept-output.ts'

/** Something that is being kept, until it is told that it is. */
function work() {
  let [resolve, reject] = [() => {}, (_: Error) => {}]
  const promise = new Promise<void>((yes, no) => {
    ;[resolve, reject] = [yes, no]
  })
  return { promise, resolve, reject }
}

function keptOutput(options: Partial<KeptOutputOptions> = {}) {
  const shown: string[] = []
  const errors: unknown[] = []
  const room = { isFree: true }
  const write = (text: string) => shown.push(text) > 0 && room.isFree
  const client = Object.assign(new EventEmitter(), { write })
  const kept = new KeptOutput(client, {
    keep: () => null,
    onLate: () => {},
    onError: error => errors.push(error),
    ...options,
  })
  return { kept, shown, errors, client, room }
}

describe('what is shown was kept before', () => {
  test('it waits for what was being kept as it was written, and for nothing that began later', async () => {
    const { kept, shown } = keptOutput()
    let drained = 0
    kept.on('drain', () => (drained += 1))
    const [one, other, later] = [work(), work(), work()]
    expect(kept.write('a')).toBe(true)
    kept.holdFor(one.promise)
    kept.holdFor(other.promise)
    expect(kept.write('b')).toBe(false)
    kept.holdFor(later.promise)
    expect(kept.write('c')).toBe(false)
    one.resolve()
    await sleep(1)
    expect([shown, drained]).toEqual([['a'], 0])
    // What can't be kept is told by what is shown.
    other.reject(new Error('planted'))
    await sleep(1)
    // Not what was written behind it, by somebody who didn't wait: that comes from what is kept later.
    expect([shown, drained]).toEqual([['a', 'b'], 0])
    expect(kept.write('d')).toBe(false)
    later.resolve()
    await kept.shown()
    expect([shown, drained]).toEqual([['a', 'b', 'c', 'd'], 1])
  })

  test('it waits for all that is being kept, whichever is kept last', async () => {
    const { kept, shown } = keptOutput()
    const [progress, place] = [work(), work()]
    kept.holdFor(progress.promise)
    kept.holdFor(place.promise)
    kept.write('a')
    place.resolve()
    await sleep(1)
    expect(shown).toEqual([])
    progress.resolve()
    await kept.shown()
    expect(shown).toEqual(['a'])
  })

  test('a client that is full when it is shown what was held says itself when it has room', async () => {
    const { kept, client, room, shown } = keptOutput()
    let drained = 0
    kept.on('drain', () => (drained += 1))
    room.isFree = false
    kept.holdFor(Promise.resolve())
    kept.write('a')
    await kept.shown()
    expect([shown, drained]).toEqual([['a'], 0])
    client.emit('drain')
    expect(drained).toBe(1)
  })

  test('what begins to be kept because something is written holds that', async () => {
    const place = work()
    const { kept, shown } = keptOutput({ keep: () => place.promise })
    kept.write('a')
    await sleep(1)
    expect(shown).toEqual([])
    place.resolve()
    await kept.shown()
    expect(shown).toEqual(['a'])
  })

  test('where keeping takes too long that is told once, and all goes on; later it waits again', async () => {
    let late = 0
    const { kept, shown } = keptOutput({ lateMs: 5, onLate: () => (late += 1) })
    const one = work()
    kept.holdFor(one.promise)
    kept.write('a')
    await kept.shown()
    kept.write('b')
    expect([late, shown]).toEqual([1, ['a', 'b']])
    one.resolve()
    await sleep(1)
    const other = work()
    kept.holdFor(other.promise)
    kept.write('c')
    await sleep(1)
    expect([late, shown]).toEqual([1, ['a', 'b']])
    other.resolve()
    await kept.shown()
    expect(shown).toEqual(['a', 'b', 'c'])
  })

  test('a stall of the process isn’t taken for one of the disk', async () => {
    let late = 0
    const { kept, shown } = keptOutput({ lateMs: 5, onLate: () => (late += 1) })
    // What is kept by the next check for immediates, behind the next look at the timers.
    await new Promise(setImmediate)
    kept.holdFor(new Promise(setImmediate))
    kept.write('a')
    for (const end = performance.now() + 20; performance.now() < end; );
    await kept.shown()
    expect([late, shown]).toEqual([0, ['a']])
  })

  test('a client’s own «drain» is passed on, and what throws then is told', async () => {
    const { kept, client, errors } = keptOutput()
    let drained = 0
    kept.on('drain', () => {
      drained += 1
      if (drained === 2) throw new Error('planted')
    })
    client.emit('drain')
    kept.holdFor(Promise.resolve())
    kept.write('a')
    await kept.shown()
    expect([drained, errors.length]).toEqual([2, 1])
  })
})
