import { once } from 'node:events'
import { statSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { netsplit } from '../support/program.ts'
import { HAS_REDIS, startRedis } from '../workshop/redis-server.ts'
import { comeIn, logIn } from '../workshop/room.ts'

/** The built program, serving, and what it says to type. */
async function serving(home: string, args: readonly string[] = []) {
  const server = netsplit({ home, args: ['serve', '--port', '0', ...args], cols: 200 })
  await server.waitFor('Ctrl-C ends the workshop')
  const screen = server.screen()
  const port = Number(/ssh -p (\d+) NAME@localhost/.exec(screen)?.[1])
  return { server, port, fingerprint: /SHA256:\S+/.exec(screen)?.[0] }
}

test('serves until it is told to end, tells everybody, and knows them the next time; the host key stays', async () => {
  const home = temporaryFolder()
  const first = await serving(home)
  const ada = await comeIn(first)
  await ada.sees(/ada\+[0-9A-Z]{8}@localhost/)
  const [user = ''] = /ada\+[0-9A-Z]{8}/.exec(ada.screen()) ?? []
  ada.send('\r')
  await ada.sees('A call leaves home')
  first.server.send('\x03')
  await ada.closed
  expect(ada.raw()).toContain('The workshop is over. What you did is kept.')
  expect(await first.server.exit()).toEqual({ code: 0, signal: null })
  for (const secret of ['host-key', 'instructor-code'])
    expect(statSync(join(home, 'workshop', secret)).mode & 0o777).toBe(0o600)

  const second = await serving(home, ['--code', 'sesame'])
  expect(second.fingerprint).toBe(first.fingerprint)
  await expect(logIn(second, { password: 'mellon', tryKeyboard: false })).rejects.toThrow()
  await second.server.waitFor(/refused 127\.0\.0\.1: wrong code for «ada»/)
  const back = await comeIn(second, { username: user, answers: ['sesame'] })
  await back.sees('A call leaves home')
  second.server.kill('SIGTERM')
  await back.closed
  expect(await second.server.exit()).toEqual({ code: 0, signal: null })
})

test.skipIf(!HAS_REDIS)(
  'on a Redis it ends when it is told to, whether the Redis is still there, hangs, or is gone',
  async () => {
    const redis = await startRedis()
    const first = await serving(temporaryFolder(), ['--redis', redis.url])
    first.server.kill('SIGTERM')
    expect(await first.server.exit()).toEqual({ code: 0, signal: null })
    const hanging = await serving(temporaryFolder(), ['--redis', redis.url, '--processes', '1'])
    const ada = await comeIn(hanging)
    await ada.sees(/ada\+[0-9A-Z]{8}@localhost/)
    redis.stop()
    ada.send('\r')
    hanging.server.kill('SIGTERM')
    await ada.closed
    expect(await hanging.server.exit()).toEqual({ code: 0, signal: null })
    redis.goOn()
    const second = await serving(temporaryFolder(), ['--redis', redis.url, '--processes', '1'])
    await redis.kill()
    second.server.kill('SIGTERM')
    expect(await second.server.exit()).toEqual({ code: 0, signal: null })
  },
)

test.skipIf(!HAS_REDIS).each(['1', '2'])(
  'on a Redis it ends where its port is taken; processes: %s',
  async processes => {
    const redis = await startRedis()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const args = ['serve', '--port', `${port}`, '--redis', redis.url, '--processes', processes]
    const server = netsplit({ home: temporaryFolder(), args, cols: 200 })
    expect(await server.exit()).toEqual({ code: 2, signal: null })
    expect(server.screen().replace(/\s+/g, ' ')).toContain('something listens there already')
    other.close()
  },
)
