import { describe, expect, test, vi } from 'vitest'
import { diceOf, seededRandom } from '../../src/model/random.ts'
import { temporaryFolder } from '../support/folder.ts'
import { ENTRY, leave, netsplit } from '../support/program.ts'
import type { Terminal } from '../support/pty.ts'
import { HAS_TMUX, startTmux } from '../support/tmux.ts'

// A window whose size changes at any moment: what it shows is what it would show if it had always been so large.

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
const SIZES = [
  [60, 20],
  [50, 10],
  [120, 40],
  [80, 24],
] as const

/** A lab that stands at its choice: nothing moves any more, so that two programs can be compared. */
async function atChoice(cols: number, rows: number): Promise<Terminal> {
  const terminal = netsplit({ cols, rows, args: ['lab', 'split-bank'] })
  await terminal.waitFor('before it starts')
  terminal.send('\r')
  await terminal.waitFor(/speed 0\.2/)
  terminal.send('+++++')
  await terminal.waitFor('What should n4 do?', 20_000)
  await terminal.quiet()
  return terminal
}

test('a window of any size, at any moment of the animation, ends as one that always had its size', async () => {
  const dice = diceOf(seededRandom(SEED))
  const terminal = netsplit({ args: ['lab', 'split-bank'] })
  await terminal.waitFor('before it starts')
  terminal.send('\r')
  await terminal.waitFor(/speed 0\.2/)
  terminal.send('++')
  await terminal.waitFor(/speed 0\.8/)
  const until = performance.now() + 1500
  while (performance.now() < until) {
    terminal.resize(dice(20, 140), dice(3, 50))
    await new Promise(resolve => setTimeout(resolve, dice(0, 40)))
  }
  terminal.resize(100, 30)
  // In a window too small no key acts.
  await terminal.waitFor(/speed 0\.8/)
  terminal.send('+++')
  await terminal.waitFor('What should n4 do?', 20_000)
  await terminal.quiet()
  const fresh = await atChoice(100, 30)
  expect(terminal.screen(), `repeat with NETSPLIT_SEED=${SEED}`).toBe(fresh.screen())
  await leave(terminal, '\x03')
  await leave(fresh, '\x03')
})

test('a window of another size is shown once and whole, and then nothing more is written', async () => {
  const terminal = netsplit()
  await terminal.waitFor('1 No answer')
  await terminal.quiet()
  for (const [cols, rows] of [
    [120, 40],
    [60, 20],
    [40, 10],
  ] as const) {
    const fresh = netsplit({ cols, rows })
    await fresh.waitFor(cols < 60 ? '60x20' : '1 No answer')
    await fresh.quiet()
    const before = terminal.raw().length
    terminal.resize(cols, rows)
    await vi.waitUntil(() => terminal.raw().length > before, { timeout: 30_000 })
    await terminal.quiet()
    const written = terminal.raw().slice(before)
    expect(written.split('\x1b[2J'), `${cols}x${rows}`).toHaveLength(2)
    // Byte for byte the first screen of one that was always so large: nothing else is cleared, or drawn twice.
    expect(fresh.raw()).toContain(written)
    expect(terminal.screen()).toBe(fresh.screen())
    await leave(fresh)
  }
  await leave(terminal)
})

describe.skipIf(!HAS_TMUX)('in tmux (skipped where there is none)', () => {
  test('the same, through small and large and back, and the shell has its screen again', async () => {
    const env = { NETSPLIT_HOME: temporaryFolder(), NODE: process.execPath, ENTRY }
    const tmux = startTmux(env)
    await tmux.waitFor('shell>')
    tmux.send('echo mine', 'Enter')
    await tmux.waitFor('mine\nshell>')
    tmux.send('"$NODE" "$ENTRY" lab split-bank', 'Enter')
    await tmux.waitFor('before it starts')
    tmux.send('Enter')
    await tmux.waitFor('speed 0.2')
    for (const [columns, rows] of SIZES) {
      tmux.resize(columns, rows)
      await tmux.waitFor(columns < 60 ? '60x20' : 'The split bank')
    }
    tmux.send('+++++')
    await tmux.waitFor('What should n4 do?')
    const fresh = await atChoice(80, 24)
    for (const [columns, rows] of SIZES) {
      tmux.resize(columns, rows)
      fresh.resize(columns, rows)
      await fresh.waitFor(columns < 60 ? '60x20' : 'n4')
      await fresh.quiet()
      await tmux.waitFor(() => fresh.screen().trimEnd())
    }
    await leave(fresh, '\x03')
    tmux.send('C-c')
    await tmux.waitFor('This run again')
    expect(tmux.screen()).toMatch(/^shell> echo mine\nmine\nshell> /)
    expect(tmux.screen()).not.toContain('n4')
  })
})
