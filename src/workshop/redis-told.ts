import type { RoomBus } from './bus.ts'

const LOOK_MS = 1000

/** Tells the server's log when what the room is kept in went away and came back, until what comes back is called. */
export function tellAway(
  { staleSince, now }: Pick<RoomBus, 'staleSince' | 'now'>,
  log: (line: string) => void,
): () => void {
  let away: number | null = null
  const look = () => {
    const since = staleSince()
    if (since !== null && away === null)
      log('the Redis is away: other servers are not heard, and nothing is kept, until it is back')
    if (since === null && away !== null)
      log(`the Redis is back after ${Math.max(1, Math.round((now() - away) / 1000))} s`)
    away = since
  }
  const looking = setInterval(look, LOOK_MS)
  looking.unref()
  return () => clearInterval(looking)
}
