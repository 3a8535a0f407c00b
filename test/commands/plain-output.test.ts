import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { environment } from '../../src/commands/io.ts'
import { logTo } from '../../src/commands/strays.ts'
import { NO_FLAGS } from '../../src/terminal/traits.ts'
import { temporaryFolder } from '../support/folder.ts'
import { linesOf, netsplit } from './netsplit.ts'

const ASCII = /^[\n\x20-\x7e]*$/
const RUN = ['run', 'split-bank', '--choose', 'consistency']

test.each([[['read', 'the-split']], [['list']], [RUN], [['run', '--help']], [['check', '--help']]])(
  '%j is ASCII where it is asked for, and where the locale says so',
  async argv => {
    const { stdout } = await netsplit([...argv, '--ascii'])
    expect(stdout).toMatch(ASCII)
    expect((await netsplit(argv, { env: { LC_ALL: 'C' } })).stdout.length).toBe(stdout.length)
    expect((await netsplit(argv)).stdout).not.toMatch(ASCII)
  },
)

test('what was wrong is told in ASCII too; JSON is as it always is', async () => {
  const wrong = await netsplit(['lab', 'toast'], { env: { LANG: 'C' } })
  expect(wrong.stderr).toMatch(ASCII)
  expect(wrong.stderr).toContain('"toast"')
  expect(await netsplit([...RUN, '--json', '--ascii'])).toEqual(await netsplit([...RUN, '--json']))
})

test('so is what record and a workshop say beside their work', async () => {
  const file = join(temporaryFolder(), 'zwölf.cast')
  const { code, stderr } = await netsplit(['--ascii', 'record', file, '--', 'doctor'])
  expect([code, stderr]).toEqual([0, expect.stringMatching(ASCII)])
  for (const [ascii, said] of [
    [true, /^\d\d:\d\d:\d\d "Ada": no session\n$/],
    [false, /^\d\d:\d\d:\d\d «Ada»: no session\n$/],
  ] as const) {
    const log = new PassThrough()
    const io = { ...process, env: {}, stderr: log as unknown as NodeJS.WriteStream }
    logTo(environment(io, { ...NO_FLAGS, ascii }))('«Ada»: no session')
    expect(log.read().toString()).toMatch(said)
  }
})

test('on a terminal an error breaks between words; before a pipe it is one line', async () => {
  const { stderr } = await netsplit(['lab', 'toast'], { errorColumns: 40 })
  const piped = (await netsplit(['lab', 'toast'])).stderr
  expect(linesOf(piped)).toHaveLength(1)
  expect(linesOf(stderr).length).toBeGreaterThan(1)
  for (const line of linesOf(stderr)) expect(line.length).toBeLessThanOrEqual(40)
  expect(linesOf(stderr).join(' ')).toBe(linesOf(piped)[0])
})

test('without a cursor to move it is told in lines, into a pipe as well', async () => {
  const { code, stdout, stderr } = await netsplit([], { input: '1\n', env: { TERM: 'dumb' } })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('Lesson 1, ')
})

test('the help of a command says where the options of all are told, and which values a speed has', async () => {
  const { stdout } = await netsplit(['record', '--help'])
  expect(stdout).toContain('«netsplit --help»')
  expect(stdout).toMatch(/--speed <n> .*virtual seconds in a second: 0\.05,/)
})

test('what is too much on a line is said in our words', async () => {
  const { code, stderr } = await netsplit(['practice', '3'])
  expect([code, stderr]).toEqual([
    2,
    'netsplit: practice takes no «3»; a level is practice --level 3, a case practice --seed 7\n',
  ])
  const list = await netsplit(['list', 'all'])
  expect(list.stderr).toBe(
    'netsplit: list takes no word after it, and got 1; netsplit list --help tells what there is\n',
  )
})

test('the help of a command can be asked for from both ends', async () => {
  const { stdout } = await netsplit(['--help', 'lab'])
  expect(stdout).toBe((await netsplit(['lab', '--help'])).stdout)
  expect(stdout).toContain('Usage: netsplit lab <scenario>')
})
