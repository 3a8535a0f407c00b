import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { temporaryFolder } from '../support/folder.ts'
import { HAS_REDIS, startRedis } from '../workshop/redis-server.ts'
import { comeIn, type Guest, until } from '../workshop/room.ts'
import { type Serving, serving } from './serving.ts'

/** The lab of a learner without motion: a key is a step, and nothing moves by itself. */
const STILL = { NETSPLIT_NO_MOTION: '1' }

async function boardOf(home: string, port: number): Promise<Guest> {
  const password = readFileSync(join(home, 'workshop', 'instructor-code'), 'utf8')
  return comeIn({ port }, { username: 'instructor', password, tryKeyboard: false })
}

/** Presses a key, and waits for what it does to the screen. */
async function press(guest: Guest, key: string): Promise<void> {
  const before = guest.screen()
  guest.send(key)
  await until(
    () => guest.screen() !== before,
    () => `${JSON.stringify(key)} does nothing:\n${before}`,
  )
}

test.skipIf(!HAS_REDIS)(
  'two servers on one Redis are one room, also after the Redis was killed in the middle (skipped where redis-server is not installed)',
  async () => {
    const redis = await startRedis({ keeps: true })
    const homes = [temporaryFolder(), temporaryFolder()] as const
    const servers = await Promise.all(homes.map(home => serving(home, ['--redis', redis.url])))
    const [a, b] = servers as [Serving, Serving]
    const privateKey = newPrivateKey()
    const ada = await comeIn(a, { username: 'ada', env: STILL, privateKey })
    const bob = await comeIn(b, { username: 'bob', env: STILL })
    const board = await boardOf(homes[0], a.port)
    // Who is on the other server is seen, too, and what is ordered here is heard there.
    await board.sees('2 are here')
    await bob.sees(/bob\+[0-9A-Z]{8}/)
    const [user = ''] = /bob\+[0-9A-Z]{8}/.exec(bob.screen()) ?? []
    await press(ada, '\r')
    await press(bob, '\r')
    await board.sees(/A call leaves home +█+ +2 /)
    await press(board, 'h')
    board.send('l')
    await board.sees('Which cluster')
    board.send('\r')
    for (const guest of [ada, bob]) await guest.sees('before it starts')
    board.send('v')
    for (const guest of [ada, bob]) {
      await guest.sees('The room votes')
      guest.send('\r')
      await guest.sees('You voted: Consistency')
    }
    await board.sees('vote: 2 of 2')
    await press(ada, '\r')
    await press(ada, ' ')
    await bob.sees('before it starts')

    await redis.kill()
    await board.sees('stale for')
    await press(ada, ' ')
    const inLab = ada.screen()
    expect(inLab).toMatch(/ t \d+\.[1-9]/)
    bob.send('\x1b')
    await bob.sees('Enter open')
    bob.send('\r')
    await bob.sees('A call leaves home')
    bob.send('\r')
    await bob.sees('Redis is away: what you do is held here')
    await redis.start()
    await board.sees('the board')

    ada.socket.destroy()
    const again = await comeIn(b, { username: 'ada', env: STILL, privateKey })
    await until(
      () => again.screen() === inLab,
      () => `where ada was:\n${inLab}\nwhere ada is:\n${again.screen()}`,
    )
    await board.sees('vote: 2 of 2')
    for (const key of ['m', 'Go on', '\r']) await press(board, key)
    await bob.sees('Go on')
    await press(board, '1')
    await press(board, 'h')
    await bob.sees('The instructor goes on')
    bob.send('\r')
    await bob.sees('Charge a card')
    expect(bob.screen()).not.toContain('away')
    b.kill()
    const back = await comeIn(a, { username: user, env: STILL })
    await back.sees('Charge a card')
    expect(await a.end()).toBe(0)
  },
)
