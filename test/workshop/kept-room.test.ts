import { appendFileSync, existsSync, mkdirSync, readdirSync, rmdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createLocalBus } from '../../src/workshop/bus.ts'
import type { RoomEvent, Telling } from '../../src/workshop/events.ts'
import { mendJournal, openJournal } from '../../src/workshop/journal.ts'
import { openKeptRoom } from '../../src/workshop/kept-room.ts'
import { EMPTY_ROOM } from '../../src/workshop/room.ts'
import { temporaryFolder } from '../support/folder.ts'

let n = 0
function told(learner: string, telling: Telling): RoomEvent {
  n += 1
  return { from: 'session', stamp: { at: n, by: learner, n }, learner, session: 's', telling }
}
const predicted = (learner: string) => told(learner, { type: 'predicted', item: 'page/p', option: learner })
const files = (folder: string) => readdirSync(folder).sort()

test('what several processes told is one room after they were killed, half a line or not; an end ends it', async () => {
  const folder = join(temporaryFolder(), 'room')
  const first = await openKeptRoom(folder, Date.now())
  expect([first.room, first.since]).toEqual([EMPTY_ROOM, null])
  for (const learner of ['ada', 'bob'])
    openJournal(folder, createLocalBus(), async () => {}).tell(predicted(learner))
  const [some = ''] = files(folder)
  appendFileSync(join(folder, some), '{"from":"sess')
  const next = await openKeptRoom(folder, Date.now())
  expect(Object.keys(next.room.learners).sort()).toEqual(['ada', 'bob'])
  // Nobody is in: their connections were those of a server that is gone.
  expect(next.room.learners['ada']?.sessions).toMatchObject({ s: { value: false } })
  expect(next.since).not.toBeNull()
  await next.begin(() => next.room)
  expect(files(folder)).toEqual(['room.json'])
  const after = await openKeptRoom(folder, Date.now())
  expect(after.room).toEqual(next.room)
  expect((await openKeptRoom(folder, Date.now() + 13 * 3_600_000)).room).toEqual(EMPTY_ROOM)
  await after.end()
  expect(existsSync(folder)).toBe(false)
})

test('a file that grew long goes once the room is kept as a whole, and stays where that fails', async () => {
  const folder = temporaryFolder()
  const bus = createLocalBus()
  const kept = await openKeptRoom(folder, Date.now())
  const keep = vi.fn(() => kept.keep(bus.snapshot))
  keep.mockRejectedValueOnce(new Error('planted'))
  const journal = openJournal(folder, bus, keep, { turnBytes: 300 })
  for (const learner of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    journal.tell(predicted(learner))
    await vi.waitFor(() =>
      expect(keep.mock.settledResults.every(({ type }) => type !== 'incomplete')).toBe(true),
    )
  }
  expect(keep.mock.calls.length).toBeGreaterThan(1)
  await vi.waitFor(() => expect(files(folder).length).toBeLessThan(4))
  journal.close()
  expect(Object.keys((await openKeptRoom(folder, Date.now())).room.learners).join('')).toBe('abcdefgh')
})

test('where what is told can’t be kept, that is said once, and on the board; the whole room is kept once it can be', async () => {
  const folder = join(temporaryFolder(), 'room')
  const kept = await openKeptRoom(folder, Date.now())
  rmdirSync(folder)
  const bus = createLocalBus()
  const log: string[] = []
  const keep = () => kept.keep(bus.snapshot)
  // Two processes of a server, which hear of each other.
  const two = [1, 2].map(() => openJournal(folder, bus, keep, { log: line => log.push(line) }))
  const end = mendJournal(bus, keep, line => log.push(line), 5)
  onTestFinished(end)
  for (const learner of ['a', 'b', 'c']) for (const journal of two) journal.tell(predicted(learner))
  await vi.waitFor(() => expect(log).toEqual([expect.stringMatching(/not kept: it is not there \(ENOENT\)/)]))
  expect(bus.snapshot().unkept?.value).toBe('it is not there (ENOENT)')
  mkdirSync(folder)
  await vi.waitFor(() => expect(bus.snapshot().unkept?.value).toBeNull())
  expect(log).toHaveLength(2)
  const next = await openKeptRoom(folder, Date.now())
  expect([Object.keys(next.room.learners).join(''), next.room.unkept]).toEqual(['abc', null])
})

test('what is told after a full disk cut a line off is kept', async () => {
  const folder = temporaryFolder()
  const room: number[] = [10, 1000, 0, 1000]
  const log = vi.fn()
  const writeBytes = (handle: number, bytes: Uint8Array) => {
    const fits = room.shift() ?? 0
    if (fits === 0) throw new Error('planted')
    return writeSync(handle, bytes.subarray(0, fits))
  }
  const journal = openJournal(folder, createLocalBus(), async () => {}, { writeBytes, log })
  for (const learner of ['a', 'b', 'c', 'd']) journal.tell(predicted(learner))
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('not kept: the disk takes no more'))
  journal.close()
  expect(Object.keys((await openKeptRoom(folder, Date.now())).room.learners).join('')).toBe('bd')
})
