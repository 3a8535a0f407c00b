import { expect, test } from 'vitest'
import { typed } from '../../src/linear/typing.ts'
import { DECODER_AT_FIRST, decodeKeys } from '../../src/terminal/key-decoder.ts'

/** What comes of keys: the lines that were given, what was written, and what is left on the line. */
function afterKeys(keys: string) {
  let line = ''
  let shown = ''
  const given: string[] = []
  for (const event of decodeKeys(DECODER_AT_FIRST, keys)[1]) {
    const { line: now, echo, done } = typed(line, event)
    shown += echo
    if (done === 'left') return { given, shown, line: now, left: true }
    if (done === 'given') given.push(now)
    line = done === null ? now : ''
  }
  return { given, shown, line, left: false }
}

/** What a terminal shows of it: a backspace goes back, what is written there replaces what was. */
function onTerminal(text: string): string {
  const cells: string[] = []
  let at = 0
  for (const each of text)
    if (each === '\b') at -= 1
    else cells[at++] = each
  return cells.join('').trimEnd()
}

test('a line is what was typed and not taken back, and the terminal shows it so', () => {
  expect(afterKeys('one\r')).toMatchObject({ given: ['one'], shown: 'one\n' })
  const { line, shown } = afterKeys('two words\x7f\x7fk')
  expect([line, onTerminal(shown)]).toEqual(['two work', 'two work'])
  expect(afterKeys('two words\x17')).toMatchObject({ line: 'two ', shown: `two words${'\b \b'.repeat(5)}` })
  expect(afterKeys('日\x7f')).toMatchObject({ line: '', shown: '日\b \b\b \b' })
  expect(afterKeys('abc\x15\x7f')).toMatchObject({ line: '', shown: `abc${'\b \b'.repeat(3)}` })
})

test('arrows, tabs and answers of the terminal type nothing, and no control code is echoed', () => {
  const { line, shown } = afterKeys('a\x1b[A\x1b[D\t\x1b]11;rgb:0/0/0\x07\x1b[200~b\x1b[2J\nc\x1b[201~')
  expect(line).toBe('ab[2J c')
  expect(shown).toMatch(/^\P{Cc}*$/u)
})

test('Ctrl-C leaves, and so do Ctrl-D and Ctrl-Z where nothing is typed', () => {
  expect(afterKeys('on\x03').left).toBe(true)
  expect(afterKeys('\x04').left).toBe(true)
  expect(afterKeys('\x1a').left).toBe(true)
  expect(afterKeys('on\x04').left).toBe(false)
})

test('no line is longer than an answer can be', () => {
  expect(afterKeys('x'.repeat(500)).line.length).toBe(200)
})
