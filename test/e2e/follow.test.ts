import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/bundle.ts'
import { temporaryFolder } from '../support/folder.ts'
import { start } from '../support/pty.ts'

// The built program in a real pseudo-terminal: `npm test` builds first.

const ENTRY = join(ROOT, 'dist', 'netsplit.cjs')

function netsplit(...args: readonly string[]) {
  expect(existsSync(ENTRY), 'run `npm run build` first').toBe(true)
  const env = { NETSPLIT_HOME: temporaryFolder() }
  return start({ command: process.execPath, args: [ENTRY, ...args], env })
}

test('a course that is being written is followed: the page stays, a fault is told, what was mended is shown', async () => {
  const folder = join(temporaryFolder(), 'mine')
  const made = netsplit('new', 'course', folder)
  expect(await made.exit()).toEqual({ code: 0, signal: null })

  const lesson = join(folder, '1-the-cut.md')
  const write = (from: string, to: string) => {
    const text = readFileSync(lesson, 'utf8')
    expect(text).toContain(from)
    writeFileSync(lesson, text.replace(from, to))
  }
  const terminal = netsplit('--course', folder)
  await terminal.waitFor('A course of my own')
  terminal.send('\r')
  await terminal.waitFor('A replica is a machine')
  write('A **replica** is', 'Listen: a **replica** is')
  await terminal.waitFor('Listen: a replica is a machine')

  write('scenario: first-cut', 'scenario: first-cat')
  await terminal.waitFor('no scenario «first-cat»')
  expect(terminal.screen()).toContain('Listen: a replica is a machine')
  // The fault is still told on the next page, whatever has been saved meanwhile.
  terminal.send('\x1b[C')
  await terminal.waitFor('page 2/4')
  await terminal.quiet()
  expect(terminal.screen()).toContain('no scenario «first-cat»')

  write('scenario: first-cat', 'scenario: first-cut')
  await terminal.waitFor(/^(?![\s\S]*first-cat)[\s\S]*page 2\/4/)
  terminal.send('\x1b')
  await terminal.quiet()
  terminal.send('q')
  expect(await terminal.exit()).toEqual({ code: 0, signal: null })
})

test('in lines a sentence says that the course has changed, with what is new of the page; so does a fault', async () => {
  const folder = join(temporaryFolder(), 'mine')
  expect(await netsplit('new', 'course', folder).exit()).toEqual({ code: 0, signal: null })
  const lesson = join(folder, '1-the-cut.md')
  const write = (from: string, to: string) =>
    writeFileSync(lesson, readFileSync(lesson, 'utf8').replace(from, to))
  const terminal = netsplit('--linear', '--course', folder)
  await terminal.waitFor('A course of my own')
  terminal.send('1\r')
  await terminal.waitFor('A replica is a machine')
  write('A **replica** is', 'Listen: a **replica** is')
  await terminal.waitFor(/The course has changed, and is read again\.\s+Listen: a replica is a machine/)
  write('scenario: first-cut', 'scenario: first-cat')
  await terminal.waitFor('no scenario «first-cat»')
  terminal.send('quit\r')
  expect(await terminal.exit()).toEqual({ code: 0, signal: null })
})
