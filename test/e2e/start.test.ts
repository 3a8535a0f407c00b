import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { ENTRY, leave, netsplit } from '../support/program.ts'

const OURS = /^open-[0-9a-f]{16}-[\w.-]+\.v8$/

test('compiled code is kept for the next start, in the place of older; whatever is found there, the course opens', async () => {
  const home = temporaryFolder()
  const cache = join(home, 'cache')
  mkdirSync(cache)
  const older = 'open-0123456789abcdef-11.3.244.8-node.38-x64.v8'
  for (const name of [older, `${older}.77`, 'open-mine.v8', 'notes']) writeFileSync(join(cache, name), 'x')
  const first = netsplit({ home })
  await first.waitFor('Six lessons')
  const names = () => (existsSync(cache) ? readdirSync(cache).sort() : [])
  await expect
    .poll(names, { timeout: 20_000 })
    .toEqual(['notes', expect.stringMatching(OURS), 'open-mine.v8'])
  first.send('q')
  expect(await first.exit()).toEqual({ code: 0, signal: null })

  // V8 looks at nothing but the length of what it was compiled from: the name says of which build it is.
  const build = createHash('sha256').update(readFileSync(join(dirname(ENTRY), 'open.cjs')))
  expect(names()[1]).toContain(`-${build.digest('hex').slice(0, 16)}-`)
  const kept = join(cache, names()[1] ?? '')
  const good = readFileSync(kept)
  // Any of these would end Node itself, if V8 were given it.
  const spoilt = Buffer.from(good)
  for (let at = 1000; at < spoilt.length; at += 10_000) spoilt[at] = ~(spoilt[at] ?? 0)
  for (const content of [Buffer.alloc(0), Buffer.from('no code at all'), Buffer.alloc(500_000, 7), spoilt]) {
    writeFileSync(kept, content)
    const again = netsplit({ home })
    await again.waitFor('Six lessons')
    again.send('q')
    expect(await again.exit()).toEqual({ code: 0, signal: null })
  }
})

test('with options of the look, and for a lab, it is one file that opens, as it is for the course alone', async () => {
  const home = temporaryFolder()
  const lab = netsplit({ home, args: ['--ascii', 'lab', 'split-bank'] })
  await lab.waitFor('The split bank')
  expect(lab.screen()).toMatch(/^[\n\x20-\x7e]*$/)
  // What it was compiled to is kept by that file alone.
  const names = () => (existsSync(join(home, 'cache')) ? readdirSync(join(home, 'cache')) : [])
  await expect.poll(names, { timeout: 20_000 }).toEqual([expect.stringMatching(OURS)])
  await leave(lab, '\x03')
})

test.each([
  [['lab', 'split-bnak'], 'did you mean «split-bank»?'],
  [['lab', 'split-bank', '--seed', '99999999999'], 'a whole number from 0 to 4294967295'],
  [['--ascii', '--theme', 'purple'], 'Allowed choices are dark, light'],
])('where the guess was wrong, %j is told as bad input all the same', (args, told) => {
  const { status, stderr } = spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8' })
  expect({ status, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, lines: 1 })
  expect(stderr).toMatch(/^netsplit: /)
  expect(stderr).toContain(told)
})
