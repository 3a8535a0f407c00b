import type { RoomBus } from './bus.ts'
import { createRedisBus } from './bus-redis.ts'
import type { Keeper } from './keeper.ts'
import { createRedisKeeper } from './redis-keeper.ts'
import { connectRedis } from './redis-link.ts'

/** What servers that are one room have in common: who was there and did what, and what they tell each other. */
export interface RedisRoom {
  readonly keeper: Keeper
  readonly bus: RoomBus
  readonly close: () => Promise<void>
}

/** The room that is kept in the Redis of a URL. Rejects where there is none. */
export async function redisRoom(url: string): Promise<RedisRoom> {
  const link = await connectRedis(url)
  const bus = createRedisBus(link)
  return {
    keeper: createRedisKeeper(link),
    bus,
    close: async () => {
      // First, or it would ask for news for ever, and the program could not end.
      bus.close()
      await link.close()
    },
  }
}
