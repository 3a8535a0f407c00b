import { holdRoom, type RoomBus } from './bus.ts'
import type { RoomEvent } from './events.ts'
import type { RedisLink } from './redis-link.ts'
import { ROOM_OVER_AFTER_MS } from './room.ts'

const STREAM = 'netsplit:room'
/** How long a read waits for news before it asks again, and how many it takes at once. */
const BLOCK_MS = 1000
const AT_ONCE = 500
const FROM_THE_START = '0-0'

/**
 * The room of all servers that share a Redis, as a stream of what was told. What is told here acts at once, and is sent
 * again until it has come back. A Redis that was restarted may have forgotten the newest, or all: then every server sends
 * what it knows, since the room is a join, and twice is once. The stream goes when the room is over, and so grows no
 * longer than a class goes on.
 */
export function createRedisBus({ client, reader, awaySince, onBack, now }: RedisLink): RoomBus {
  const holder = holdRoom()
  const known = new Map<string, RoomEvent>()
  const unconfirmed = new Map<string, RoomEvent>()
  let cursor = FROM_THE_START
  let closed = false
  let sending: Promise<unknown> | null = null

  const send = async (events: Iterable<RoomEvent>) => {
    for (const event of events)
      await client
        .multi()
        .xAdd(STREAM, '*', { event: JSON.stringify(event) })
        .pExpire(STREAM, ROOM_OVER_AFTER_MS)
        .exec()
  }
  const take = (event: RoomEvent) => {
    known.set(keyOf(event), event)
    holder.take(event)
  }
  const endBack = onBack(restarted => {
    if (restarted) cursor = FROM_THE_START
    // Copied: more may be told meanwhile, and is sent by itself.
    const again = [...(restarted ? known : unconfirmed).values()]
    void send(again).catch(() => undefined)
  })
  const read = async () => {
    const from = cursor
    const found = await reader.xRead({ key: STREAM, id: from }, { BLOCK: BLOCK_MS, COUNT: AT_ONCE })
    // Unless it went back to the start meanwhile.
    const goesOn = cursor === from
    for (const { id, message } of messagesOf(found)) {
      if (goesOn) cursor = id
      const event = eventOf(message['event'])
      if (event === null) continue
      unconfirmed.delete(keyOf(event))
      take(event)
    }
  }
  const follow = async () => {
    while (!closed) await read().catch(() => new Promise(resolve => setTimeout(resolve, RETRY_MS)))
  }
  void follow()
  return {
    tell: event => {
      unconfirmed.set(keyOf(event), event)
      take(event)
      const all = Promise.all([sending, send([event])])
      sending = all
      const over = () => {
        if (sending === all) sending = null
      }
      all.then(over, over)
    },
    kept: () => sending,
    subscribe: holder.subscribe,
    snapshot: holder.room,
    staleSince: awaySince,
    now,
    close: () => {
      closed = true
      endBack()
      holder.clear()
    },
  }
}

const RETRY_MS = 100

function keyOf({ stamp }: RoomEvent): string {
  return `${stamp.by} ${stamp.n}`
}

interface Message {
  readonly id: string
  readonly message: Readonly<Record<string, string>>
}

function messagesOf(found: unknown): readonly Message[] {
  if (!Array.isArray(found)) return []
  return found.flatMap((stream: { readonly messages: readonly Message[] }) => stream.messages)
}

/** What another server told; nothing where it is none of ours. */
function eventOf(text: string | undefined): RoomEvent | null {
  try {
    const event = JSON.parse(text ?? '') as RoomEvent
    return typeof event.stamp.by === 'string' ? event : null
  } catch {
    return null
  }
}
