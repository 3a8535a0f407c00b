import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyProgress, encodeProgress } from '../../src/progress/progress.ts'
import { ROOT } from '../support/bundle.ts'
import { temporaryFolder } from '../support/folder.ts'
import { start } from '../support/pty.ts'

// The built program paints its first screen before Ink has loaded: `npm test` builds first.

const SAID = '\x1b]0;'

/**
 * The built program in a folder of its own, with one file put before the one that loads Ink: it has the terminal's title
 * say when Ink begins to load and how many frames Ink has handed out by the time that it is mounted.
 */
function tellingProgram(): string {
  const folder = temporaryFolder()
  const dist = join(folder, 'dist')
  cpSync(join(ROOT, 'dist'), dist, { recursive: true })
  mkdirSync(join(folder, 'home'))
  symlinkSync(join(ROOT, 'lessons'), join(folder, 'lessons'), 'junction')
  renameSync(join(dist, 'later-mount.js'), join(dist, 'mount-itself.js'))
  writeFileSync(
    join(dist, 'later-mount.js'),
    `const say = text => process.stdout.write('\\x1b]0;' + text + '\\x07')
     say('loading')
     const { mount: real } = await import('./mount-itself.js')
     export function mount(painter) {
       let frames = 0
       const write = painter.output.write
       painter.output.write = text => { frames += text.trim() === '' ? 0 : 1; return write(text) }
       const mounted = real(painter)
       say('frames ' + frames + '.')
       return mounted
     }`,
  )
  return folder
}

const WHEN = Date.UTC(2026, 0, 5)
const DONE = { stopped: null, furthest: 9, doneWhen: WHEN, predictions: {}, answers: {} }
const BEGUN = { ...DONE, stopped: { page: 3, when: WHEN }, furthest: 4, doneWhen: null }
const PROGRESS = encodeProgress({
  ...emptyProgress,
  last: { lesson: 'fallacies', page: 3, when: WHEN },
  lessons: { 'no-answer': DONE, fallacies: BEGUN },
})

describe('the first screen', () => {
  test.each([
    ['at the very first start', [], 80, 24, null, 'Press Enter'],
    ['of a learner with progress', [], 120, 40, PROGRESS, '✓'],
    ['of a lab', ['lab', 'split-bank'], 60, 20, null, 'before it starts'],
  ] as const)('%s is what Ink draws, cell for cell', async (_, args, cols, rows, progress, shown) => {
    const folder = tellingProgram()
    const home = join(folder, 'home')
    if (progress !== null) writeFileSync(join(home, 'progress.json'), progress)
    const terminal = start({
      command: process.execPath,
      args: [join(folder, 'dist', 'netsplit.cjs'), ...args],
      cols,
      rows,
      env: { NETSPLIT_HOME: home },
    })
    const frames = new RegExp(`${SAID.replace('[', '\\[')}frames ([0-9]+)\\.`)
    await expect.poll(() => terminal.raw(), { timeout: 30_000 }).toMatch(frames)
    await terminal.quiet()
    const [before = '', after = ''] = terminal.raw().split(`${SAID}loading\x07`)
    expect(before).toContain(shown)
    expect(before).not.toContain("can't be used")
    expect(Number(frames.exec(after)?.[1])).toBeGreaterThan(0)
    // What Ink draws is painted like all else: where one cell differs, there are bytes for it.
    expect(after.replace(frames, '').replace('\x07', '')).toBe('')
  })
})
