import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BACKGROUND_QUESTION } from '../../src/terminal/background.ts'
import { lastScreen, outputOf, readCast } from '../support/cast.ts'
import { temporaryFolder } from '../support/folder.ts'
import { netsplit } from '../support/program.ts'

// The built program in a real pseudo-terminal: `npm test` builds first.

test('a session is recorded while it goes on, so that nothing that ends it ends what was recorded', async () => {
  const file = join(temporaryFolder(), 'demo.cast')
  const terminal = netsplit({ args: ['record', file, '--keys', '--', 'lab', 'split-bank'] })
  await terminal.waitFor('before it starts')
  terminal.resize(100, 30)
  await terminal.waitFor('─'.repeat(100))
  terminal.send('\r ')
  await terminal.waitFor('Space run')
  await terminal.quiet()
  const screen = terminal.screen()
  const raw = terminal.raw()
  terminal.kill('SIGKILL')
  expect(await terminal.exit()).toMatchObject({ signal: 9 })

  const cast = readCast(readFileSync(file, 'utf8'))
  expect(cast.header).toMatchObject({ version: 2, width: 80, height: 24, title: 'netsplit lab split-bank' })
  // The terminal's driver gives a carriage return to each line feed, whether it has one or not.
  const question = BACKGROUND_QUESTION
  expect(raw).toContain(question)
  // What the terminal was asked is left out: whoever plays it back would have their own terminal answer.
  expect(outputOf(cast)).toBe(raw.replace(question, '').replaceAll('\r\r\n', '\r\n'))
  const others = cast.events.filter(([, code]) => code !== 'o').map(([, code, data]) => [code, data])
  expect(others[0]).toEqual(['r', '100x30'])
  expect(
    others
      .slice(1)
      .map(([, data]) => data)
      .join(''),
  ).toBe('\r ')
  const { glyphs } = await lastScreen(cast)
  const rows = Array.from({ length: 30 }, (_, row) =>
    glyphs
      .slice(row * 100, row * 100 + 100)
      .join('')
      .trimEnd(),
  )
  expect(rows.join('\n')).toBe(screen)
})

test('ended by a signal, it tells where it is as well', async () => {
  const file = join(temporaryFolder(), 'demo.cast')
  const terminal = netsplit({ args: ['record', file] })
  await terminal.waitFor('Six lessons')
  terminal.kill('SIGTERM')
  expect(await terminal.exit()).toEqual({ code: 143, signal: null })
  expect(terminal.inAlternateScreen()).toBe(false)
  expect(terminal.screen()).toContain('asciinema play')
})

test('with a size of its own it is drawn in a part of the terminal; leaving it tells where it is', async () => {
  const file = join(temporaryFolder(), 'demo.cast')
  const terminal = netsplit({ args: ['record', file, '--size', '80x24'], cols: 120, rows: 40 })
  await terminal.waitFor('Six lessons')
  terminal.send('q')
  expect(await terminal.exit()).toEqual({ code: 0, signal: null })
  expect(terminal.screen()).toContain('asciinema play')
  const { header, events } = readCast(readFileSync(file, 'utf8'))
  expect([header.width, header.height]).toEqual([80, 24])
  expect(new Set(events.map(([, code]) => code))).toEqual(new Set(['o']))
})
