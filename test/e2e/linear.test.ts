import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/bundle.ts'
import { temporaryFolder } from '../support/folder.ts'
import { start } from '../support/pty.ts'

// The built program: `npm test` builds first.
const ENTRY = join(ROOT, 'dist', 'netsplit.cjs')

test('in a terminal it writes text and line feeds alone, and leaves at a word', async () => {
  const terminal = start({
    command: process.execPath,
    args: [ENTRY, '--linear', 'lab', 'split-bank'],
    env: { NETSPLIT_HOME: temporaryFolder() },
  })
  const say = async (line: string, until: string) => {
    await terminal.quiet()
    terminal.send(`${line}\r`)
    await terminal.waitFor(until)
  }
  await terminal.waitFor('1. Start')
  await say('start', 'It is 0.00 s')
  await say('on', 'the network is cut')
  await say('help', 'seed: The number that')
  await terminal.quiet()
  terminal.send('quit\r')
  expect(await terminal.exit()).toEqual({ code: 0, signal: null })
  // The terminal itself makes a carriage return of each line's end.
  expect(terminal.raw()).not.toMatch(/[^\P{Cc}\r\n]/u)
  expect(terminal.raw()).toContain('This run again: netsplit replay ')
})

test('Ctrl-C leaves it as the end of the input does', async () => {
  const terminal = start({
    command: process.execPath,
    args: [ENTRY],
    env: { NETSPLIT_HOME: temporaryFolder(), NETSPLIT_LINEAR: '1' },
  })
  await terminal.waitFor('Also: back, map')
  await terminal.quiet()
  terminal.send('\x03')
  expect(await terminal.exit()).toEqual({ code: 0, signal: null })
})

test('from a pipe it does what the lines say, ends with them, and keeps the progress', () => {
  const home = temporaryFolder()
  const piped = (input: string) =>
    spawnSync(process.execPath, [ENTRY, '--linear'], {
      input,
      encoding: 'utf8',
      env: { ...process.env, NETSPLIT_HOME: home, LC_ALL: 'C.UTF-8' },
    })
  const first = piped('1\n3\non\n')
  expect({ code: first.status, stderr: first.stderr }).toEqual({ code: 0, stderr: '' })
  expect(first.stdout).toContain('> 3\nnot so: None. The same outcomes')
  // As Windows types it: each line ends with two characters, a mark stands before all, and Ctrl-Z is the end.
  const windows = piped('\ufeffmap\r\n2\r\n\x1a\r\nmap\r\n')
  expect(windows.status).toBe(0)
  expect(windows.stdout.match(/^Why distributed systems are hard/gm)).toHaveLength(2)
  expect(windows.stdout).toMatch(/Lesson 2, The eight fallacies: page 1[^>]*> \n$/)
  const second = piped('')
  expect(second.status).toBe(0)
  expect(second.stdout).toMatch(/1\. No answer: .*page 2\s+of/)
})
