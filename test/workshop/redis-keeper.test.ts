import { expect, test } from 'vitest'
import { emptyProgress } from '../../src/progress/progress.ts'
import { createRedisKeeper } from '../../src/workshop/redis-keeper.ts'
import type { RedisLink } from '../../src/workshop/redis-link.ts'

/** A keeper on hashes in memory, and what calls it as the Redis that has come back does. */
function keeping() {
  const hashes = new Map<string, Map<string, string>>()
  const hash = (key: string) => hashes.get(key) ?? hashes.set(key, new Map()).get(key)
  const client = {
    hGet: async (key: string, field: string) => hashes.get(key)?.get(field) ?? null,
    hSetNX: async (key: string, field: string, text: string) => {
      const isFirst = !hashes.get(key)?.has(field)
      if (isFirst) hash(key)?.set(field, text)
      return Number(isFirst)
    },
    sAdd: async () => 1,
    eval: async (_: string, { keys: [key = ''], arguments: [first = '', , text = ''] }: Script) => {
      hash(key)?.set(first, text)
      return 1
    },
  }
  let back: () => void = () => {}
  const onBack = (listener: () => void) => {
    back = listener
    return () => {}
  }
  const keeper = createRedisKeeper({ client, onBack, now: () => 1 } as unknown as RedisLink)
  const comesBack = async () => {
    back()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { keeper, hashes, comesBack }
}

interface Script {
  readonly keys: readonly string[]
  readonly arguments: readonly string[]
}

test('a Redis that comes back is told who was here, and of no name that was only looked for', async () => {
  const { keeper, hashes, comesBack } = keeping()
  const record = { name: 'ada', key: null, code: null } as unknown as Parameters<typeof keeper.claim>[1]
  await keeper.claim('ada', record)
  await keeper.save('ada', emptyProgress)
  hashes.clear()
  for (let n = 0; n < 50; n += 1) expect(await keeper.find(`nobody-${n}`)).toBeNull()
  await keeper.loadPlace('nobody').catch(() => null)
  await comesBack()
  expect([...hashes.keys()]).toEqual(['netsplit:learner:ada'])
  expect(hashes.get('netsplit:learner:ada')?.get('record')).toBe(JSON.stringify(record))
})
