import { describe, expect, it } from 'vitest'
import {
  checkProblems,
  eventLines,
  formatHistory,
  MODEL_NAMES,
  parseHistory,
} from '../../src/checker/checker.ts'
import { type HistoryEvent, OPERATION_NAMES } from '../../src/model/operation.ts'
import { problemLine } from '../../src/model/problem.ts'
import { corrupt, createDice, randomHistory, SEED } from './histories.ts'

const FUZZ = Number(process.env['NETSPLIT_FUZZ'] ?? 20_000)

const OBJECT =
  'expected one JSON object a line, such as {"process": "c1", "type": "invoke", "f": "write", "value": 1}'
const AMOUNT = 'a number from 0 to 900,000,000,000 with at most four decimals'
const INVOKE = '{"process":"c1","type":"invoke","f":"write","value":1}'
const OK = '{"process":"c1","type":"ok","f":"write","value":1}'

function problemsOf(...lines: string[]): string[] {
  const read = parseHistory(lines.join('\n'), 'h.jsonl')
  return read.ok ? [] : read.problems.map(problemLine)
}

/** An event of c1 from a few fields. */
const event = (fields: object): string =>
  JSON.stringify({ process: 'c1', type: 'invoke', f: 'read', ...fields })

describe('a line that is wrong by itself', () => {
  const cases: [about: string, line: string, message: string][] = [
    ['bad JSON', '{oops', `not JSON: found {oops, ${OBJECT}`],
    ['binary', '\u001b[31m\ufffd', `not JSON: found \ufffd[31m\ufffd, ${OBJECT}`],
    ['a NUL byte', '{"a":\u0000}', `a NUL byte, so this is no text in UTF-8: ${OBJECT}`],
    ['an array', '[1, 2]', `found [1,2]: ${OBJECT}`],
    ['null', 'null', `found null: ${OBJECT}`],
    ['a number', '7', `found 7: ${OBJECT}`],
    ['too long', `"${'x'.repeat(1_048_576)}"`, `a line of more than 1 MiB: ${OBJECT}`],
    ['too deep', '['.repeat(500_000), `brackets nested more than 64 deep: ${OBJECT}`],
    [
      'too large a number',
      event({ f: 'write' }).replace('}', ',"value":[9007199254740993]}'),
      'a number beyond ±9007199254740991 (9007199254740992) would lose digits: expected a smaller one, or a string',
    ],
    [
      'an infinite number',
      event({ f: 'write' }).replace('}', ',"value":1e999}'),
      'a number beyond ±9007199254740991 (Infinity) would lose digits: expected a smaller one, or a string',
    ],
    [
      'no process',
      '{"type":"invoke","f":"read"}',
      'no "process": expected a name such as "c1", or a whole number',
    ],
    [
      'an odd process',
      event({ process: 1.5 }),
      '"process" is 1.5: expected a name such as "c1", or a whole number',
    ],
    ['no name', event({ process: '' }), '"process" is "": expected a name such as "c1", or a whole number'],
    ['no type', '{"process":"c1","f":"read"}', 'no "type": expected invoke, ok, fail or info'],
    ['an unknown type', event({ type: 'done' }), '"type" is "done": expected invoke, ok, fail or info'],
    [
      'an unknown f',
      event({ f: 'append' }),
      '"f" is "append": expected one of read, write, cas, withdraw, deposit, add, remove',
    ],
    [
      'the nemesis',
      event({ process: 'nemesis', type: 'info', f: 'start' }),
      '"f" is "start": expected one of read, write, cas, withdraw, deposit, add, remove; leave the lines of the nemesis out',
    ],
    [
      'an odd key',
      event({ key: [1] }),
      '"key" is [1]: expected a string or a whole number, or no key at all',
    ],
    ['nothing to write', event({ f: 'write' }), 'no "value": expected what to write'],
    [
      'a read with a value',
      event({ value: 3 }),
      '"value" is 3: expected null, for a read asks with nothing (read)',
    ],
    [
      'half a cas',
      event({ f: 'cas', value: [1] }),
      '"value" is [1]: expected two values, [expected, next] (cas)',
    ],
    [
      'a negative amount',
      event({ f: 'withdraw', value: -1 }),
      `"value" is -1: expected ${AMOUNT} (withdraw)`,
    ],
    [
      'too fine an amount',
      event({ f: 'deposit', value: 0.00001 }),
      `"value" is 0.00001: expected ${AMOUNT} (deposit)`,
    ],
    [
      'an amount in words',
      event({ f: 'deposit', value: '5' }),
      `"value" is "5": expected ${AMOUNT} (deposit)`,
    ],
    [
      'an odd time',
      event({ time: 'now' }),
      '"time" is "now": expected a number of milliseconds, up to 9,000,000,000,000',
    ],
    [
      'swapped in words',
      event({ type: 'ok', f: 'cas', swapped: 'no' }),
      '"swapped" is "no": expected true or false',
    ],
    [
      'declined as null',
      event({ type: 'ok', f: 'withdraw', declined: null }),
      '"declined" is null: expected true or false',
    ],
    [
      'swapped elsewhere',
      event({ type: 'ok', value: 1, swapped: false }),
      '"swapped" on the ok of a read: expected only on the ok of a cas; leave it out',
    ],
    [
      'declined too early',
      event({ f: 'withdraw', value: 1, declined: true }),
      '"declined" on the invoke of a withdraw: expected only on the ok of a withdraw; leave it out',
    ],
    [
      'a read of what',
      event({ type: 'ok' }),
      'no "value": expected the value that was read, null for nothing',
    ],
    [
      'fields by way of __proto__',
      '{"__proto__":{"process":"c1","type":"invoke","f":"read"}}',
      'no "process": expected a name such as "c1", or a whole number',
    ],
  ]
  it.each(cases)('%s', (_, line, message) => {
    expect(problemsOf(INVOKE, OK, '', line)).toEqual([`h.jsonl:4: ${message}`])
  })
})

describe('a line that does not go with those above it', () => {
  it('is an answer to nothing', () => {
    const said = 'c1 has an open operation nowhere above this fail: expected its invoke first'
    expect(problemsOf(event({ type: 'fail', value: null }))).toEqual([`h.jsonl:1: ${said}`])
    expect(problemsOf(INVOKE, OK, event({ type: 'fail' }))).toEqual([`h.jsonl:3: ${said}`])
  })

  it('is a second operation at once', () => {
    expect(problemsOf(INVOKE, '', INVOKE)).toEqual([
      'h.jsonl:3: c1 invokes while its write of line 1 is open: expected an ok, fail or info of that first, or another process',
    ])
  })

  it('is an invoke after an info', () => {
    expect(problemsOf(INVOKE, event({ type: 'info', f: 'write' }), INVOKE)).toEqual([
      'h.jsonl:3: c1 invokes again after its info on line 2: expected a new process, because nobody knows whether the ' +
        'old one still waits',
    ])
  })

  it('answers something else', () => {
    const but = (fields: object) => problemsOf(INVOKE, event({ type: 'ok', f: 'write', ...fields }))
    expect(but({ f: 'add', value: 1 })).toEqual([
      'h.jsonl:2: the ok of c1 has the f add: expected write, which is what its invoke on line 1 says',
    ])
    expect(but({ key: 'x', value: 1 })).toEqual([
      'h.jsonl:2: the ok of c1 has the key "x": expected no key, which is what its invoke on line 1 says',
    ])
    expect(but({ value: 2 })).toEqual([
      'h.jsonl:2: the ok of c1 has the value 2: expected 1, which is what its invoke on line 1 says',
    ])
  })

  it('is no problem of its own where a line of its process could not be read', () => {
    expect(problemsOf(event({ f: 'write' }), OK).map(line => line.slice(0, 10))).toEqual(['h.jsonl:1:'])
    expect(problemsOf('{', OK).map(line => line.slice(0, 10))).toEqual(['h.jsonl:1:'])
  })
})

describe('a whole file', () => {
  it('is not empty', () => {
    const said = 'h.jsonl: the file has no events: expected one JSON object a line, beginning with an invoke'
    expect(problemsOf('')).toEqual([said])
    expect(problemsOf(' ', '\r', '\ufeff'.slice(1))).toEqual([said])
  })

  it('tells its first twenty problems', () => {
    const problems = problemsOf(...Array.from({ length: 30 }, () => '{'))
    expect(problems).toHaveLength(21)
    expect(problems[20]).toBe('h.jsonl: only the first 20 problems are told')
  })

  it('may come from Windows, with a byte order mark and blank lines', () => {
    const text = `\ufeff${INVOKE}\r\n\r\n  \r\n${OK}\r\n`
    expect(parseHistory(text, 'h')).toMatchObject({ ok: true, value: [{ type: 'invoke' }, { type: 'ok' }] })
    expect(eventLines(text)).toEqual([1, 4])
  })

  it('may hold any brackets and quotes in a string', () => {
    const value = `"${'[{'.repeat(100)}\\`
    const history = [{ process: 'c1', type: 'invoke', f: 'write', value }] as const
    expect(parseHistory(formatHistory(history), 'h')).toEqual({ ok: true, value: history })
  })

  it('may count its processes and keys, leave values out and say more than is asked', () => {
    const read = parseHistory(
      [
        '{"process": 0, "type": "invoke", "f": "cas", "key": 7, "value": [1, 2], "time": 1.5, "index": 0}',
        '{"process": 0, "type": "fail", "f": "cas", "key": 7, "value": null, "error": "timeout"}',
        '{"process": 0, "type": "invoke", "f": "write", "value": {"__proto__": 1}, "constructor": 1}',
        '{"process": 0, "type": "ok", "f": "write"}',
      ].join('\n'),
      'h',
    )
    const written = JSON.parse('{"__proto__": 1}') as HistoryEvent['value']
    expect(read).toEqual({
      ok: true,
      value: [
        { process: '0', type: 'invoke', f: 'cas', key: '7', value: [1, 2], time: 1500 },
        { process: '0', type: 'fail', f: 'cas', key: '7', value: null },
        { process: '0', type: 'invoke', f: 'write', value: written },
        { process: '0', type: 'ok', f: 'write', value: written },
      ],
    })
  })

  it('comes back as it was written', () => {
    const dice = createDice(SEED, 100)
    for (let i = 0; i < 2_000; i++) {
      const model = dice.pick(MODEL_NAMES)
      const shape = { operations: 1 + dice.roll(8), processes: 3, lost: 30, failed: 20, values: 4 }
      const history = corrupt(randomHistory(model, dice, shape), dice, 4).map(line => ({
        ...line,
        time: dice.roll(1e9),
      }))
      expect(parseHistory(formatHistory(history), 'h'), `NETSPLIT_SEED=${SEED}`).toEqual({
        ok: true,
        value: history,
      })
    }
  })
})

it('never throws, whatever the bytes are', () => {
  const dice = createDice(SEED, 101)
  const words = [
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\',
    '\n',
    '\r',
    '\u0000',
    '\ufeff',
    '1e9',
    '-',
    'null',
    'true',
    'é',
    '𝄞',
  ]
  const fields = [
    '"process"',
    '"type"',
    '"f"',
    '"value"',
    '"key"',
    '"swapped"',
    '"__proto__"',
    '"invoke"',
    '"ok"',
    '"c1"',
  ]
  const all = [...words, ...fields, ...OPERATION_NAMES.map(name => `"${name}"`), INVOKE, OK, event({}), '\n']
  let faultless = 0
  for (let i = 0; i < FUZZ; i++) {
    let text = ''
    for (let left = dice.roll(25); left > 0; left--) {
      text += dice.roll(4) === 0 ? String.fromCharCode(dice.roll(65_536)) : dice.pick(all)
    }
    // Whole lines with one character changed come closer to the rules than noise does.
    const close = `${INVOKE}\n${OK}\n${event({ value: null })}`
    const at = dice.roll(close.length)
    const nearly = close.slice(0, at) + dice.pick(all) + close.slice(at + dice.roll(2))
    for (const input of [text, nearly]) {
      const read = parseHistory(input, 'h')
      if (read.ok) faultless++
      else expect(read.problems.length, `NETSPLIT_SEED=${SEED}: ${JSON.stringify(input)}`).toBeGreaterThan(0)
    }
  }
  expect(faultless).toBeGreaterThan(100)
})

describe('a history that does not fit a model', () => {
  const history = (text: string) => {
    const read = parseHistory(text, 'h')
    return read.ok ? read.value : []
  }

  it('has operations that it does not know', () => {
    const text = `\n${INVOKE}\n${OK}`
    const source = { file: 'h', lines: eventLines(text) }
    expect(checkProblems(history(text), { model: 'account' }, source).map(problemLine)).toEqual([
      'h:2: the account model does not know write: expected read, withdraw, deposit; write belongs to the model register or cas-register',
      'h:3: the account model does not know write: expected read, withdraw, deposit; write belongs to the model register or cas-register',
    ])
    expect(checkProblems(history(text), { model: 'register' }, source)).toEqual([])
  })

  it('has answers of another kind', () => {
    const text = `${event({})}\n${event({ type: 'ok', value: 'x' })}`
    const told = (model: 'account' | 'set') =>
      checkProblems(history(text), { model }, { file: 'h' }).map(problemLine)
    expect(told('account')).toEqual([
      'h: event 2: a read of the account model was answered "x": expected a number, the balance',
    ])
    expect(told('set')).toEqual([
      'h: event 2: a read of the set model was answered "x": expected an array, [] for an empty set',
    ])
  })

  it('has an initial value that can not be', () => {
    const told = checkProblems([], { model: 'account', initial: -5 }, { file: 'h' }).map(problemLine)
    expect(told).toEqual([
      `h: the initial value -5 does not fit the account model: expected a balance, that is ${AMOUNT}`,
    ])
    expect(checkProblems([], { model: 'set', initial: 'x' }, { file: 'h' }).map(problemLine)).toEqual([
      'h: the initial value "x" does not fit the set model: expected an array',
    ])
  })
})
