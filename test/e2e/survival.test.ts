import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { type Plant, plantedProgram } from '../support/planted.ts'
import { ENTRY, netsplit } from '../support/program.ts'
import { start } from '../support/pty.ts'
import { type UnderBash, underBash } from '../support/under-bash.ts'

// Whichever way the program ends: the terminal is as it was, the progress is kept, and the exit code says how it ended.

/** Opens the first page, which is progress. */
async function begin({ terminal }: UnderBash): Promise<void> {
  await terminal.waitFor('1 No answer')
  expect(terminal.inAlternateScreen()).toBe(true)
  terminal.send('\r')
  await terminal.waitFor('page 1/')
}

function kept(home: string): unknown {
  return JSON.parse(readFileSync(join(home, 'progress.json'), 'utf8'))
}

async function expectWhole({ terminal, home, after }: UnderBash, code: number): Promise<void> {
  expect(await after()).toEqual({ code, sameModes: true })
  expect([terminal.inAlternateScreen(), terminal.modesLeft()]).toEqual([false, []])
  expect(terminal.screen()).toMatch(/^before\n/)
  expect(JSON.stringify(kept(home))).toContain('no-answer')
}

describe('the terminal is as it was, and the progress is kept', () => {
  test('after Ctrl-C', async () => {
    const program = underBash()
    await begin(program)
    program.terminal.send('\x03')
    await expectWhole(program, 0)
  })

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
  ])('after %s', async (signal, code) => {
    const program = underBash()
    await begin(program)
    process.kill(program.pid(), signal)
    await expectWhole(program, code)
    expect(program.terminal.screen().trimEnd()).toBe('before')
  })

  test('after a bug of its own, wherever it was', async () => {
    const entry = await plantedProgram(temporaryFolder())
    const awake = async (plant: Plant) => {
      const program = underBash([], { entry, env: { PLANTED: plant } })
      await begin(program)
      program.terminal.send('?')
      await expectWhole(program, 70)
      expect(program.terminal.screen(), plant).toContain('Error: planted')
    }
    await Promise.all((['update', 'view', 'timer', 'rejection'] as const).map(awake))
    const first = underBash(['lab', 'split-bank'], { entry, env: { PLANTED: 'first' } })
    const moving = underBash(['lab', 'split-bank'], { entry, env: { PLANTED: 'cells' } })
    await moving.terminal.waitFor('before it starts')
    moving.terminal.send('\r')
    for (const { after, terminal } of [first, moving]) {
      expect(await after()).toEqual({ code: 70, sameModes: true })
      expect([terminal.inAlternateScreen(), terminal.modesLeft()]).toEqual([false, []])
      expect(terminal.screen()).toMatch(/^before\n.*planted/s)
    }
  })
})

describe('a terminal that goes away', () => {
  test('with a word: the program ends, and the progress is kept', async () => {
    const program = underBash()
    await begin(program)
    program.terminal.hangUp()
    await gone(program.pid())
    expect(JSON.stringify(kept(program.home))).toContain('no-answer')
  })

  test('without a word: its end is noticed by the keys that can’t come any more', async () => {
    const program = underBash([], { deaf: true })
    await begin(program)
    program.terminal.hangUp()
    await gone(program.pid())
    // The shell says so a moment after the program has gone.
    const after = () => expect(readFileSync(join(program.home, 'after'), 'utf8')).toMatch(/^129 \d\n/)
    await vi.waitFor(after, { timeout: 30_000 })
    expect(JSON.stringify(kept(program.home))).toContain('no-answer')
  })
})

describe('a terminal of which one end goes away', () => {
  test.each(['<', '>'] as const)('with another terminal behind %s', async end => {
    const program = underBash([], { redirect: end })
    const other = start({
      command: 'bash',
      args: ['-c', 'tty > tty; mv tty other; exec sleep 1000'],
      cwd: program.home,
    })
    const [keys, screen] = end === '<' ? [other, program.terminal] : [program.terminal, other]
    await screen.waitFor('1 No answer')
    keys.send('\r')
    await screen.waitFor('page 1/')
    other.hangUp()
    // That a screen has gone is seen by whoever draws on it.
    if (end === '>') keys.send('\x1b')
    expect(await program.after()).toEqual({ code: 129, sameModes: true })
    expect([program.terminal.inAlternateScreen(), program.terminal.modesLeft()]).toEqual([false, []])
    expect(JSON.stringify(kept(program.home))).toContain('no-answer')
  })
})

/** Waits until there is no such process. */
async function gone(pid: number): Promise<void> {
  for (const until = performance.now() + 30_000; performance.now() < until; ) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  process.kill(pid, 'SIGKILL')
  throw new Error('still running after 30 s')
}

test('progress that could not be kept is told at the end, once the screen is given back', async () => {
  // No folder, whoever runs this test.
  const home = join(temporaryFolder(), 'file')
  writeFileSync(home, '')
  const told = /^Your progress is not being saved: .*a file stands where the folder/m
  const terminal = netsplit({ home, cols: 200 })
  await terminal.waitFor('1 No answer')
  terminal.send('\r')
  await terminal.waitFor('page 1/')
  terminal.send('\x03')
  await terminal.exit()
  expect(terminal.inAlternateScreen()).toBe(false)
  expect(terminal.screen()).toMatch(told)
  const env = { ...process.env, NETSPLIT_HOME: home }
  const { stderr } = spawnSync(process.execPath, [ENTRY, '--linear'], { input: '1\n', encoding: 'utf8', env })
  expect(stderr).toMatch(told)
})
