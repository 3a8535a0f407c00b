import { createLocalBus, holdRoom, type RoomBus } from './bus.ts'
import type { RoomEvent } from './events.ts'
import { EMPTY_ROOM, type Room, roomNewsBetween, updateRoom } from './room.ts'

/** What goes between a worker and the process that started it, among other messages. */
type RoomMessage =
  | { readonly netsplit: 'room-hello' }
  | { readonly netsplit: 'room-event'; readonly event: RoomEvent }
  | { readonly netsplit: 'room-whole'; readonly room: Room }

/** One end of a channel that keeps order: of `process` in a worker, or of a worker in the primary. */
export interface Channel {
  readonly send: (message: unknown) => void
  /** What comes back ends it. */
  readonly receive: (listener: (message: unknown) => void) => () => void
}

/**
 * A worker's room: what is told here acts at once and goes to the primary, which passes it on to all, the sender
 * included. Until it comes back it is kept, since the whole room may arrive before it and not hold it.
 */
export function createIpcBus({ send, receive }: Channel): RoomBus {
  const holder = holdRoom()
  let unconfirmed: readonly RoomEvent[] = []
  const take = (message: unknown) => {
    if (!isRoomMessage(message)) return
    if (message.netsplit === 'room-event') {
      const key = keyOf(message.event)
      unconfirmed = unconfirmed.filter(event => keyOf(event) !== key)
      holder.take(message.event)
    } else if (message.netsplit === 'room-whole') {
      const whole = unconfirmed.reduce((room, event) => updateRoom(room, event)[0], message.room)
      holder.replace(whole, roomNewsBetween(holder.room(), whole))
    }
  }
  const end = receive(take)
  send({ netsplit: 'room-hello' } satisfies RoomMessage)
  return {
    tell: event => {
      unconfirmed = [...unconfirmed, event]
      holder.take(event)
      send({ netsplit: 'room-event', event } satisfies RoomMessage)
    },
    kept: () => null,
    subscribe: holder.subscribe,
    snapshot: holder.room,
    staleSince: () => null,
    now: Date.now,
    close: () => {
      end()
      holder.clear()
    },
  }
}

/** The primary's part: it has the room, and passes on what each worker tells. What comes back takes a worker in. */
export function serveIpcBus(first: Room = EMPTY_ROOM): {
  readonly bus: RoomBus
  readonly join: (worker: Channel) => () => void
} {
  const room = createLocalBus(first)
  const workers = new Set<Channel>()
  const pass = (event: RoomEvent) => {
    room.tell(event)
    for (const worker of workers) worker.send({ netsplit: 'room-event', event } satisfies RoomMessage)
  }
  return {
    bus: { ...room, tell: pass },
    join: worker => {
      workers.add(worker)
      const end = worker.receive(message => {
        if (!isRoomMessage(message)) return
        if (message.netsplit === 'room-event') pass(message.event)
        else if (message.netsplit === 'room-hello')
          worker.send({ netsplit: 'room-whole', room: room.snapshot() } satisfies RoomMessage)
      })
      return () => {
        end()
        workers.delete(worker)
      }
    },
  }
}

function keyOf({ stamp }: RoomEvent): string {
  return `${stamp.by} ${stamp.n}`
}

function isRoomMessage(message: unknown): message is RoomMessage {
  if (typeof message !== 'object' || message === null || !('netsplit' in message)) return false
  return typeof message.netsplit === 'string' && message.netsplit.startsWith('room-')
}
