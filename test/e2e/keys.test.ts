import { expect, test } from 'vitest'
import { leave, netsplit } from '../support/program.ts'

// What a pipe between two streams can't show: the program's own terminal, raw, with what it delivers and when.

const DOWN = '\x1b[B'
const UP = '\x1b[A'
/** Pieces further apart than this are no test: a busy machine has kept the arrow, or the program, waiting. */
const APART_MS_MAX = 40

const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

test('a slow arrow, a burst of a hundred keys, and Esc alone', async () => {
  const terminal = netsplit()
  await terminal.waitFor(/❯.* 1 No answer/)
  for (let tries = 0, inTime = false; !inTime && tries < 10; tries += 1) {
    inTime = true
    let sent = performance.now()
    for (const byte of DOWN) {
      terminal.send(byte)
      await later(20)
      inTime &&= performance.now() - sent < APART_MS_MAX
      sent = performance.now()
    }
    // Late, it was Esc and two letters, none of which means anything here.
    if (inTime) await terminal.waitFor(/❯ +2 /)
    else await later(100)
  }
  terminal.send('\x1b[H')
  await terminal.waitFor(/❯.* 1 No answer/)
  terminal.send(`\r${(DOWN + UP).repeat(48)}${DOWN}${DOWN}\r`)
  await terminal.waitFor('As you predicted')
  terminal.send('\x1b[C')
  await terminal.waitFor('page 2/')
  terminal.send('\x1b')
  await terminal.waitFor(/❯.* 1 No answer/)
  await leave(terminal)
})

test('what is pasted goes into the line and is not given; elsewhere it does nothing', async () => {
  const terminal = netsplit({ args: ['lab', 'sandbox'] })
  await terminal.waitFor('The sandbox')
  expect(terminal.raw()).toContain('\x1b[?2004h')
  terminal.send('\x1b[200~q\r\x03\x1b[201~:')
  await terminal.waitFor('Tab complete')
  terminal.send('\x1b[200~crash n2\r\x1b[201~')
  await terminal.waitFor('> crash n2')
  terminal.send('\r')
  await terminal.waitFor(/n2 (is|has|crash)/)
  await leave(terminal, '\x03')
  expect(terminal.raw()).toContain('\x1b[?2004l')
})
