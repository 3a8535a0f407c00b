import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  emptyProgress,
  encodeProgress,
  mergeProgress,
  type Progress,
  withCheckBegun,
  withLessonDone,
  withPage,
  withRun,
} from '../../src/progress/progress.ts'
import { temporaryFolder } from '../support/folder.ts'
import { parseXml } from '../tui/diagram/xml.ts'
import { fileOf, linesOf, netsplit } from './netsplit.ts'

const one = withLessonDone(withPage(emptyProgress, 'no-answer', 3, 100), 'no-answer', 110)
const other = withRun(withCheckBegun(withPage(emptyProgress, 'fallacies', 2, 200), 150), 'split-bank', {
  seed: 7,
  decisions: [{ at: 1, choice: 'availability' }],
  prediction: null,
  held: null,
  verdict: 'violation',
  code: '1ABC-D',
  when: 210,
})

/** A data folder with somebody's progress in it. */
function home(progress: Progress): { readonly env: { readonly NETSPLIT_HOME: string } } {
  const folder = temporaryFolder()
  const path = fileOf(encodeProgress(progress), 'progress.json')
  return { env: { NETSPLIT_HOME: progress === emptyProgress ? folder : join(path, '..') } }
}

describe('netsplit progress', () => {
  test('says what was done, and where that is kept', async () => {
    const { env } = home(one)
    const { code, stdout } = await netsplit(['progress'], { env })
    expect(code).toBe(0)
    expect(stdout).toMatch(/Lessons done +1 of 6/)
    expect(stdout).toContain(join(env.NETSPLIT_HOME, 'progress.json'))
    expect(linesOf(stdout).every(line => line.length <= 72 || line.includes(env.NETSPLIT_HOME))).toBe(true)
  })

  test('export writes what import reads, and importing joins both, in whichever order', async () => {
    const here = home(one)
    const exported = (await netsplit(['progress', 'export'], home(other))).stdout
    expect(exported).toBe(encodeProgress(other))
    const file = fileOf(exported, 'exported.json')
    for (let time = 0; time < 2; time += 1)
      expect((await netsplit(['progress', 'import', file], here)).code).toBe(0)
    const both = (await netsplit(['progress', 'export'], here)).stdout
    expect(both).toBe(encodeProgress(mergeProgress(other, one)))
  })

  test.each([
    ['no file', ['progress', 'import'], /which file/],
    ['no such file', ['progress', 'import', '/not/there'], /can't be read/],
    ['no progress', ['progress', 'import', '{"format": "recipes/1"}'], /this is no progress/],
    ['from the future', ['progress', 'import', '{"format": "netsplit-progress/9"}'], /a newer netsplit/],
    ['a word that means nothing', ['progress', 'delete'], /nothing that can be done/],
    ['reset without a word more', ['progress', 'reset'], /reset --yes does it/],
  ])('%s is bad input, in one line, and nothing is changed', async (_, argv, told) => {
    const here = home(one)
    // What looks like a file's text is put into one.
    const whole = argv.map(word => (word.startsWith('{') ? fileOf(word) : word))
    const { code, stdout, stderr } = await netsplit(whole, here)
    expect({ code, stdout, lines: linesOf(stderr).length }).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr).toMatch(told)
    expect(readFileSync(join(here.env.NETSPLIT_HOME, 'progress.json'), 'utf8')).toBe(encodeProgress(one))
  })

  test('reset --yes begins anew and keeps the old file, which can be imported again', async () => {
    const here = home(one)
    const { code, stderr } = await netsplit(['progress', 'reset', '--yes'], here)
    expect(code).toBe(0)
    const kept = readdirSync(here.env.NETSPLIT_HOME).find(name => name.startsWith('progress.reset-')) ?? ''
    expect(stderr).toContain(kept)
    expect((await netsplit(['progress', 'export'], here)).stdout).toBe(encodeProgress(emptyProgress))
    await netsplit(['progress', 'import', join(here.env.NETSPLIT_HOME, kept)], here)
    expect((await netsplit(['progress', 'export'], here)).stdout).toBe(encodeProgress(one))
  })
})

describe('netsplit card', () => {
  test('as text, with the name and the runs', async () => {
    const { stdout } = await netsplit(['card', '--name', ' Ada  Lovelace '], home(mergeProgress(one, other)))
    expect(stdout).toMatch(/^netsplit: Why distributed systems are hard\nAda Lovelace, \d{4}-\d\d-\d\d\n/)
    expect(stdout).toMatch(/Choices made +availability 1/)
    expect(stdout).toMatch(/split-bank +1ABC-D {2}availability\n$/)
  })

  test('as Markdown, where a name stays a name', async () => {
    const { stdout } = await netsplit(['card', '--md', '--name', '*<b>|x|'], home(other))
    expect(stdout).toContain('\\*\\<b\\>\\|x\\|, ')
    expect(stdout).toContain('- split-bank, availability: `netsplit replay 1ABC-D`')
  })

  test('as a picture that is well formed, says what it shows, and knows both themes', async () => {
    const { stdout } = await netsplit(['card', '--svg', '--name', 'A & <B>\u001b[2J'], home(other))
    expect(() => parseXml(stdout)).not.toThrow()
    expect(stdout).toContain('prefers-color-scheme:dark')
    expect(stdout).toMatch(/<title id="netsplit-title">[^<]*A &amp; &lt;B&gt;/)
    expect(stdout).not.toContain('\u001b')
  })

  test('into a file, in the form that its name says', async () => {
    const folder = temporaryFolder()
    for (const [name, begins] of [
      ['card.svg', '<svg'],
      ['card.md', '## '],
      ['card.txt', 'netsplit: '],
    ] as const) {
      const { code, stdout } = await netsplit(['card', join(folder, name)], home(one))
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
      expect(readFileSync(join(folder, name), 'utf8').startsWith(begins)).toBe(true)
    }
  })

  test.each([
    [['card', '--md', '--svg'], /not with both/],
    [['card', '/not/there/card.svg'], /can't be written to/],
    [['card', '--name', 'x'.repeat(61)], /at most 60/],
  ])('%j is bad input', async (argv, told) => {
    const { code, stderr } = await netsplit(argv, home(one))
    expect(code).toBe(2)
    expect(stderr).toMatch(told)
  })
})
