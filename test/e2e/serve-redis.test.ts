import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { sharedByTests } from '../support/finished.ts'
import { temporaryFolder } from '../support/folder.ts'
import { HAS_REDIS, startRedis } from '../workshop/redis-server.ts'
import { comeIn, type Guest, type GuestOptions, until } from '../workshop/room.ts'
import { serving } from './serving.ts'

/** The lab of a learner without motion: a key is a step, and nothing moves by itself. */
const STILL = { NETSPLIT_NO_MOTION: '1' }

/** Presses a key, and waits for what it does to the screen. */
async function press(guest: Guest, key: string): Promise<void> {
  const before = guest.screen()
  guest.send(key)
  await until(
    () => guest.screen() !== before,
    () => `${JSON.stringify(key)} does nothing:\n${before}`,
  )
}

const shows = (guest: Guest, screen: string) =>
  until(
    () => guest.screen() === screen,
    () => `not what was there:\n${screen}\nbut:\n${guest.screen()}`,
  )

describe.skipIf(!HAS_REDIS)('two servers and one Redis (skipped where redis-server is not installed)', () => {
  const shared = sharedByTests(async () => {
    const redis = await startRedis({ keeps: true })
    const homes = [temporaryFolder(), temporaryFolder()] as const
    const on = (home: string, processes: string) =>
      serving(home, ['--redis', redis.url, '--processes', processes])
    // One that is a single process can't say goodbye when it is killed.
    const [a, b] = await Promise.all([on(homes[0], '2'), on(homes[1], '1')])
    return { redis, a, b, password: readFileSync(join(homes[0], 'workshop', 'instructor-code'), 'utf8') }
  })
  const board = () =>
    comeIn(shared().a, { username: 'instructor', password: shared().password, tryKeyboard: false })
  const learner = (server: 'a' | 'b', username: string, options: GuestOptions = {}) =>
    comeIn(shared()[server], { username, env: STILL, ...options })

  test('who is on either is on the board of one, and what it orders is heard on both', async () => {
    const [ada, bob, instructor] = await Promise.all([learner('a', 'ada'), learner('b', 'bob'), board()])
    await instructor.sees('2 are here')
    expect(shared().a.said()).toContain('It is all kept in that Redis. Ctrl-C')
    await Promise.all([press(ada, '\r'), press(bob, '\r')])
    await instructor.sees(/A call leaves home +█+ +2 /)
    await press(instructor, 'h')
    await instructor.sees('held at')
    await press(instructor, 'h')
    for (const guest of [ada, bob]) await guest.sees('The instructor goes on')
  })

  test('a Redis is killed and comes back: learners on both go on, and what they did meanwhile is kept', async () => {
    const { redis } = shared()
    const privateKey = newPrivateKey()
    const [cyd, dan] = await Promise.all([learner('a', 'cyd', { privateKey }), learner('b', 'dan')])
    const instructor = await board()
    await instructor.sees('2 are here')
    onTestFinished(redis.start)
    await redis.kill()
    await instructor.sees('stale for')
    for (const guest of [cyd, dan]) {
      await press(guest, '\r')
      await press(guest, '\r')
      await guest.sees('Redis is away: what you do is held here')
    }
    await redis.start()
    await instructor.sees('the board')
    for (const key of ['m', 'Carry on', '\r']) await press(instructor, key)
    for (const guest of [cyd, dan]) await guest.sees('Carry on')
    const place = cyd.screen()
    cyd.socket.destroy()
    const again = await learner('b', 'cyd', { privateKey })
    await shows(again, place)
  })

  test('a lab and a vote are of all; whoever drops out comes back over the other server, in the middle of the lab', async () => {
    const privateKey = newPrivateKey()
    const [hal, ida] = await Promise.all([learner('a', 'hal', { privateKey }), learner('b', 'ida')])
    const instructor = await board()
    await instructor.sees('2 are here')
    instructor.send('l')
    await instructor.sees('Which cluster')
    instructor.send('\r')
    await instructor.sees('for everybody')
    instructor.send('\r')
    for (const guest of [hal, ida]) await guest.sees('before it starts')
    instructor.send('v')
    for (const guest of [hal, ida]) {
      await guest.sees('The room votes')
      guest.send('\r')
      await guest.sees('You voted: Consistency')
    }
    await instructor.sees('vote: 2 of 2')
    for (const key of ['\r', ' ', ' ']) await press(hal, key)
    await ida.sees('before it starts')
    const place = hal.screen()
    expect(place).toMatch(/ t \d+\.[1-9]/)
    hal.socket.destroy()
    await shows(await learner('b', 'hal', { privateKey }), place)
    await instructor.sees('vote: 2 of 2')
  })

  test('a server is killed: its learners are gone from the board within seconds, and come back over the other at once', async () => {
    const { a, b } = shared()
    const privateKey = newPrivateKey()
    const eve = await learner('b', 'eve', { privateKey })
    const [, , instructor] = await Promise.all([learner('b', 'fay'), learner('a', 'gus'), board()])
    await instructor.sees('3 are here')
    await press(eve, '?')
    b.kill()
    await eve.closed
    const back = await learner('a', 'eve', { privateKey })
    await instructor.sees('2 are here')
    back.client.end()
    await instructor.sees('One is here')
    expect(await a.end()).toBe(0)
  })
})
