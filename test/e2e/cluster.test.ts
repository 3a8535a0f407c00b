import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freePort } from '../support/free-port.ts'
import { isRunning } from '../support/is-running.ts'
import { comeIn, logIn, until } from '../workshop/room.ts'
import { serving } from './serving.ts'

/** The processes that another one has begun, the first one first. */
function childrenOf(pid: number): readonly number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
  return stdout.split('\n').filter(Boolean).map(Number)
}

const ended = (pids: readonly number[]) =>
  until(
    () => !pids.some(isRunning),
    () => `still there: ${pids}`,
  )

/** The instructor’s board over SSH. */
async function board(room: { readonly port: number }, home: string) {
  const code = readFileSync(join(home, 'workshop', 'instructor-code'), 'utf8')
  return comeIn(room, { username: 'instructor', answers: [code], columns: 100 })
}

test('two processes are one room; who was in one that is killed comes back to where they were', async () => {
  const home = temporaryFolder()
  const room = await serving(home, ['--processes', '2'])
  const [first = 0, second = 0] = childrenOf(room.pid)
  expect(second).toBeGreaterThan(0)
  const privateKey = newPrivateKey()
  const ada = await comeIn(room, { username: 'ada', privateKey })
  await ada.sees('Why distributed systems are hard')
  const bob = await comeIn(room, { username: 'bob' })
  const instructor = await board(room, home)
  await instructor.sees('2 are here')
  ada.send('\r')
  await ada.sees('A call leaves home')
  // Whoever came first is with the first.
  process.kill(first, 'SIGKILL')
  await ada.closed
  await until(
    () => /a process of the server died \(SIGKILL\)/.test(room.said()),
    () => room.said(),
  )
  const again = await board(room, home)
  await again.sees('One is here')
  const back = await comeIn(room, { username: 'ada', privateKey })
  await back.sees('A call leaves home')
  await again.sees('2 are here')
  bob.send('?')
  await bob.sees('Esc')
  await until(
    () => childrenOf(room.pid).length === 2,
    () => 'no other one was begun',
  )
  const workers = childrenOf(room.pid)
  expect(await room.end()).toBe(0)
  await Promise.all([back.closed, bob.closed])
  expect(bob.raw()).toContain('The workshop is over. What you did is kept.')
  await ended(workers)
})

test('limits are the whole server’s, a learner has one line in all of it, and a room that was killed goes on', async () => {
  const home = temporaryFolder()
  const port = String(await freePort())
  const room = await serving(home, ['--port', port, '--processes', '2', '--code', 'sesame'])
  expect(room.said()).toContain(`It is all kept in ${join(home, 'workshop')}. Ctrl-C`)
  const privateKey = newPrivateKey()
  const ada = await comeIn(room, { username: 'ada', privateKey, answers: ['sesame'] })
  await ada.sees('Why distributed systems are hard')
  const other = await comeIn(room, { username: 'ada', privateKey, answers: ['sesame'] })
  await ada.closed
  expect(ada.raw()).toContain('on another line')
  await other.sees('Why distributed systems are hard')
  const instructor = await board(room, home)
  await instructor.sees('One is here')
  instructor.send('h')
  await instructor.sees('held at')
  // Each connection goes to the process that has fewer: three guesses are free, whoever hears them.
  const guess = () => logIn(room, { password: 'mellon', tryKeyboard: false }).catch(() => 'answered')
  const start = performance.now()
  await Promise.all(Array.from({ length: 6 }, guess))
  const freeMs = performance.now() - start
  // The next one is answered after 3.5 s; were it free it would be sooner than six.
  expect(await Promise.race([guess(), sleep(Math.min(1500, freeMs), 'waits')])).toBe('waits')
  const workers = childrenOf(room.pid)
  room.kill()
  await other.closed
  expect(other.raw()).toContain('The workshop’s server was ended. What you did is kept.')
  await ended(workers)
  const next = await serving(home, ['--port', port, '--processes', '1', '--code', 'sesame'])
  const after = await board(next, home)
  await after.sees('Nobody is here yet')
  await after.sees('held at')
})
