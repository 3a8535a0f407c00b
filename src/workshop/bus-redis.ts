import { holdRoom, type RoomBus } from './bus.ts'
import type { RoomEvent } from './events.ts'
import type { RedisLink } from './redis-link.ts'
import { keepPresence, type PresenceTimes } from './redis-presence.ts'
import { type Entry, openRoomStream, type RoomStreamOptions } from './redis-stream.ts'
import { joinRooms, roomNewsBetween } from './room.ts'
import { parsed, roomOf, roomText } from './room-text.ts'

export interface RedisBusOptions extends Pick<RoomStreamOptions, 'entriesMax'> {
  readonly presence?: PresenceTimes
}

/**
 * The room of all servers that share a Redis, as a stream of what was told. What is told here acts at once, and is sent
 * again until it has come back. A Redis that was restarted may have forgotten the newest, or all: then every server sends
 * the room as it knows it, since that is a join, and twice is once.
 */
export function createRedisBus(link: RedisLink, options: RedisBusOptions = {}): RoomBus {
  const holder = holdRoom()
  const unconfirmed = new Map<string, RoomEvent>()
  let sending: Promise<unknown> | null = null

  const take = ({ event: text, room }: Entry) => {
    const whole = room === undefined ? null : roomOf(room)
    if (whole !== null) {
      const before = holder.room()
      const after = joinRooms(before, whole)
      holder.replace(after, roomNewsBetween(before, after))
    }
    const event = eventOf(text)
    if (event === null) return
    unconfirmed.delete(keyOf(event))
    holder.take(event)
  }
  const stream = openRoomStream(link, { ...options, take, whole: () => roomText(holder.room()) })
  const send = (event: RoomEvent) => stream.add(JSON.stringify(event))
  const sendAgain = async (restarted: boolean) => {
    // Copied: more may be told meanwhile, and is sent by itself.
    const events = [...unconfirmed.values()]
    if (restarted) await stream.addWhole()
    for (const event of events) await send(event)
  }
  const endBack = link.onBack(restarted => {
    if (restarted) stream.again()
    void sendAgain(restarted).catch(() => undefined)
  })
  const tell = (event: RoomEvent) => {
    unconfirmed.set(keyOf(event), event)
    holder.take(event)
    const all = Promise.all([sending, send(event)])
    sending = all
    const over = () => {
      if (sending === all) sending = null
    }
    all.then(over, over)
  }
  const presence = keepPresence(link, holder.room, tell, options.presence)
  return {
    tell: event => {
      presence.told(event)
      tell(event)
    },
    kept: () => sending,
    subscribe: holder.subscribe,
    snapshot: holder.room,
    staleSince: link.awaySince,
    now: link.now,
    close: () => {
      presence.close()
      stream.close()
      endBack()
      holder.clear()
    },
  }
}

function keyOf({ stamp }: RoomEvent): string {
  return `${stamp.by} ${stamp.n}`
}

/** What another server told; null where it is none of ours. */
function eventOf(text = ''): RoomEvent | null {
  const event = parsed<RoomEvent>(text)
  return typeof event?.stamp?.by === 'string' ? event : null
}
