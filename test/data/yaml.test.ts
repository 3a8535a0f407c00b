import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type ReadYaml, readYaml } from '../../src/data/yaml.ts'
import { problemLine } from '../../src/model/problem.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'

const schema = v.strictObject({
  title: v.string(),
  minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60))),
  id: v.optional(v.pipe(v.string(), v.regex(/^[a-z]+$/, 'lower-case letters'))),
  tags: v.optional(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(2))),
  steps: v.optional(
    v.array(
      v.variant('do', [
        v.strictObject({ do: v.literal('cut'), groups: v.array(v.string()) }),
        v.strictObject({ do: v.picklist(['heal', 'hold']) }),
      ]),
    ),
  ),
  size: v.optional(v.union([v.string(), v.number()])),
  names: v.optional(v.record(v.string(), v.strictObject({ says: v.string() }))),
})

const told = (text: string, firstLine = 1) => lines(readYaml(text, 'a.yaml', schema, { firstLine }))

function lines(read: ReadYaml<unknown>): string[] {
  return read.ok ? [] : read.problems.map(problemLine)
}

const FAULTS: [name: string, text: string, expected: string[]][] = [
  ['nothing at all', '', ['a.yaml:1: this should be a map of keys and values, found nothing']],
  ['a comment only', '# hi\n', ['a.yaml:1: this should be a map of keys and values, found nothing']],
  ['a list for a map', '- a\n', ['a.yaml:1: this should be a map of keys and values, found a list of 1']],
  ['a missing key', 'minutes: 1\n', ['a.yaml:1: the key «title» is missing']],
  [
    'two unknown keys, one nearly right',
    'titel: a\ntitle: b\nfoo: 1\n',
    [
      'a.yaml:1: unknown key «titel» (did you mean «title»?); known here: title, minutes, id, tags, steps, size, names',
      'a.yaml:3: unknown key «foo»; known here: title, minutes, id, tags, steps, size, names',
    ],
  ],
  [
    'a key that every object inherits',
    'title: a\nconstructor: b\n',
    ['a.yaml:2: unknown key «constructor»; known here: title, minutes, id, tags, steps, size, names'],
  ],
  ['__proto__', 'title: a\n__proto__: {b: c}\n', ['a.yaml:2: the key «__proto__» is not allowed']],
  ['a double key', 'title: a\nid: b\ntitle: c\n', ['a.yaml:3: the key «title» stands here twice']],
  [
    'text for a number',
    'title: a\nminutes: ten\n',
    ['a.yaml:2: «minutes» should be a number, found the text "ten"'],
  ],
  [
    'a number for text',
    'title: 20\n',
    ['a.yaml:1: «title» should be text, found the number 20 (put it in quotes to make it text)'],
  ],
  ['nothing for text', 'title:\n', ['a.yaml:1: «title» should be text, found nothing']],
  [
    'a fraction',
    'title: a\nminutes: 1.5\n',
    ['a.yaml:2: «minutes» should be a whole number, found the number 1.5'],
  ],
  ['too little', 'title: a\nminutes: 0\n', ['a.yaml:2: «minutes» should be at least 1, found the number 0']],
  ['too much', 'title: a\nminutes: 61\n', ['a.yaml:2: «minutes» should be at most 60, found the number 61']],
  ['infinity', 'title: a\nminutes: .inf\n', ['a.yaml:2: a finite number was expected']],
  [
    'the schema’s own words',
    'title: a\nid: B\n',
    ['a.yaml:2: «id» should be lower-case letters, found the text "B"'],
  ],
  [
    'a list too short',
    'title: a\ntags: []\n',
    ['a.yaml:2: «tags» should be at least 1 entries long, found a list of 0'],
  ],
  [
    'an entry of a list',
    'title: a\ntags:\n  - b\n  - {c: d}\n',
    ['a.yaml:4: entry 2 of «tags» should be text, found a map'],
  ],
  [
    'alternatives',
    'title: a\nsize: [1]\n',
    ['a.yaml:2: «size» should be text or a number, found a list of 1'],
  ],
  [
    'a misspelt choice',
    'title: a\nsteps:\n  - do: heel\n',
    ['a.yaml:3: «do» should be "cut", "heal" or "hold", found the text "heel" (did you mean «heal»?)'],
  ],
  ['no choice', 'title: a\nsteps:\n  - {}\n', ['a.yaml:3: the key «do» is missing in entry 1 of «steps»']],
  [
    'the keys of the choice that was made',
    'title: a\nsteps:\n  - do: cut\n    group: []\n',
    [
      'a.yaml:3: the key «groups» is missing in entry 1 of «steps»',
      'a.yaml:4: unknown key «group» (did you mean «groups»?); known here: do, groups',
    ],
  ],
  [
    'a list in a record',
    'title: a\nnames:\n  - says: b\n',
    ['a.yaml:2: «names» should be a map of keys and values, found a list of 1'],
  ],
  [
    'a missing key in a record',
    'title: a\nnames:\n  b:\n    {}\n',
    ['a.yaml:3: the key «says» is missing in «b»'],
  ],
  [
    'text with a colon',
    'title: a: b\n',
    ['a.yaml:1: not valid YAML: a key where a value was expected: put text that holds «: » in quotes'],
  ],
  [
    'bad indentation',
    'title: a\ntags:\n  - b\n c: d\n',
    ['a.yaml:4: not valid YAML: the indentation does not fit the lines around it'],
  ],
  [
    'an open quote',
    'title: "a\n',
    ['a.yaml:2: not valid YAML: a quotation mark, here or above, is never closed'],
  ],
  [
    'a backtick',
    'title: `a`\n',
    ['a.yaml:1: not valid YAML: text that begins with a sign such as ` or @ goes in quotes'],
  ],
  [
    'a tag',
    'title: !!js/function a\n',
    ['a.yaml:1: not valid YAML: an unknown tag: put text that begins with ! in quotes'],
  ],
  [
    'two documents',
    'title: a\n---\ntitle: b\n',
    ['a.yaml:2: not valid YAML: a second document (---) where one was expected'],
  ],
  ['a complex key', '? [a]\n: b\n', ['a.yaml:1: not valid YAML: a key should be plain text']],
  [
    'an alias and its anchor',
    'title: &a b\nid: *a\n',
    [
      'a.yaml:1: an anchor (&a) is not used here: write the value out',
      'a.yaml:2: an alias (*a) is not used here: write the value out',
    ],
  ],
  ['a tab', 'title: a\n\tid: b\n', ['a.yaml:2: a tab has no place in this text: delete it and use spaces']],
  [
    'an escape code',
    'title: a\u001b[1m\n',
    ['a.yaml:1: the invisible character U+001B has no place in this text: delete it'],
  ],
  [
    'an escape code, spelled out',
    'title: a\nid: "\\e[1m"\n',
    ['a.yaml:2: the invisible character U+001B has no place in this text, not as an escape either'],
  ],
  [
    'a bidi override',
    'title: \u202ea\n',
    ['a.yaml:1: the invisible character U+202E has no place in this text: delete it'],
  ],
  ['NUL', 'title: \0\n', ['a.yaml:1: the invisible character U+0000 has no place in this text: delete it']],
  [
    'a lone surrogate',
    'title: \ud800\n',
    ['a.yaml:1: the invisible character U+D800 has no place in this text: delete it'],
  ],
]

describe('a fault is told with its line, in plain words', () => {
  test.each(FAULTS)('%s', (_name, text, expected) => expect(told(text)).toEqual(expected))

  test('lines count from the line on which the text begins', () => {
    expect(told('title: a\nminutes: 0\n', 40)).toEqual([
      'a.yaml:41: «minutes» should be at least 1, found the number 0',
    ])
    expect(told('\tx', 40)[0]).toMatch(/^a\.yaml:40: /)
    expect(told('title: [', 40)[0]).toMatch(/^a\.yaml:40: not valid YAML: /)
  })

  test('at most five faults of grammar are told, one a line', () => {
    expect(told('a: b: c\n'.repeat(50)).length).toBeLessThanOrEqual(5)
  })
})

describe('what is right is read', () => {
  const text = [
    '# a comment',
    'title: >-',
    '  folded',
    '  text',
    'steps:',
    '  - do: heal',
    '  -',
    '    do: cut',
    '    groups: [a, b]',
    'names: {x: {says: hello}}',
  ].join('\r\n')

  test('as the value that the schema gives, with Windows line ends and a byte order mark too', () => {
    const value = {
      title: 'folded text',
      steps: [{ do: 'heal' }, { do: 'cut', groups: ['a', 'b'] }],
      names: { x: { says: 'hello' } },
    }
    expect(readYaml(`\ufeff${text}`, 'a.yaml', schema)).toMatchObject({ ok: true, value })
  })

  test('and each path has a line', () => {
    const read = readYaml(text, 'a.yaml', schema, { firstLine: 10 })
    if (!read.ok) throw new Error(lines(read).join('\n'))
    expect(read.lineOf([])).toBe(11)
    expect(read.lineOf(['title'])).toBe(11)
    expect(read.lineOf(['steps', 0])).toBe(15)
    expect(read.lineOf(['steps', 1, 'do'])).toBe(17)
    expect(read.lineOf(['steps', 1, 'groups', 1])).toBe(18)
    expect(read.lineOf(['names', 'x', 'says'])).toBe(19)
    // What is not there stands where it would be.
    expect(read.lineOf(['steps', 1, 'nowhere'])).toBe(17)
    expect(read.lineOf(['steps', 7])).toBe(14)
  })
})

describe('hostile text is refused, and soon', () => {
  const KIB = 1024
  const bombs: [name: string, text: string, expected: RegExp][] = [
    ['10 MB', 'a'.repeat(10 * KIB * KIB), /longer than the 256 KiB/],
    ['brackets', '['.repeat(4000), /nested more than 32 deep/],
    ['braces', '{'.repeat(4000), /nested more than 32 deep/],
    ['braces on many lines', '{\n'.repeat(60_000), /33: brackets are nested/],
    ['dashes', '- '.repeat(2000), /indented by more than 200/],
    ['question marks', '? '.repeat(2000), /indented by more than 200/],
    ['a long line', 'a'.repeat(5000), /longer than 4096/],
    [
      'indentation',
      Array.from({ length: 190 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /more than 32 levels/,
    ],
    ['a billion laughs', `a: &a [x]\n${'b: [*a, *a, *a]\n'.repeat(9)}`, /an anchor/],
    ['30,000 keys', Array.from({ length: 30_000 }, (_, i) => `k${i}:`).join('\n'), /unknown key/],
    ['quotes', `${'"'.repeat(4000)}\n`.repeat(60), /not valid YAML/],
    ['tags', `${'!a '.repeat(1300)}\n`.repeat(60), /not valid YAML/],
    ['colons', `${'a: '.repeat(1300)}\n`.repeat(60), /not valid YAML/],
  ]

  test.each(bombs)('%s', (_name, text, expected) => {
    const started = performance.now()
    expect(told(text)[0]).toMatch(expected)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  /** The seed of a random test: from NETSPLIT_SEED to repeat a failure, otherwise always the same. */
  const seed = Number(process.env['NETSPLIT_SEED'] ?? 20_260)

  test('random text never throws, and a fault always has words and a line within the text', () => {
    let random = seededRandom(seed)
    for (let round = 0; round < 3000; round++) {
      const [text, next] = jumble(random)
      random = next
      const about = `NETSPLIT_SEED=${seed}, round ${round}: ${JSON.stringify(text)}`
      const read = readYaml(text, 'a.yaml', schema)
      if (read.ok) continue
      expect(read.problems.length, about).toBeGreaterThan(0)
      for (const { line, message } of read.problems) {
        expect(message, about).not.toBe('')
        expect(line ?? 1, about).toBeLessThanOrEqual(text.split('\n').length)
        expect(line ?? 1, about).toBeGreaterThan(0)
      }
    }
  })
})

const PIECES = [
  ...[
    'title',
    'steps',
    'do',
    'cut',
    'names',
    ': ',
    ':',
    '- ',
    '\n',
    '\n',
    '\n  ',
    '\n    ',
    ' ',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    ', ',
    '"',
    "'",
    '|',
    '>-',
    '#',
    ' #',
    '&a',
    '*a',
    '!',
    '!!str ',
    '? ',
    '---',
    '...',
    '%',
    '@',
    '`',
    '~',
    '1',
    '.inf',
  ],
  ...[
    '\\',
    '\\u0000',
    '\0',
    '\t',
    '\r',
    '\ufeff',
    '\u202e',
    'ü',
    '漢',
    '👩‍💻',
    '\ud800',
    '__proto__',
    'constructor',
    '<<',
  ],
]

function jumble(start: Random): [string, Random] {
  let [count, random] = draw(start, 0, 24)
  let text = ''
  while (count-- > 0) {
    const [index, next] = draw(random, 0, PIECES.length - 1)
    random = next
    text += PIECES[index] ?? ''
  }
  return [text, random]
}
