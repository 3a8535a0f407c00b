import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { type AskedTerminal, answers, askedTerminal, QUESTION } from '../support/asked-terminal.ts'

/**
 * The program's clock, a hundred times slower than the world's, and its waits, twenty times as long: whether an answer
 * comes in time is then no question of how fast this machine is.
 */
const SLOWLY = `
  const now = performance.now.bind(performance)
  performance.now = () => now() / 100
  const wait = Atomics.wait
  Atomics.wait = (cells, index, value, ms) => wait(cells, index, value, ms * 20)
`
const LIGHT = answers('ffff/ffff/ffff')
/** Says how many characters the shell finds typed, once the program has ended. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
const TYPED = 'IFS= read -r -t 0.3 -n 99 typed; echo "typed ${#typed}."'

const moment = () => new Promise(resolve => setTimeout(resolve, 100))

/** Answers once the learner is about to have the shell again, who doesn’t get it before. */
async function answerLate({ raw, type }: AskedTerminal): Promise<void> {
  await moment()
  expect(raw()).not.toContain('\x1b[?1049l')
  type(LIGHT)
}

test('an answer that comes after the learner has left is not typed into the shell', async () => {
  const terminal = askedTerminal(['-c', `stty -echo; "$NODE" -r "$HOOK" "$ENTRY"; ${TYPED}`], SLOWLY)
  await terminal.until('Press Enter')
  expect(terminal.raw()).toContain(QUESTION)
  terminal.type('q')
  await answerLate(terminal)
  await terminal.until(/typed \d+\./)
  expect(terminal.raw()).toContain('typed 0.')
})

test('nor one that comes while somebody stops the program: it is shown in those colours once it goes on', async () => {
  const terminal = askedTerminal(['--norc', '--noprofile', '-i'], SLOWLY)
  await terminal.until('shell> ')
  terminal.type(`sh -c 'echo $$ > "$NETSPLIT_HOME/pid"; exec "$NODE" -r "$HOOK" "$ENTRY"'\r`)
  await terminal.until('Press Enter')
  process.kill(Number(readFileSync(join(terminal.home, 'pid'), 'utf8')), 'SIGTSTP')
  await answerLate(terminal)
  await terminal.until(/Stopped.*shell> /s)
  const stopped = terminal.raw().length
  terminal.type('echo mine\r')
  await terminal.until(/mine\r\n.*shell> /s, stopped)
  expect(terminal.raw().slice(stopped)).not.toMatch(/ffff|62;22/)
  const before = terminal.raw().length
  terminal.type('fg\r')
  await terminal.until('Press Enter', before)
  // The quiet colour on a light background.
  expect(terminal.raw().slice(before)).toContain('38;5;242')
})

const BACKGROUNDS = [
  ['1e1e/1e1e/2e2e', 'dark (the terminal says #1e1e2e)', '256 colours for a dark background'],
  ['ffff/ffff/ffff', 'light (the terminal says #ffffff)', '256 colours for a light background'],
  ['8080/8080/8080', 'unknown (the terminal says #808080, which is neither)', 'own sixteen colours'],
  [null, 'unknown (neither an option nor the terminal says, though asked)', 'own sixteen colours'],
] as const

test('doctor asks the terminal, and tells what it answers, in the colours for that', async () => {
  const tell = async ([colour, told, palette]: (typeof BACKGROUNDS)[number]) => {
    const terminal = askedTerminal(['-c', `stty -echo; "$NODE" "$ENTRY" doctor; ${TYPED}`])
    await terminal.until(QUESTION)
    terminal.type(answers(colour))
    await terminal.until(/typed \d+\./)
    const text = stripVTControlCharacters(terminal.raw()).replaceAll(/\s+/g, ' ')
    expect(text).toContain(told)
    expect(text).toContain(palette)
    expect(terminal.raw()).toContain('typed 0.')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    return /\x1b\[([\d;]+)m✓ good/.exec(terminal.raw())?.[1]
  }
  expect(await Promise.all(BACKGROUNDS.map(tell))).toEqual(['38;5;86', '38;5;23', '32', '32'])
})
