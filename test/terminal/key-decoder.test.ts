import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DECODER_AT_FIRST, decodeKeys, flushKeys } from '../../src/terminal/key-decoder.ts'
import type { KeyEvent } from '../../src/terminal/key-event.ts'
import { tellSoak } from '../support/soak.ts'

/** An event in a word: `ctrl+alt+up`, `paste:…`, `answer:…`. */
function word(event: KeyEvent): string {
  if (event.type !== 'key') return `${event.type}:${event.text}`
  const { ctrl, alt, shift, key } = event
  return [ctrl ? 'ctrl+' : '', alt ? 'alt+' : '', shift ? 'shift+' : '', key].join('')
}

/** What comes of pieces, one after the other, and of the silence after them. */
function heard(...pieces: readonly string[]): readonly string[] {
  let state = DECODER_AT_FIRST
  const all: KeyEvent[] = []
  for (const piece of pieces) {
    const [next, events] = decodeKeys(state, piece)
    state = next
    all.push(...events)
  }
  return [...all, ...flushKeys(state)[1]].map(word)
}

const ANSWERS = [
  '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\',
  '\x1b]11;rgb:ff/ff/ff\x07',
  '\x1bP1$r0m\x1b\\',
  '\x1b[?62;22c',
]

const TABLE: readonly (readonly [text: string, ...keys: readonly string[]])[] = [
  ['a', 'a'],
  [' ', 'space'],
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\x7f', 'backspace'],
  ['\b', 'backspace'],
  ['\0', 'ctrl+space'],
  ['\x03', 'ctrl+c'],
  ['\x15', 'ctrl+u'],
  ['\x1f', 'ctrl+_'],
  ['é’日😀', 'é', '’', '日', '😀'],
  ['\x1b', 'escape'],
  ['\x1b\x1b', 'escape', 'escape'],
  ['\x1b\x1b\x1b', 'escape', 'escape', 'escape'],
  ['\x1b\r', 'escape', 'enter'],
  ['\x1b\x03', 'escape', 'ctrl+c'],
  ['\x1b\x1b[A', 'escape', 'up'],
  ['\x1ba', 'alt+a'],
  ['\x1b😀', 'alt+😀'],
  ['\x1b[', 'alt+['],
  ['\x1bO', 'alt+O'],
  ['\x1b]', 'alt+]'],
  ['\x1b[A\x1b[B\x1b[C\x1b[D', 'up', 'down', 'right', 'left'],
  ['\x1bOA\x1bOB\x1bOC\x1bOD', 'up', 'down', 'right', 'left'],
  ['\x1b[H\x1b[F\x1bOH\x1bOF', 'home', 'end', 'home', 'end'],
  ['\x1b[1~\x1b[4~\x1b[7~\x1b[8~', 'home', 'end', 'home', 'end'],
  ['\x1b[2~\x1b[3~\x1b[5~\x1b[6~', 'insert', 'delete', 'page-up', 'page-down'],
  ['\x1b[15~\x1b[24~\x1bOP\x1b[[A', 'f5', 'f12', 'f1'],
  ['\x1b[Z', 'shift+tab'],
  ['\x1b[1;2A', 'shift+up'],
  ['\x1b[1;3B', 'alt+down'],
  ['\x1b[1;5C', 'ctrl+right'],
  ['\x1b[1;8D', 'ctrl+alt+shift+left'],
  ['\x1b[5;5~', 'ctrl+page-up'],
  ['\x1bO5A', 'ctrl+up'],
  ['\x1bOa\x1b[a', 'ctrl+up', 'shift+up'],
  ['\x1b[7$\x1b[7^\x1b[7@x', 'shift+home', 'ctrl+home', 'ctrl+shift+home', 'x'],
  ['\x1bOM\x1bOj\x1bOk\x1bOm\x1bOp\x1bOy\x1bOX', 'enter', '*', '+', '-', '0', '9', '='],
  ['\x1b[27;5;99~\x1b[27;2;13~', 'ctrl+c', 'shift+enter'],
  // kitty
  ['\x1b[97u', 'a'],
  ['\x1b[27u\x1b[13u\x1b[9u\x1b[127u\x1b[32u', 'escape', 'enter', 'tab', 'backspace', 'space'],
  ['\x1b[99;5u', 'ctrl+c'],
  ['\x1b[97;2u\x1b[97:65;2u', 'shift+A', 'shift+A'],
  ['\x1b[49:33;2u\x1b[49;2;33u', 'shift+!', 'shift+!'],
  ['\x1b[97;3u', 'alt+a'],
  ['\x1b[97;65u\x1b[97;129u', 'a', 'a'],
  ['\x1b[97;9u', ...[]],
  ['\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u', 'a', 'a'],
  ['\x1b[1;1:1A\x1b[1;1:3A\x1b[3;1:3~', 'up'],
  ['\x1b[57414u\x1b[57419u\x1b[57404u', 'enter', 'up', '5'],
  ['\x1b[57441;2u\x1b[57358u', ...[]],
  // pasted, however much it looks like keys
  ['\x1b[200~two\rlines\x1b[A\x1b[20\x1b[201~q', 'paste:two\rlines\x1b[A\x1b[20', 'q'],
  ['\x1b[200~\x1b[201~', 'paste:'],
  ['\x1b[201~', ...[]],
  // answers
  ...ANSWERS.map(answer => [`${answer}q`, `answer:${answer}`, 'q'] as const),
  ['\x1b[?2026;2$yq', 'answer:\x1b[?2026;2$y', 'q'],
  ['\x1b[>41;354;0cq', 'answer:\x1b[>41;354;0c', 'q'],
  ['\x1b[12;40R', 'answer:\x1b[12;40R'],
  ['\x1b[?1u', 'answer:\x1b[?1u'],
  // the mouse, the focus, the unknown
  ['\x1b[<0;12;7Mq\x1b[<0;12;7mq', 'q', 'q'],
  ['\x1b[M !"q', 'q'],
  ['\x1b[Iq\x1b[Oq', 'q', 'q'],
  ['\x1b[99~q\x1b[1;2;3;4xq\x1bO!q', 'q', 'q', 'q'],
  // where a number should be, none is
  ['\x1b[9<uq\x1b[27;5;1<~q\x1b[1;1<uq', 'q', 'q', 'ctrl+a', 'q'],
  // broken off
  ['\x1b[12\x03', 'ctrl+c'],
  ['\x1b[1\x1b[A', 'up'],
  ['\x1b]11;rgb:\x03', 'ctrl+c'],
  ['\x1b]11;rgb:\x1b[A', 'up'],
  ['\x1b]11;rgb:1e', ...[]],
  ['\x1b]11;rgb:\x1b', 'escape'],
]

test.each(TABLE.map(([text, ...keys]) => ({ text, keys })))('$text', ({ text, keys }) => {
  expect(heard(text)).toEqual(keys)
  // However it is cut: in two at each place, and unit by unit.
  for (let cut = 0; cut <= text.length; cut += 1)
    expect(heard(text.slice(0, cut), text.slice(cut)), `cut at ${cut}`).toEqual(keys)
  expect(heard(...text.split(''))).toEqual(keys)
})

describe('what must hold of anything', () => {
  const piece = fc.oneof(
    fc.constantFrom(...TABLE.map(([text]) => text)),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'\x1b[]OPM;:?$<~u0129A\x07\\ \x03') }),
  )

  test('cut anywhere it is the same keys, and nothing throws', () => {
    const numRuns = Number(process.env['NETSPLIT_FUZZ'] ?? 2000)
    const seed = process.env['NETSPLIT_SEED']
    const cuts = fc.array(fc.nat(80), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), cuts, (pieces, places) => {
        const text = pieces.join('')
        const at = [0, ...places.map(place => Math.min(place, text.length)), text.length].sort(
          (a, b) => a - b,
        )
        const parts = at.slice(1).map((end, index) => text.slice(at[index], end))
        expect(heard(...parts)).toEqual(heard(text))
      }),
      // A failure tells its own, which is taken back so.
      { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    )
    tellSoak(`${numRuns} sequences of keys, cut anywhere`)
  })

  test('a burst of a hundred keys is a hundred keys', () => {
    expect(heard('\x1b[B'.repeat(100))).toEqual(Array(100).fill('down'))
    expect(heard('j'.repeat(100))).toHaveLength(100)
  })

  test('a sequence without an end is left at last', () => {
    expect(heard(`\x1b[${'1'.repeat(100)}`, 'A').at(-1)).toBe('A')
    expect(heard(`\x1b]${'1'.repeat(9000)}`, 'A').at(-1)).toBe('A')
  })
})

describe('silence', () => {
  test('does not end a paste; after it, Ctrl-C does', () => {
    let [state] = decodeKeys(DECODER_AT_FIRST, '\x1b[200~half')
    expect(decodeKeys(state, '\x03')[1]).toEqual([])
    const [stalled, nothing] = flushKeys(state)
    expect(nothing).toEqual([])
    expect(decodeKeys(stalled, ' and half\x1b[201~')[1].map(word)).toEqual(['paste:half and half'])
    const [freed, keys] = decodeKeys(stalled, '\x03')
    expect(keys.map(word)).toEqual(['ctrl+c'])
    ;[state] = [freed]
    expect(decodeKeys(state, 'q')[1].map(word)).toEqual(['q'])
  })

  test('does not make letters of the rest of what a terminal says it is', () => {
    const [state] = decodeKeys(DECODER_AT_FIRST, '\x1b[?6')
    const [kept, keys] = flushKeys(state)
    expect(keys).toEqual([])
    expect(decodeKeys(kept, '2;22cq')[1].map(word)).toEqual(['answer:\x1b[?62;22c', 'q'])
  })

  test('does not make letters of the rest of an answer', () => {
    const [state] = decodeKeys(DECODER_AT_FIRST, '\x1b]11;rgb:1e')
    const [kept, keys] = flushKeys(state)
    expect(keys).toEqual([])
    expect(decodeKeys(kept, '/qq\x07q')[1].map(word)).toEqual(['answer:\x1b]11;rgb:1e/qq\x07', 'q'])
  })
})
