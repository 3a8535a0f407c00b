import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuickLine } from '../../src/commands/quick-line.ts'
import { NO_FLAGS } from '../../src/terminal/traits.ts'
import { SEED } from '../sim/seeds.ts'
import { ROOT } from '../support/bundle.ts'
import { netsplit } from './netsplit.ts'

test('the course, a lab and practice, with what is said of their look, in any order', () => {
  expect(readQuickLine([])).toEqual({ flags: NO_FLAGS, lab: null, practice: null })
  expect(readQuickLine(['--ascii', '--theme', 'dark'])).toEqual({
    flags: { ...NO_FLAGS, ascii: true, theme: 'dark' },
    lab: null,
    practice: null,
  })
  expect(readQuickLine(['--no-motion', 'lab', '--seed=9', 'split-bank', '--no-color'])).toEqual({
    flags: { color: false, motion: false },
    lab: { name: 'split-bank', seed: '9' },
    practice: null,
  })
  expect(readQuickLine(['practice', '--level', '3', '--seed=7', '--ascii'])).toEqual({
    flags: { ...NO_FLAGS, ascii: true },
    lab: null,
    practice: { level: '3', seed: '7' },
  })
})

test.each([
  ['run', 'split-bank'],
  ['lab'],
  ['lab', 'a', 'b'],
  ['lab', ''],
  ['lab', 'a', '--level', '3'],
  ['practice', 'more'],
  ['practice', '--level', 'high'],
  ['--seed', '7', 'lab', 'a'],
  ['lab', 'a', '--seed', '-7'],
  ['lab', 'a', '--seed'],
  ['--theme', 'purple'],
  ['--theme'],
  ['--toString'],
  ['--asci'],
  ['--course', 'x'],
  ['-h'],
  ['--', 'lab', 'a'],
])('%s %s %s %s is the parser’s', (...words) => {
  expect(readQuickLine(words)).toBeNull()
})

test('what is wrong is told as the parser tells it', async () => {
  expect((await netsplit(['--asci'])).stderr).toContain("unknown option '--asci'")
  expect((await netsplit(['--theme', 'purple'])).stderr).toContain('Allowed choices are dark, light')
  expect((await netsplit(['lab', 'split-bnak'])).stderr).toContain('did you mean «split-bank»?')
  expect((await netsplit(['lab', 'split-bank', '--seed', '99999999999'])).stderr).toContain(
    'from 0 to 4294967295',
  )
  expect((await netsplit(['practice', '--level', '9'])).stderr).toContain('a whole number from 1 to 5')
})

test('which file is loaded is guessed so that each such line goes to the one that opens sooner, and no other command', () => {
  const start = readFileSync(join(ROOT, 'src/entry/start.cjs'), 'utf8')
  const opens = new RegExp(/const OPENS =\s+\/(.*)\/\n/.exec(start)?.[1] ?? 'none')
  const word = fc.constantFrom(
    ...['lab', 'split-bank', '--ascii', '--no-color', '--no-motion', '--linear', '--theme=light', '--seed=3'],
    ...['practice', '--level=2', '--level', '--seed', '4', 'run', 'read', '--help', '--json', '-V'],
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), words => {
      const guess = opens.test(words.join(' '))
      // A name or a seed may stand elsewhere: that costs a moment.
      const isUsual = /^(?:lab split-bank|practice)?/.exec(words.join(' '))?.[0] !== ''
      if (readQuickLine(words) !== null && (isUsual || !words.includes('lab'))) expect(guess).toBe(true)
      if (words.some(each => /^(?:--help|--json|-V)$/.test(each))) expect(guess).toBe(false)
      if (words[0] === 'run' || words[0] === 'read') expect(guess).toBe(false)
    }),
    { numRuns: 2000, seed: SEED },
  )
})
