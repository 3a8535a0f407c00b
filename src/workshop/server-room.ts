import { join } from 'node:path'
import type { RoomBus } from './bus.ts'
import { type Channel, serveIpcBus } from './bus-ipc.ts'
import type { WorkerStart } from './cluster-words.ts'
import { createFileKeeper } from './file-keeper.ts'
import { mendJournal, openJournal } from './journal.ts'
import type { Keeper } from './keeper.ts'
import { openKeptRoom } from './kept-room.ts'

/** What a server has once, whatever processes it has: who was there, what they did, and what they tell each other. */
export interface ServerRoom {
  readonly keeper: Keeper
  readonly bus: RoomBus
  /** Takes a worker into the room; what comes back takes it out. */
  readonly join: (worker: Channel) => () => void
  /** Resolves once the room is kept, with all that was told before. */
  readonly keepRoom: () => Promise<void>
  /** Where the workers find it. */
  readonly places: Pick<WorkerStart, 'learners' | 'room' | 'redis'>
  /** Since when the room that goes on here was left, in the wall clock's ms; null where it begins anew. */
  readonly since: number | null
  /** Only for whoever has the port, lest two servers keep one room. */
  readonly begin: () => Promise<void>
  /** Lets go of it, which stays as it is: another server's, perhaps. Without this the program can't end. */
  readonly close: () => Promise<void>
  /** The workshop is over: learners stay, the room doesn't. */
  readonly end: () => Promise<void>
}

/**
 * The room of the server at a port of this machine, in files of a folder. At port 0, which is any that is free, it is in
 * memory: nobody could tell it from that of another such server.
 */
export async function roomInFiles(
  folder: string,
  port: number,
  now: number,
  log: (line: string) => void,
): Promise<ServerRoom> {
  const learners = join(folder, 'learners')
  if (port === 0) return roomInMemory(learners)
  const places = { learners, room: join(folder, `room-${port}`), redis: null }
  const kept = await openKeptRoom(places.room, now)
  const { bus: told, join: joinRoom } = serveIpcBus(kept.room)
  const keepRoom = () => kept.keep(told.snapshot)
  const bus = openJournal(places.room, told, keepRoom, { log })
  const endMending = mendJournal(told, keepRoom, log)
  const close = () => {
    endMending()
    bus.close()
  }
  return {
    keeper: createFileKeeper(places.learners),
    bus,
    join: joinRoom,
    keepRoom,
    places,
    since: kept.since,
    begin: () => kept.begin(told.snapshot),
    close: async () => close(),
    end: async () => {
      close()
      await kept.end()
    },
  }
}

function roomInMemory(learners: string): ServerRoom {
  const { bus, join } = serveIpcBus()
  const end = async () => bus.close()
  return {
    keeper: createFileKeeper(learners),
    bus,
    join,
    keepRoom: async () => {},
    places: { learners, room: null, redis: null },
    since: null,
    begin: async () => {},
    close: end,
    end,
  }
}

/** The room of all servers that share a Redis. Each process is one of them. Rejects where there is no Redis now. */
export async function roomOnRedis(url: string): Promise<ServerRoom> {
  // Loaded here, since hardly anybody needs it.
  const { redisRoom } = await import('./redis-room.ts')
  const { keeper, bus, close } = await redisRoom(url)
  return {
    keeper,
    bus,
    join: () => () => {},
    keepRoom: async () => {},
    places: { learners: '', room: null, redis: url },
    since: null,
    begin: async () => {},
    close,
    end: close,
  }
}
