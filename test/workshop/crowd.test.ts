import { join } from 'node:path'
import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { bookmarkOf } from '../../src/app/app.ts'
import { createFileKeeper } from '../../src/workshop/file-keeper.ts'
import { fingerprintOf, newPrivateKey } from '../../src/workshop/host-key.ts'
import { learnerId } from '../../src/workshop/identity.ts'
import { testApp } from '../support/app.ts'
import { temporaryFolder } from '../support/folder.ts'
import { comeIn, type Guest, logIn, openRoom, until } from './room.ts'

const CROWD = 100
/** So many come in at a time, as a class does that was told to. */
const AT_ONCE = 10
const PATIENCE_MS = 30_000
/** Of virtual time: some fifteen frames of each. */
const MOVED_S = 0.3

/** The virtual time that a lab's title shows, in seconds; −1 where there is none. */
const timeOf = (screen: string) => Number(/ t (\d+\.\d+) s/.exec(screen)?.[1] ?? -1)
const seedsIn = (text: string) => [...new Set(text.match(/seed \d{4}/g))]

test(`${CROWD} learners, each in a moving lab of their own: each sees that and nothing else, and is told of the end`, async () => {
  const privateKey = newPrivateKey()
  const parsed = ssh2.utils.parseKey(privateKey)
  if (parsed instanceof Error) throw parsed
  const fingerprint = fingerprintOf(parsed.getPublicSSH())
  const keeper = createFileKeeper(join(temporaryFolder(), 'learners'))
  const room = await openRoom({ keeper, limits: { connectionsMax: CROWD, connectionsPerAddressMax: CROWD } })
  const guests: Guest[] = []
  const come = async (seed: number) => {
    const username = `learner ${seed}`
    await keeper.claim(learnerId(username), { name: username, proof: { type: 'key', fingerprint } })
    const lab = testApp({ scenario: 'split-bank', seed, inRoom: true })
    lab.take(0)
    lab.press('space')
    await keeper.savePlace(learnerId(username), bookmarkOf(lab.state()))
    guests.push(await comeIn(room, { username, privateKey }))
  }
  for (let place = 0; place < CROWD; place += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => come(1000 + place + more)))
  const missing = (there: (guest: Guest) => boolean) => guests.find(guest => !there(guest))
  const all = (there: (guest: Guest) => boolean) =>
    until(
      () => missing(there) === undefined,
      () => `not so:\n${missing(there)?.screen()}`,
      PATIENCE_MS,
    )
  await all(guest => seedsIn(guest.screen()).length === 1)
  const before = new Map(guests.map(guest => [guest, timeOf(guest.screen())]))
  for (const guest of guests) guest.send(' ')
  await all(guest => timeOf(guest.screen()) > (before.get(guest) ?? 0) + MOVED_S)

  expect(new Set(guests.flatMap(guest => seedsIn(guest.raw()))).size).toBe(CROWD)
  for (const guest of guests) expect(seedsIn(guest.raw())).toHaveLength(1)
  expect(room.log).toEqual([])
  await expect(logIn(room, { username: 'one more' })).rejects.toThrow()
  await room.close('The workshop is over.')
  for (const guest of guests) {
    await guest.closed
    expect(guest.raw().split('\x1b[?1049l')[1]).toContain('The workshop is over.\r\n')
  }
})
