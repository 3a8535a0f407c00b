import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../effects/failure.ts'
import { makeFolder } from '../effects/make-folder.ts'
import { replaceFile } from '../effects/replace-file.ts'
import type { RoomEvent } from './events.ts'
import { EMPTY_ROOM, ROOM_OVER_AFTER_MS, type Room, updateRoom } from './room.ts'
import { parsed, roomOf, roomText } from './room-text.ts'

/**
 * A room that is kept in a folder, so that it goes on after its server was killed: `room.json`, what it was at a
 * moment, and in `told-….jsonl` what each process told since then (`journal.ts`). It is a join of both, in any order
 * and however often.
 */
export interface KeptRoom {
  /** As it was left, without anybody in it; empty where it is over or was never there. */
  readonly room: Room
  /** When something was last told there, in the wall clock's ms; null where there is no room to go on with. */
  readonly since: number | null
  /** Keeps the room, with all that it holds now, in the place of all that was found. Only for whoever has the port. */
  readonly begin: (room: () => Room) => Promise<void>
  /** Resolves when the room, with all that it holds now, is kept. One after the other. */
  readonly keep: (room: () => Room) => Promise<void>
  /** It is over: the next one begins anew. */
  readonly end: () => Promise<void>
}

const WHOLE = 'room.json'
const TOLD = /^told-.*\.jsonl$/

/** The room in a folder, which need not be there yet. Rejects with what the system says. */
export async function openKeptRoom(folder: string, now: number): Promise<KeptRoom> {
  await makeFolder(folder, 0o700)
  const whole = join(folder, WHOLE)
  const told = (await readdir(folder)).filter(name => TOLD.test(name)).map(name => join(folder, name))
  const times = await Promise.all(
    [whole, ...told].map(path => stat(path).then(found => found.mtimeMs, missing)),
  )
  const since = Math.max(0, ...times)
  const goesOn = since > 0 && now - since < ROOM_OVER_AFTER_MS
  let room = goesOn ? await readWhole(whole) : EMPTY_ROOM
  if (goesOn)
    for (const path of told) for (const event of await readTold(path)) room = updateRoom(room, event)[0]
  let turn = Promise.resolve()
  const keep = (current: () => Room) => {
    const work = () => replaceFile(whole, roomText(current()), async () => true)
    const done = turn.then(work)
    turn = done.then(
      () => undefined,
      () => undefined,
    )
    return done.then(() => undefined)
  }
  return {
    room: withNobodyIn(room),
    since: goesOn ? since : null,
    begin: async first => {
      await keep(first)
      for (const path of told) await rm(path, { force: true })
    },
    keep,
    end: async () => {
      await turn
      for (const name of await readdir(folder))
        if (name === WHOLE || TOLD.test(name)) await rm(join(folder, name), { force: true })
      // Somebody else's file in it keeps it.
      await rmdir(folder).catch(() => undefined)
    },
  }
}

/** Its connections, and what kept it from being kept, were another server's, which is gone. */
function withNobodyIn(room: Room): Room {
  const learners = Object.entries(room.learners).map(([id, learner]) => {
    const sessions = Object.entries(learner.sessions)
    const ended = sessions.map(([session, { stamp }]) => [session, { stamp, value: false }])
    return [id, { ...learner, sessions: Object.fromEntries(ended) }]
  })
  return { ...room, learners: Object.fromEntries(learners), unkept: null }
}

async function readWhole(path: string): Promise<Room> {
  const text = await readFile(path, 'utf8').catch(error => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  return (text === null ? null : roomOf(text)) ?? EMPTY_ROOM
}

async function readTold(path: string): Promise<readonly RoomEvent[]> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  // The last one may be half a line, where the power went.
  return lines.flatMap(line => parsed<RoomEvent>(line) ?? [])
}

function missing(error: unknown): number {
  if (codeOf(error) === 'ENOENT') return 0
  throw error
}
