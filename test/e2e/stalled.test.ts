import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { isRunning } from '../support/is-running.ts'
import { leave, netsplit } from '../support/program.ts'
import type { Terminal } from '../support/pty.ts'
import { type UnderBash, underBash } from '../support/under-bash.ts'
import { serving } from './serving.ts'

// A terminal that takes nothing more, without a word: the other end of a line that hangs.

/** More screens than all that is between the program and the terminal has room for: 100 of two kilobytes. */
async function fill(terminal: Terminal): Promise<void> {
  terminal.stall(true)
  for (let count = 0; count < 100; count += 1) {
    terminal.resize(80, count % 2 === 0 ? 30 : 24)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

function kept({ home }: UnderBash): string {
  return readFileSync(join(home, 'progress.json'), 'utf8')
}

/** Has a signal be an error that nobody catches. */
const CRASHES = "data:text/javascript,process.on('SIGUSR2',()=>{throw%20Error('x'.repeat(9000))})"

test('a signal, or a crash, ends the program within two seconds, and what was done meanwhile is kept', async () => {
  const end = async (signal: string, code: number, words: readonly string[] = []) => {
    const program = underBash(words, { env: { NODE_OPTIONS: `--import=${CRASHES}` } })
    const { terminal } = program
    await terminal.waitFor('1 No answer')
    terminal.send('\r')
    await terminal.waitFor('page 1/')
    await fill(terminal)
    // The page's question, answered unseen.
    terminal.send('\r')
    await vi.waitFor(() => expect(kept(program)).toContain('"new-outcome"'), { timeout: 10_000 })
    const pid = program.pid()
    process.kill(pid, signal)
    await vi.waitUntil(() => !isRunning(pid), { timeout: 2000, interval: 20 })
    terminal.stall(false)
    expect(await program.after()).toEqual({ code, sameModes: true })
  }
  await Promise.all([
    end('SIGTERM', 143),
    end('SIGHUP', 129),
    end('SIGUSR2', 70),
    end('SIGTERM', 143, ['record', 'seen.cast']),
  ])
})

test('so it is where all is told in lines, and an interrupt is the end of the input there', async () => {
  const end = async (signal: string, code: number, words: readonly string[], typed: string, seen: string) => {
    const program = underBash(['--linear', ...words])
    const { terminal } = program
    await terminal.waitFor('Also:')
    terminal.send(typed)
    await terminal.waitFor(seen)
    terminal.stall(true)
    for (let count = 0; count < 200; count += 1) {
      terminal.send('help\r')
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    const pid = program.pid()
    process.kill(pid, signal)
    await vi.waitUntil(() => !isRunning(pid), { timeout: 2000, interval: 20 })
    terminal.stall(false)
    expect(await program.after()).toEqual({ code, sameModes: true })
    return program
  }
  const [ended] = await Promise.all([
    end('SIGTERM', 143, [], '1\r', 'page 1'),
    // Of which the code would be told last.
    end('SIGINT', 0, ['lab', 'split-bank'], '1\r1\r', 'Oslo reads'),
  ])
  expect(kept(ended)).toContain('"no-answer"')
})

test('once it goes on, the newest screen is shown, whole', async () => {
  const program = underBash()
  const { terminal } = program
  await terminal.waitFor('1 No answer')
  await fill(terminal)
  expect(terminal.screen()).not.toContain('page 1/')
  terminal.send('\r')
  // Heard, and shown to nobody.
  await vi.waitFor(() => expect(kept(program)).toContain('"no-answer"'), { timeout: 10_000 })
  terminal.stall(false)
  await terminal.waitFor('page 1/')
  await terminal.quiet()
  const shown = terminal.screen()
  // Written anew.
  terminal.resize(80, 25)
  terminal.resize(80, 24)
  await terminal.quiet()
  expect(terminal.screen()).toBe(shown)
  terminal.send('\x03')
  expect(await program.after()).toEqual({ code: 0, sameModes: true })
})

test('a story that plays stands still meanwhile', async () => {
  const terminal = netsplit({ args: ['lab', 'split-bank'] })
  const shownMs = () => 1000 * Number(/ t (\d+\.\d+) s /.exec(terminal.screen())?.[1])
  await terminal.waitFor('Start')
  terminal.send('\r++')
  await terminal.waitFor('speed 0.8')
  const [began, beganMs] = [performance.now(), shownMs()]
  await fill(terminal)
  const fillingMs = performance.now() - began
  await new Promise(resolve => setTimeout(resolve, 1500))
  terminal.send(' ')
  terminal.stall(false)
  await terminal.waitFor('paused')
  await terminal.quiet()
  // Ticks in the first quarter of a second, until it counts as stalled, and a screen that was older than the story.
  expect(shownMs() - beganMs).toBeLessThan(0.8 * (fillingMs + 250 + 350))
  await leave(terminal, '\x03')
})

test('the board of a workshop ends as well, by a signal or its key', async () => {
  const workshop = temporaryFolder()
  const { port } = await serving(workshop, ['--processes', '1'])
  const end = async (how: (board: UnderBash) => void, code: number) => {
    // The shell of each keeps files of its own there.
    const home = temporaryFolder()
    cpSync(workshop, home, { recursive: true })
    const board = underBash(['board', '--port', `${port}`], { home })
    await board.terminal.waitFor('Nobody is here yet')
    await fill(board.terminal)
    const pid = board.pid()
    how(board)
    await vi.waitUntil(() => !isRunning(pid), { timeout: 2000, interval: 20 })
    board.terminal.stall(false)
    expect(await board.after()).toEqual({ code, sameModes: true })
  }
  await Promise.all([
    end(board => process.kill(board.pid(), 'SIGTERM'), 143),
    end(({ terminal }) => terminal.send('q'), 0),
  ])
})
