import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { emptyProgress, withPage } from '../../src/progress/progress.ts'
import type { RoomBus } from '../../src/workshop/bus.ts'
import { createRedisBus, type RedisBusOptions } from '../../src/workshop/bus-redis.ts'
import type { RoomEvent, Telling } from '../../src/workshop/events.ts'
import type { Keeper } from '../../src/workshop/keeper.ts'
import { createRedisKeeper } from '../../src/workshop/redis-keeper.ts'
import { connectRedis, type RedisLink } from '../../src/workshop/redis-link.ts'
import { ROOM_OVER_AFTER_MS } from '../../src/workshop/room.ts'
import { present } from '../../src/workshop/tallies.ts'
import { HAS_REDIS, startRedis } from './redis-server.ts'

interface Server {
  readonly link: RedisLink
  readonly bus: RoomBus
  readonly keeper: Keeper
}

/** What a server has of the room, without its sessions. */
async function serverOn(url: string, silentMs?: number, options?: RedisBusOptions): Promise<Server> {
  const link = await connectRedis(url, silentMs)
  const bus = createRedisBus(link, options)
  onTestFinished(async () => {
    bus.close()
    await link.close()
  })
  return { link, bus, keeper: createRedisKeeper(link) }
}

let told = 0
function event(learner: string, telling: Telling): RoomEvent {
  told += 1
  return { from: 'session', stamp: { at: told, by: learner, n: told }, learner, session: 's', telling }
}

const at = (page: number) => withPage(emptyProgress, 'lesson', page, 1000 + page)
const stopped = async ({ keeper }: Server, learner: string) => {
  const { progress } = await keeper.load(learner)
  return progress.lessons['lesson']?.stopped?.page
}

describe.skipIf(!HAS_REDIS)('two servers and one Redis (skipped where redis-server is not installed)', () => {
  test('are one room, and keep each learner together', async () => {
    const { url } = await startRedis()
    const [a, b] = [await serverOn(url), await serverOn(url)]
    a.bus.tell(event('ada', { type: 'joined', name: 'Ada' }))
    await a.bus.kept()
    expect(await a.link.client.xLen('netsplit:room')).toBe(1)
    expect(a.bus.kept()).toBeNull()
    b.bus.tell(event('bob', { type: 'joined', name: 'Bob' }))
    const late = await serverOn(url)
    await vi.waitFor(() => {
      for (const { bus } of [a, b, late]) expect(Object.keys(bus.snapshot().learners)).toHaveLength(2)
      expect(b.bus.snapshot()).toEqual(a.bus.snapshot())
    }, 30_000)
    expect(a.bus.staleSince()).toBeNull()
    expect(Math.abs(a.link.now() - b.link.now())).toBeLessThan(500)
    // It goes by itself when the room is over.
    const left = await a.link.client.pTTL('netsplit:room')
    expect(left).toBeGreaterThan(ROOM_OVER_AFTER_MS - 60_000)
    expect(left).toBeLessThanOrEqual(ROOM_OVER_AFTER_MS)

    const record = { name: 'Ada', proof: { type: 'key', fingerprint: 'f' } } as const
    const claims = await Promise.all([a, b, late].map(({ keeper }) => keeper.claim('ada', record)))
    expect(claims.filter(first => first)).toHaveLength(1)
    expect(await b.keeper.find('ada')).toEqual(record)
    expect(await b.keeper.find('nobody')).toBeNull()

    // All at the same moment: nothing of any is lost.
    const saves = Array.from({ length: 12 }, (_, page) =>
      (page % 2 === 0 ? a : b).keeper.save(
        'ada',
        withPage(emptyProgress, `lesson-${page}`, page, 1000 + page),
      ),
    )
    for (const saved of await Promise.all(saves)) expect(saved.saved).toBe(true)
    const { progress } = await late.keeper.load('ada')
    expect(Object.keys(progress.lessons)).toHaveLength(12)
    await a.keeper.savePlace('ada', 'somewhere')
    expect(await b.keeper.loadPlace('ada')).toBe('somewhere')
    await b.keeper.savePlace('ada', null)
    expect(await a.keeper.loadPlace('ada')).toBeNull()
  })

  test('a Redis that dies and forgets all: learners go on, the board says stale, and nothing confirmed is lost', async () => {
    const redis = await startRedis()
    const [a, b] = [await serverOn(redis.url), await serverOn(redis.url)]
    a.bus.tell(event('ada', { type: 'joined', name: 'Ada' }))
    const record = { name: 'Ada', proof: { type: 'key', fingerprint: 'f' } } as const
    expect(await a.keeper.claim('ada', record)).toBe(true)
    expect(await a.keeper.save('ada', at(3))).toMatchObject({ saved: true })
    expect(await b.keeper.save('bob', at(4))).toMatchObject({ saved: true })
    await a.keeper.savePlace('ada', 'in the lab')
    await vi.waitFor(() => expect(b.bus.snapshot().learners).toHaveProperty('ada'), 30_000)

    await redis.kill()
    await vi.waitFor(() => {
      expect(a.bus.staleSince()).not.toBeNull()
      expect(b.bus.staleSince()).not.toBeNull()
    }, 30_000)
    // Each server's own learners go on, and are told that it isn't kept yet.
    b.bus.tell(event('bob', { type: 'joined', name: 'Bob' }))
    expect(b.bus.snapshot().learners).toHaveProperty('bob')
    expect(await a.keeper.save('ada', at(5))).toMatchObject({ saved: false })
    expect((await a.keeper.load('ada')).progress.lessons['lesson']?.stopped?.page).toBe(5)
    expect(await a.keeper.loadPlace('ada')).toBe('in the lab')
    expect(a.bus.snapshot().learners).not.toHaveProperty('bob')

    await redis.start()
    await vi.waitFor(() => {
      expect(a.bus.staleSince()).toBeNull()
      expect(Object.keys(a.bus.snapshot().learners).sort()).toEqual(['ada', 'bob'])
      expect(b.bus.snapshot()).toEqual(a.bus.snapshot())
    }, 30_000)
    // A server that was never there before finds everything.
    const late = await serverOn(redis.url)
    await vi.waitFor(async () => {
      expect(late.bus.snapshot()).toEqual(a.bus.snapshot())
      expect(await stopped(late, 'ada')).toBe(5)
      expect(await stopped(late, 'bob')).toBe(4)
      expect(await late.keeper.loadPlace('ada')).toBe('in the lab')
      expect(await late.keeper.find('ada')).toEqual(record)
    }, 30_000)
  }, 20_000)

  test('a long class makes no long stream: what goes is in a copy of the room, and who comes later finds it all', async () => {
    const { url } = await startRedis()
    const [a, b] = [
      await serverOn(url, undefined, { entriesMax: 40 }),
      await serverOn(url, undefined, { entriesMax: 40 }),
    ]
    const length = () => a.link.client.xLen('netsplit:room')
    const lengths: number[] = []
    for (let page = 0; page < 200; page += 1) {
      const where = { screen: 'page', lesson: 'the-split', page, live: null }
      const [one, other] = page % 2 === 0 ? [a, b] : [b, a]
      one.bus.tell(event('ada', { type: 'at', where }))
      other.bus.tell(event(`learner ${page}`, { type: 'predicted', item: 'page/x', option: 'a' }))
      await Promise.all([a, b].map(({ bus }) => bus.kept()))
      lengths.push(await length())
    }
    await vi.waitFor(async () => expect(await length()).toBeLessThanOrEqual(40 + 4), 30_000)
    // What is on its way while it is made shorter is what there may be more.
    expect(Math.max(...lengths)).toBeLessThan(120)
    const late = await serverOn(url)
    await vi.waitFor(() => {
      expect(Object.keys(late.bus.snapshot().learners)).toHaveLength(201)
      expect(late.bus.snapshot().learners['ada']?.visits).toHaveLength(200)
      expect(b.bus.snapshot()).toEqual(a.bus.snapshot())
      expect(late.bus.snapshot()).toEqual(a.bus.snapshot())
    }, 30_000)
  })

  test('a server that was killed leaves nobody behind; who only sits still stays, and whoever was taken for gone is back', async () => {
    const redis = await startRedis()
    let now = 1_000_000
    const lapseMs = 5000
    const on = async (beatMs: number): Promise<Pick<Server, 'link' | 'bus'>> => {
      const link = { ...(await connectRedis(redis.url)), now: () => now }
      const bus = createRedisBus(link, { presence: { beatMs, lapseMs } })
      onTestFinished(async () => {
        bus.close()
        await link.close()
      })
      return { link, bus }
    }
    // Whoever looks often sees what the other one hasn't said yet.
    const [a, b] = [await on(20), await on(300)]
    const seen: string[] = []
    a.bus.subscribe(room =>
      seen.push(
        present(room)
          .map(({ name }) => name?.value)
          .join(),
      ),
    )
    const sees = (what: string) => vi.waitFor(() => expect(seen.at(-1)).toBe(what), 30_000)
    const tells = ({ bus }: Pick<Server, 'bus'>, learner: string, telling: Telling) =>
      bus.tell({
        ...{ from: 'session', stamp: { at: now, by: learner, n: 1 } },
        ...{ learner, session: `line of ${learner}`, telling },
      })
    /** Each server has said, at this time, who is there. */
    const allSaid = (lines: number) =>
      vi.waitFor(async () => {
        if (a.link.client.isReady) expect(await a.link.client.zCount('netsplit:here', now, now)).toBe(lines)
      }, 30_000)
    now += lapseMs
    tells(a, 'ada', { type: 'joined', name: 'Ada' })
    tells(b, 'bob', { type: 'joined', name: 'Bob' })
    await sees('Ada,Bob')
    await allSaid(2)
    for (let beat = 0; beat < 3; beat += 1) {
      now += lapseMs / 2
      await allSaid(2)
    }
    await redis.kill()
    await redis.start()
    await allSaid(2)
    expect(seen.slice(seen.indexOf('Ada,Bob'))).not.toContain('Ada')
    // As somebody tells who hasn't heard from its server for long.
    now += 1
    tells(b, 'ada', { type: 'left' })
    await vi.waitFor(() => expect(seen).toContain('Bob'), 30_000)
    await sees('Ada,Bob')
    b.bus.close()
    now += lapseMs + 1
    await sees('Ada')
    expect(a.bus.snapshot().learners['bob']?.name?.value).toBe('Bob')
  })

  test('a Redis that hangs is away within seconds: nobody waits for ever, and what was told meanwhile is kept when it goes on', async () => {
    const redis = await startRedis()
    const silentMs = 300
    const [a, b] = [await serverOn(redis.url, silentMs), await serverOn(redis.url, silentMs)]
    expect(await a.keeper.save('ada', at(3))).toMatchObject({ saved: true })
    redis.stop()
    const start = performance.now()
    a.bus.tell(event('ada', { type: 'joined', name: 'Ada' }))
    // A room goes on typing, so that the line is never idle.
    const typing = setInterval(() => a.bus.tell(event('ada', { type: 'stuck', stuck: true })), 50)
    onTestFinished(() => clearInterval(typing))
    await expect(a.bus.kept()).rejects.toThrow()
    clearInterval(typing)
    const saved = await a.keeper.save('ada', at(4))
    await a.keeper.savePlace('ada', 'in the lab')
    expect(saved).toMatchObject({ saved: false })
    expect(a.bus.staleSince()).not.toBeNull()
    // Nothing is asked of the other one, and it says so as well.
    await vi.waitFor(() => expect(b.bus.staleSince()).not.toBeNull(), 30_000)
    // From here on nobody waits at all.
    const away = performance.now()
    expect(await a.keeper.save('ada', at(5))).toMatchObject({ saved: false })
    expect(performance.now() - away).toBeLessThan(away - start)
    await expect(connectRedis(redis.url, silentMs)).rejects.toThrow()
    redis.goOn()
    await vi.waitFor(async () => {
      expect([a.bus.staleSince(), b.bus.staleSince()]).toEqual([null, null])
      expect(b.bus.snapshot().learners).toHaveProperty('ada')
      expect(await stopped(b, 'ada')).toBe(5)
      expect(await b.keeper.loadPlace('ada')).toBe('in the lab')
    }, 30_000)
  }, 20_000)
})
