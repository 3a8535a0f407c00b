import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { ENTRY, leave, netsplit } from '../support/program.ts'
import type { Terminal } from '../support/pty.ts'

// The built program in a real pseudo-terminal: `npm test` builds first.

const ENTER = '\r'
const ESC = '\x1b'
const RIGHT = '\x1b[C'
const DOWN = '\x1b[B'

/** Moves the cursor of a menu down to an option, step by step as a person does, and takes it. */
async function choose(terminal: Terminal, option: number): Promise<void> {
  const rows = () => terminal.screen().split('\n')
  const cursor = () => rows().findIndex(row => row.includes('❯'))
  for (let step = 0; step < option; step += 1) {
    const below = rows()[cursor() + 1]?.trim() ?? ''
    terminal.send(DOWN)
    await terminal.waitFor(`❯ ${below}`)
  }
  terminal.send(ENTER)
}

/** Speeds the lab up as far as it goes: five presses of the key for it. */
function hurry(terminal: Terminal): void {
  terminal.send('+++++')
}

describe('a learner', () => {
  test('plays split-bank through both choices, compares them, and finds the terminal as it was', async () => {
    const home = temporaryFolder()
    const terminal = netsplit({ home, args: ['lab', 'split-bank'] })
    await terminal.waitFor('before it starts')
    expect(terminal.inAlternateScreen()).toBe(true)
    terminal.send(ENTER)
    await terminal.waitFor(/speed 0\.2/)
    hurry(terminal)
    await terminal.waitFor('What should n4 do?', 20_000)
    expect(terminal.screen()).toContain('paused')
    expect(terminal.screen()).toContain('CUT')
    terminal.send(ENTER)
    await terminal.waitFor('You insist on a majority')
    terminal.send(ENTER)
    await terminal.waitFor('The cable is about to be mended', 20_000)
    expect(terminal.screen()).toMatch(/refused +1/)
    terminal.send(ENTER)
    await terminal.waitFor('Linearizable', 20_000)
    expect(terminal.screen()).toContain('The same moment, another choice')

    terminal.send(ENTER)
    await terminal.waitFor('Each side pays from its own copy')
    terminal.send(ENTER)
    await terminal.waitFor('The cable is about to be mended', 20_000)
    terminal.send(ENTER)
    await terminal.waitFor('Not linearizable', 20_000)
    expect(terminal.screen()).toContain('withdrew 80')
    terminal.send(ENTER)
    await terminal.waitFor('both futures')
    expect(terminal.screen()).toMatch(/Consistency +Availability/)
    expect(terminal.screen()).toMatch(/too much in the books +0 +80/)
    terminal.send(ESC)
    await terminal.waitFor('q quit')
    await leave(terminal)

    const saved = JSON.parse(readFileSync(join(home, 'progress.json'), 'utf8'))
    expect(JSON.stringify(saved)).toContain('"availability"')
    expect(JSON.stringify(saved)).toContain('"consistency"')
  })

  test('reads, answers, leaves, and comes back to the same page', async () => {
    const home = temporaryFolder()
    const first = netsplit({ home })
    await first.waitFor('1 No answer')
    first.send(ENTER)
    await first.waitFor('page 1/')
    await choose(first, 2)
    await first.waitFor('As you predicted')
    first.send(RIGHT)
    await first.waitFor('page 2/')
    await leave(first)

    const again = netsplit({ home })
    await again.waitFor('page 2/')
    again.send(ENTER)
    await again.waitFor('Charge a card')
    await leave(again, '\x03')
  })

  test('reaches the lab from lesson 3 and is led on behind it', async () => {
    const terminal = netsplit()
    await terminal.waitFor('3 The split')
    terminal.send(DOWN)
    await terminal.waitFor(/❯ +2 /)
    terminal.send(DOWN)
    await terminal.waitFor(/❯ +3 /)
    terminal.send(ENTER)
    await terminal.waitFor('page 1/')
    for (let page = 2; !terminal.screen().includes('Lab:'); page += 1) {
      await terminal.quiet()
      // A question has the keys until it gives them back.
      if (terminal.screen().includes('Esc not now')) terminal.send(ESC)
      await terminal.waitFor(/(→|Enter) on/)
      terminal.send(RIGHT)
      await terminal.waitFor(`page ${page}/`)
    }
    terminal.send(ENTER)
    await terminal.waitFor('before it starts')
    await leave(terminal, '\x03')
  })
})

describe('the sandbox', () => {
  test('does what is typed, completes it, takes it back, and shows what there is to bring about', async () => {
    const terminal = netsplit({ args: ['lab', 'sandbox'] })
    await terminal.waitFor('The sandbox')
    terminal.send(':')
    await terminal.waitFor('Tab complete')
    terminal.send('cu')
    await terminal.waitFor('> cu')
    terminal.send('\t')
    await terminal.waitFor('> cut ')
    // Letters are text here, and no commands: q does not quit.
    terminal.send('n1 n2 | n3 n4 n5')
    await terminal.waitFor('> cut n1 n2 | n3 n4 n5')
    terminal.send(ENTER)
    await terminal.waitFor('CUT')
    terminal.send('quux')
    await terminal.waitFor('> quux')
    terminal.send(ENTER)
    await terminal.waitFor('There is no command «quux»')
    terminal.send(ESC)
    await terminal.waitFor('c heal')
    terminal.send('u')
    await terminal.waitFor('c cut')
    terminal.send('g')
    await terminal.waitFor('A stale read')
    await leave(terminal, '\x03')
  })
})

describe('a replay code', () => {
  test('opens the very run on a terminal, with what was decided still ahead', async () => {
    const json = execFileSync(process.execPath, [
      ENTRY,
      'run',
      'split-bank',
      '--choose',
      'availability',
      '--json',
    ])
    const { replay } = JSON.parse(json.toString())
    const terminal = netsplit({ args: ['replay', replay] })
    await terminal.waitFor('t 0.00 s')
    terminal.send('t')
    await terminal.waitFor('The split bank › time')
    terminal.send(ESC)
    await terminal.waitFor('The split bank  ')
    hurry(terminal)
    terminal.send(' ')
    // Nobody is asked again: the code says what was chosen.
    await terminal.waitFor('Not linearizable', 20_000)
    await leave(terminal, '\x03')
  })
})

describe('a terminal', () => {
  test('with CI in its environment is a terminal all the same', async () => {
    const terminal = netsplit({ env: { CI: 'true' } })
    await terminal.waitFor('1 No answer')
    await leave(terminal)
  })

  test('of 20x5 shows one line until it grows', async () => {
    const terminal = netsplit({ cols: 20, rows: 5 })
    await terminal.waitFor('60x20')
    terminal.resize(80, 24)
    await terminal.waitFor('1 No answer')
    terminal.resize(20, 5)
    await terminal.waitFor('60x20')
    await leave(terminal)
  })

  test('at 60x20 has room for the lab', async () => {
    const terminal = netsplit({ cols: 60, rows: 20, args: ['lab', 'split-bank'] })
    await terminal.waitFor('before it starts')
    terminal.send(ENTER)
    await terminal.waitFor(/The split bank .* runs/)
    hurry(terminal)
    await terminal.waitFor('What should n4 do?', 20_000)
    await leave(terminal, '\x03')
  })
})

describe('the progress file', () => {
  test('of garbage is set aside with a word, and the course opens', async () => {
    const home = temporaryFolder()
    writeFileSync(join(home, 'progress.json'), '\u0000garbage{{{')
    const terminal = netsplit({ home })
    await terminal.waitFor('1 No answer')
    expect(terminal.screen()).toContain("Your progress file can't be used")
    await leave(terminal)
    // Told in full on leaving: where the screen was, there is room for it.
    expect(terminal.screen()).toContain('progress.broken-')
    expect(readdirSync(home).some(name => name.startsWith('progress.broken-'))).toBe(true)
  })

  test('that can’t be written costs the saving and not the session', async () => {
    const home = temporaryFolder()
    // A folder where the file should be: this can't be written by root either.
    mkdirSync(join(home, 'progress.json'))
    const terminal = netsplit({ home })
    await terminal.waitFor('1 No answer')
    terminal.send(ENTER)
    await terminal.waitFor('page 1/')
    await terminal.waitFor(/! /)
    terminal.send(ESC)
    await terminal.waitFor('→ on')
    terminal.send(RIGHT)
    await terminal.waitFor('page 2/')
    terminal.send('q')
    expect((await terminal.exit()).code).toBe(0)
  })
})
