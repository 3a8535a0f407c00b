import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { netsplit } from '../commands/netsplit.ts'

test.each([
  [
    ['--listen', '0.0.0.0'],
    /lets others in: give the room a password with --code or NETSPLIT_CODE, or say --open/,
  ],
  [['--code', 'sesame', '--open'], /--code and --open say two different things/],
  [['--code', 'abc'], /at least 4 characters/],
  [['--code', 'ses\x1b[2Jame'], /none of them hidden/],
  [['--port', '70000'], /a whole number from 0 to 65535/],
  [['--listen', '203.0.113.1', '--open', '--port', '0'], /can't listen on 203\.0\.113\.1 port 0/],
])('who may come in is said on purpose: serve %j', async (args, why) => {
  const { code, stdout, stderr } = await netsplit(['serve', ...args])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(why)
  expect(stderr).toMatch(/^netsplit: [^\p{Cc}]*\n$/u)
})

test('the code may stand in the environment, where nobody else reads it; what is typed goes before it', async () => {
  const world = { env: { NETSPLIT_CODE: 'abc' } }
  const listen = ['serve', '--listen', '203.0.113.1', '--port', '0']
  expect((await netsplit(listen, world)).stderr).toMatch(/the code «abc» should have at least 4 characters/)
  expect((await netsplit([...listen, '--open'], world)).stderr).toMatch(/can't listen/)
  expect((await netsplit([...listen, '--code', 'sesame'], world)).stderr).toMatch(/can't listen/)
})

test('a port that somebody has is told of', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { code, stderr } = await netsplit(['serve', '--port', `${port}`])
  other.close()
  expect(code).toBe(2)
  expect(stderr).toMatch(/something listens there already: --port names another one/)
})
