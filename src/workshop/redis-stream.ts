import type { RedisLink } from './redis-link.ts'
import { ROOM_OVER_AFTER_MS } from './room.ts'

const STREAM = 'netsplit:room'
/** How long a read waits for news before it asks again, and how many it takes at once. */
const BLOCK_MS = 1000
const AT_ONCE = 500
const FROM_THE_START = '0-0'
const RETRY_MS = 100
/** Some five megabytes, and a copy of the whole room each time that a large one has told so much. */
const ENTRIES_MAX = 20_000

/** What is told, as JSON: one event, or a copy of the whole room. */
export interface Entry {
  readonly event?: string
  readonly room?: string
}

export interface RoomStreamOptions {
  /** Each entry, in order; after `again` from the first one once more. */
  readonly take: (entry: Entry) => void
  /** The room, with all that was taken. */
  readonly whole: () => string
  /** It is made shorter where it holds more. */
  readonly entriesMax?: number
}

/**
 * The stream of what is told in a room. It stays short: a copy of the whole room goes in, and what that holds goes out,
 * so that whoever reads it from the start still comes to know all. It goes itself when the room is over.
 */
export interface RoomStream {
  /** Resolves once it is there. */
  readonly add: (event: string) => Promise<void>
  readonly addWhole: () => Promise<void>
  /** The Redis was restarted, and what was read is perhaps not all that there is. */
  readonly again: () => void
  readonly close: () => void
}

export function openRoomStream(
  { client, reader, onBack }: RedisLink,
  options: RoomStreamOptions,
): RoomStream {
  const { take, whole, entriesMax = ENTRIES_MAX } = options
  let cursor = FROM_THE_START
  let closed = false
  let isLong = false
  /** One that fails is tried again when the Redis has been away: one that is too old for it stays as it is. */
  let shortening = false
  const endBack = onBack(() => {
    shortening = false
  })
  const add = async (entry: Entry) => {
    const more = client.multi().xAdd(STREAM, '*', { ...entry })
    const [, , length] = await more.pExpire(STREAM, ROOM_OVER_AFTER_MS).xLen(STREAM).exec()
    if (Number(length) > entriesMax && !shortening) isLong = true
  }
  /** All up to what was read is in the room, and so in the copy. */
  const shorten = async (read: string) => {
    isLong = false
    shortening = true
    await add({ room: whole() })
    await client.xTrim(STREAM, 'MINID', following(read))
    shortening = false
  }
  const read = async () => {
    const from = cursor
    const found = await reader.xRead({ key: STREAM, id: from }, { BLOCK: BLOCK_MS, COUNT: AT_ONCE })
    // Unless it went back to the start meanwhile.
    const goesOn = cursor === from
    const messages = messagesOf(found)
    for (const { id, message } of messages) {
      if (goesOn) cursor = id
      take(message)
    }
    const isAtEnd = goesOn && messages.length > 0 && messages.length < AT_ONCE
    if (isLong && isAtEnd && !shortening) void shorten(cursor).catch(() => undefined)
  }
  const follow = async () => {
    while (!closed) await read().catch(() => new Promise(resolve => setTimeout(resolve, RETRY_MS)))
  }
  void follow()
  return {
    add: event => add({ event }),
    addWhole: () => add({ room: whole() }),
    again: () => {
      cursor = FROM_THE_START
    },
    close: () => {
      closed = true
      endBack()
    },
  }
}

interface Message {
  readonly id: string
  readonly message: Entry
}

function messagesOf(found: unknown): readonly Message[] {
  if (!Array.isArray(found)) return []
  return found.flatMap((stream: { readonly messages: readonly Message[] }) => stream.messages)
}

/** The id behind one of a stream's: they are a time and a number. */
function following(id: string): string {
  const [time, number] = id.split('-')
  return `${time}-${Number(number) + 1}`
}
