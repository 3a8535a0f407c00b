import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { ENTRY, leave, netsplit } from '../support/program.ts'
import { start, type Terminal } from '../support/pty.ts'

// Ctrl-Z and `fg`, in a shell that a person types into.

const CTRL_Z = '\x1a'

/** A shell with the program begun in it; what the terminal's modes were before, as the shell's `stty` has them. */
async function inShell(args = '', shows = '1 No answer') {
  const home = temporaryFolder()
  const terminal = start({
    command: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    env: { PS1: 'shell> ', NETSPLIT_HOME: home, NODE: process.execPath, ENTRY },
  })
  await terminal.waitFor('shell>')
  const before = await modes(terminal, 'before')
  terminal.send(`sh -c 'echo $$ > "$NETSPLIT_HOME/pid"; exec "$NODE" "$ENTRY" ${args}'\r`)
  await terminal.waitFor(shows)
  await terminal.quiet()
  return { terminal, before, pid: Number(readFileSync(join(home, 'pid'), 'utf8')) }
}

async function modes(terminal: Terminal, name: string): Promise<string | undefined> {
  terminal.send(`echo ${name}: $(stty -g | cksum)\r`)
  const told = new RegExp(`^${name}: (\\d+ \\d+)$`, 'm')
  await terminal.waitFor(told)
  return told.exec(terminal.screen())?.[1]
}

/** How often the whole of the map was written. */
function timesShown(bytes: string): number {
  return bytes.split('Six lessons').length - 1
}

async function stop(terminal: Terminal): Promise<void> {
  terminal.send(CTRL_Z)
  await terminal.waitFor('Stopped')
  expect(terminal.inAlternateScreen()).toBe(false)
  expect(terminal.modesLeft().filter(mode => mode !== '2004')).toEqual([])
}

test('stopped, the shell has its screen and its keyboard; with fg the screen is whole again, as often as one likes', async () => {
  const { terminal, before: modesBefore } = await inShell()
  const shown = terminal.screen()
  for (const round of ['once', 'twice']) {
    await stop(terminal)
    expect(terminal.screen()).not.toContain('No answer')
    expect(await modes(terminal, round)).toBe(modesBefore)
    const before = terminal.raw().length
    terminal.send('fg\r')
    await terminal.waitFor('1 No answer')
    await terminal.quiet()
    expect(terminal.inAlternateScreen()).toBe(true)
    expect(terminal.screen()).toBe(shown)
    expect(timesShown(terminal.raw().slice(before))).toBe(1)
  }
  // Keys are its own again, and come as they are typed.
  terminal.send('\r')
  await terminal.waitFor('page 1/')
  terminal.send('\x03')
  await terminal.quiet()
  terminal.send('echo code $?\r')
  await terminal.waitFor('code 0')
  expect(await modes(terminal, 'after')).toBe(modesBefore)
})

test('stopped while a story is under way, nothing of it is written until the screen is taken again, and then all of it', async () => {
  const { terminal } = await inShell('lab split-bank', '❯ Start')
  terminal.send('\r')
  await terminal.waitFor('asks')
  terminal.send(CTRL_Z)
  await terminal.waitFor('Stopped')
  // Longer than from one frame to the next.
  await terminal.quiet()
  const before = terminal.raw().lastIndexOf('\x1b[?1049l')
  terminal.send('fg\r')
  await vi.waitFor(() => expect(terminal.raw().lastIndexOf('\x1b[?1049h')).toBeGreaterThan(before), 30_000)
  const since = terminal.raw().slice(before)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a place on the screen is what is looked for
  expect(since.slice(0, since.indexOf('\x1b[?1049h'))).not.toMatch(/\x1b\[[\d;]*H/)
  await terminal.waitFor('asks')
  expect(terminal.screen().split('\n')[0]).toContain('split bank')
})

test('a window that has another size when the program comes back', async () => {
  const { terminal } = await inShell()
  await stop(terminal)
  terminal.resize(100, 30)
  const before = terminal.raw().length
  terminal.send('fg\r')
  await terminal.waitFor('1 No answer')
  await terminal.quiet()
  expect(timesShown(terminal.raw().slice(before))).toBe(1)
  const fresh = netsplit({ cols: 100, rows: 30 })
  await fresh.waitFor('1 No answer')
  await fresh.quiet()
  expect(terminal.screen()).toBe(fresh.screen())
  await leave(fresh)
})

test('stopped with no time to give anything back, or woken in the background, it is whole again in the foreground', async () => {
  const { terminal, pid } = await inShell()
  const shown = terminal.screen()
  process.kill(pid, 'SIGSTOP')
  await terminal.waitFor('Stopped')
  // There it may not have the keyboard, and stands still again.
  terminal.send('bg; until jobs -s | grep -q Stopped; do sleep 0.1; done; echo still\r')
  await terminal.waitFor(/^still$/m)
  terminal.send('fg\r')
  await terminal.waitFor('1 No answer')
  await terminal.quiet()
  expect(terminal.screen()).toBe(shown)
})

test('without a shell to say when to go on, it goes on at once', async () => {
  const terminal = netsplit()
  await terminal.waitFor('1 No answer')
  await terminal.quiet()
  const shown = terminal.screen()
  terminal.send(CTRL_Z)
  // Taken twice by then.
  await vi.waitFor(() => expect(terminal.raw().split('\x1b[?1049h')).toHaveLength(3), 30_000)
  await terminal.quiet()
  expect(terminal.inAlternateScreen()).toBe(true)
  expect(terminal.screen()).toBe(shown)
  await leave(terminal)
})
