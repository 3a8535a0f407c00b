import type { RoomNews } from '../app/app.ts'
import type { EpochMs } from '../progress/progress.ts'
import type { RoomEvent } from './events.ts'
import { EMPTY_ROOM, type Room, updateRoom } from './room.ts'

/** Told after each change: the room as it is now, and what everybody in it is to be told. */
export type RoomListener = (room: Room, news: readonly RoomNews[]) => void

/**
 * What joins the sessions and boards of one room, wherever they run. What is told acts here at once, and elsewhere a
 * moment later; since a room is a join of its events, all come to know the same.
 */
export interface RoomBus {
  readonly tell: (event: RoomEvent) => void
  /**
   * Resolves once all that is told here outlives this process, and rejects where it can't be sent now: then it acts here
   * alone, and is sent later. Null where nothing of it is on its way.
   */
  readonly kept: () => Promise<unknown> | null
  /** What comes back ends it. A listener that throws disturbs nobody. */
  readonly subscribe: (listener: RoomListener) => () => void
  readonly snapshot: () => Room
  /** Since when the others have not been heard, by the room's clock; null while they are. */
  readonly staleSince: () => number | null
  /** The clock that all of the room share, in ms: what begins for everybody begins by it. */
  readonly now: () => EpochMs
  readonly close: () => void
}

/** A room and those who listen to it: what every bus has at its end. */
export interface RoomHolder {
  readonly room: () => Room
  /** Whether the event was news. */
  readonly take: (event: RoomEvent) => boolean
  /** Another copy of the room takes this one's place; `news` is what that changes for everybody. */
  readonly replace: (room: Room, news: readonly RoomNews[]) => void
  readonly subscribe: RoomBus['subscribe']
  readonly clear: () => void
}

export function holdRoom(first: Room = EMPTY_ROOM): RoomHolder {
  let room = first
  const listeners = new Set<RoomListener>()
  const replace = (next: Room, news: readonly RoomNews[]) => {
    room = next
    for (const listener of [...listeners])
      try {
        listener(next, news)
      } catch {
        // Whoever can't hear it ends by themselves; the room goes on.
      }
  }
  return {
    room: () => room,
    take: event => {
      const [next, news] = updateRoom(room, event)
      if (next === room) return false
      replace(next, news)
      return true
    },
    replace,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear: () => listeners.clear(),
  }
}

/** The room of one process. */
export function createLocalBus(first: Room = EMPTY_ROOM): RoomBus {
  const holder = holdRoom(first)
  return {
    tell: holder.take,
    kept: () => null,
    subscribe: holder.subscribe,
    snapshot: holder.room,
    staleSince: () => null,
    now: Date.now,
    close: holder.clear,
  }
}
