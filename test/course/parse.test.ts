import { describe, expect, test } from 'vitest'
import { parseCourse, proseText } from '../../src/course/course.ts'
import { course, faults, files, lessonWith, onePage, SAMPLE } from './sample.ts'

const LESSON = '1-no-answer.md'

describe('a course is read', () => {
  test('with its lessons, pages and blocks', () => {
    const { title, lessons, sources, glossary } = course()
    expect(title).toBe('A course')
    expect([...sources.keys()]).toEqual(['gilbert-lynch-2002', 'etcd-docs'])
    expect(glossary.map(({ term }) => term)).toEqual(['quorum', 'two generals'])
    const [lesson] = lessons
    expect(lesson).toMatchObject({ id: 'no-answer', number: 1, minutes: 8, objectives: ['O1'], file: LESSON })
    expect(lesson?.pages.map(page => [proseText(page.title), page.block?.kind ?? null, page.line])).toEqual([
      ['One page', null, 9],
      ['Guess', 'predict', 18],
      ['Check', 'quiz', 36],
      ['Try', 'lab', 52],
    ])
    expect(lesson?.pages[1]?.block).toMatchObject({ id: 'first-guess', outcome: 1, line: 20 })
    expect(lesson?.pages[3]?.block).toMatchObject({ scenario: 'split-bank', line: 56 })
  })

  test('with footnotes numbered on each page', () => {
    const [lesson] = course().lessons
    const etcd = {
      source: 'etcd-docs',
      short: 'The etcd authors',
      titled: 'The etcd authors, “Failure modes”',
    }
    expect(lesson?.pages.map(page => page.notes)).toEqual([
      [
        {
          source: 'gilbert-lynch-2002',
          short: 'Gilbert & Lynch, 2002',
          titled: 'Gilbert & Lynch, 2002, “Brewer’s conjecture”',
        },
        etcd,
      ],
      [etcd],
      [],
      [],
    ])
  })

  test('from any folder, with Windows line ends, and other files left alone', () => {
    const moved = files({ 'README.md': '<b>', 'scenarios/split-bank.yaml': '{' }).map(({ path, text }) => ({
      path: `a/lessons/${path}`,
      text: `\ufeff${text.replaceAll('\n', '\r\n')}`,
    }))
    const read = parseCourse(moved, { scenarios: ['split-bank'], experiments: [] })
    expect(read).toMatchObject({ ok: true, value: { lessons: [{ file: `a/lessons/${LESSON}` }] } })
  })

  test('with links, bare addresses and nested lists as text', () => {
    const body = '[docs](https://a.b/c) and <https://d.e> at www.f.g, me@h.i\n\n- a\n  1. b\n- `<i>` &c. \\*'
    const page = course(onePage(body)).lessons[0]?.pages[0]
    const [first] = page?.passages ?? []
    expect(first?.kind === 'paragraph' && proseText(first.text)).toBe(
      'docs (https://a.b/c) and https://d.e at www.f.g, me@h.i',
    )
    expect(page?.passages[1]).toMatchObject({ kind: 'list', start: null, items: { length: 2 } })
  })
})

const HTML = 'HTML is not part of a lesson: write Markdown, and put signs like < in `backticks`'
const LAB = '```lab\nscenario: split-bank\ngoal: Go.\n```'

/** A page's text, which begins on line 10, and what is wrong with it. */
const PAGES: [body: string, ...expected: string[]][] = [
  ['<b>bold</b>', `10: ${HTML}`],
  ['one\n<div>\ntwo', `11: ${HTML}`],
  ['<!-- a comment -->', `10: ${HTML}`],
  ['> one\n>\n> - two\n>   <i>', `13: ${HTML}`],
  ['| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | <i> |', `13: ${HTML}`],
  ['![a](b.png)', '10: images are not part of a lesson: draw with text in a fenced block'],
  ['[a](javascript:b)', '10: a link leads to an address that begins with https://, found "javascript:b"'],
  ['[a](other.md)', '10: a link leads to an address that begins with https://, found "other.md"'],
  ['a ~~b~~', '10: struck-out text is not part of a lesson: delete it'],
  [
    'a  \nb',
    '10: a forced line break: begin a new paragraph or a list instead, and delete the spaces at the end',
  ],
  ['a\n\nb &amp; c', '12: «&amp;» is HTML: write the character itself'],
  ['a\n---', '10: a line of --- or === right under text makes it a heading: put a blank line between them'],
  ['# Two', '10: a second # heading on one page: put --- before it'],
  ['a\n\n### Deep', '12: a heading deeper than ## on a page: use ## or **bold** text'],
  ['> ## a', '10: a heading stands outside lists and quotes'],
  ['    a', '10: text indented by four spaces is a code block: use a ``` fence, or indent less'],
  [
    'a\n\n```js\nb\n```',
    '12: an unknown kind of fenced block, "js": predict, quiz, lab, or nothing for a drawing',
  ],
  ['```\na', '10: this ``` fence is never closed'],
  ['```quiz\nid: a', '10: this quiz block is never closed: end it with ```'],
  ['- [ ] a', '10: check boxes are not part of a lesson: write a plain list'],
  ['[^etcd-docs]: a', '10: nothing is defined in a lesson: a footnote [^id] cites an entry of sources.yaml'],
  [
    'a[^etcd-docs]\nb[^etcd-doc]\n\n- c\n- d[^nowhere]',
    '11: no source «etcd-doc» in sources.yaml (did you mean «etcd-docs»?)',
    '14: no source «nowhere» in sources.yaml',
  ],
  ['***', '10: a page break is written ---', '10: a page begins with «# Heading», found nothing'],
  ['- a\n\n  ---', '12: a page break (---) stands on a line of its own, outside lists and quotes'],
  ['a\n\n---\n\n---\n\n# b', '12: a page begins with «# Heading», found nothing'],
  ['a\n\n---\n\n## b', '14: a page begins with «# Heading», found other text'],
  [
    `${'- a\n  '.repeat(1)}- b\n    - c\n      - d\n        - e`,
    '14: lists and quotes are nested more than 4 deep',
  ],
  [`a\n${'> '.repeat(6)}b`, '11: more than five lists or quotes inside each other'],
  ['a\n\n\tb', '12: a tab has no place in this text: delete it and use spaces'],
  ['a \u001b[31m', '10: the invisible character U+001B has no place in this text: delete it'],
  ['a\u2066b', '10: the invisible character U+2066 has no place in this text: delete it'],
  ['a\0b', '10: the invisible character U+0000 has no place in this text: delete it'],
  ['a\rb', '10: the invisible character U+000D has no place in this text: delete it'],
  [
    `${LAB}\n\na\n\n- b`,
    '15: this stands after the block of the page, which comes last: put --- between them, or move it up',
  ],
  [
    `${LAB}\n\n${LAB}`,
    '15: a page holds at most one predict, quiz, lab, experiment, sweep, recall or fallacies: put --- between them',
  ],
  [
    LAB.replace('bank', 'bnk'),
    '11: no scenario «split-bnk» in the folder scenarios (did you mean «split-bank»?)',
  ],
  [LAB.replace('Go', 'Go <b>[^a]'), `12: ${HTML}`, '12: no source «a» in sources.yaml'],
  [
    LAB.replace('goal: ', 'goal: "\\e"\n#'),
    '12: the invisible character U+001B has no place in this text, not as an escape either',
  ],
]

describe('a fault on a page is told with its line', () => {
  test.each(PAGES)('%j', (body, ...expected) => {
    expect(faults(onePage(body))).toEqual(expected.map(line => `${LESSON}:${line}`))
  })
})

/** A change of the sample's lesson, and what is wrong with it then. */
const LESSONS: [from: string, to: string, ...expected: string[]][] = [
  ['---\nid', 'id', '1: a lesson begins with its front matter (id, title, …) between two lines of ---'],
  ['id: no-answer', 'id: other', '2: «id» should be as in the name of the file, "no-answer", found "other"'],
  ['title: No answer\n', '', '2: the key «title» is missing'],
  ['minutes: 8', 'minutes: 90', '4: «minutes» should be at most 60, found the number 90'],
  [
    'minutes: 8',
    'minuts: 8',
    '2: the key «minutes» is missing',
    '4: unknown key «minuts» (did you mean «minutes»?); known here: id, title, minutes, summary, objectives',
  ],
  [
    'Silence is',
    `Silence ${'is '.repeat(20)}`,
    '5: «summary» should be at most 60 columns wide, found the text "Silence is is is is is is is is is is i…"',
  ],
  [
    '[O1]',
    '[O1, O5]',
    '6: entry 2 of «objectives» should be "O1", "O2", "O3" or "O4", found the text "O5" (did you mean «O1»?)',
  ],
  [
    'outcome: once',
    'outcome: twice',
    '31: «outcome» names no option: found "twice"; the options are nobody, once',
  ],
  [
    'id: once',
    'id: nobody',
    '28: two options are called «nobody»',
    '31: «outcome» names no option: found "once"; the options are nobody, nobody',
  ],
  [
    'misconception: M4',
    'misconception: M18',
    '27: «misconception» should be one of M1 to M17 or F1 to F8, found the text "M18"',
  ],
  [
    'misconception: M4',
    'misconception: none',
    '27: «misconception» should be one of M1 to M17 or F1 to F8, found the text "none"',
  ],
  [
    '    misconception: M4\n    says: It',
    '    says: It',
    '42: a wrong option names the misconception behind it: add «misconception: M1» to M17, or F1 to F8',
  ],
  [
    'right: true\n',
    'right: true\n    misconception: M1\n',
    '47: the right option has no misconception: delete this',
  ],
  ['    says: Silence has many causes.\n', '', '45: the key «says» is missing in entry 2 of «options»'],
  [
    'misconception: M4\n    says: It',
    'right: true\n    says: It',
    '41: exactly one option has «right: true», found 2 of them',
  ],
  [
    'says: You trust the network.\n    misconception: M4',
    'says: You trust the network.',
    '24: a wrong option names the misconception behind it: add «misconception: M1» to M17, or F1 to F8',
  ],
  ['right: true', 'misconception: M6', '41: exactly one option has «right: true», found 0 of them'],
  ['right: true', 'right: yes', '46: «right» should be true, found the text "yes"'],
  [
    'id: timeout',
    'id: first-guess',
    '38: «first-guess» is also the id of the question at 1-no-answer.md:20: choose another',
  ],
  [
    'ask: What',
    'ask: Why: what',
    '40: not valid YAML: a key where a value was expected: put text that holds «: » in quotes',
  ],
  ['goal: Cut the network in two.', '', '57: the key «goal» is missing'],
]

describe('a fault in a lesson is told with its line', () => {
  test.each(LESSONS)('%j as %j', (from, to, ...expected) => {
    expect(faults(lessonWith(from, to))).toEqual(expected.map(line => `${LESSON}:${line}`))
  })
})

describe('faults between files', () => {
  const cases: [changes: Record<string, string | null>, ...expected: string[]][] = [
    [{ 'course.yaml': null }, 'course.yaml: there is no such file; it holds the title and the lessons'],
    [{ 'sources.yaml': null }, 'sources.yaml: there is no such file; it holds what the footnotes cite'],
    [
      { 'glossary.yaml': null },
      'glossary.yaml: there is no such file; it holds the words that the course explains',
    ],
    [
      { 'course.yaml': 'title: A\nlessons:\n  - no-anser\n' },
      `${LESSON}: «no-answer» is not among the lessons of course.yaml: add it`,
      'course.yaml:3: no file 1-no-anser.md (did you mean «no-answer»?)',
      'glossary.yaml:3: no lesson «no-answer» in course.yaml (did you mean «no-anser»?)',
      'glossary.yaml:6: no lesson «no-answer» in course.yaml (did you mean «no-anser»?)',
    ],
    [
      { 'course.yaml': 'title: A\nlessons:\n  - no-answer\n  - no-answer\n' },
      'course.yaml:4: the lesson «no-answer» is listed twice',
    ],
    [
      { [LESSON]: null, '2-no-answer.md': SAMPLE[LESSON] ?? '' },
      'course.yaml:3: «no-answer» is lesson 1 here and 2 by its file’s name: move or rename one',
    ],
    [
      { '2-no-answer.md': (SAMPLE[LESSON] ?? '').replace('first-guess', 'a').replace('timeout', 'b') },
      'course.yaml:3: 2 files for the lesson «no-answer»: 1-no-answer.md, 2-no-answer.md',
    ],
    [{ 'Notes.md': 'a' }, 'Notes.md: a lesson’s file is called <number>-<id>.md, such as 1-no-answer.md'],
    [
      {
        'glossary.yaml': '- {term: A, says: b, lesson: no-answer}\n- {term: a, says: b, lesson: no-answer}\n',
      },
      'glossary.yaml:2: «a» is explained twice',
    ],
    [
      { 'sources.yaml': 'Etcd:\n  titel: a\n' },
      'sources.yaml:1: «Etcd» should be lower-case letters, digits and hyphens, found the text "Etcd"',
      'sources.yaml:1: the key «title» is missing in «Etcd»',
      'sources.yaml:2: unknown key «titel» (did you mean «title»?); known here: title, authors, year, where, note',
    ],
    [
      { [LESSON]: '' },
      `${LESSON}:1: a lesson begins with its front matter (id, title, …) between two lines of ---`,
    ],
    [{ [LESSON]: 'a'.repeat(300 * 1024) }, `${LESSON}: a lesson is at most 256 KiB long`],
    [
      { [LESSON]: `${(SAMPLE[LESSON] ?? '').slice(0, 100)}${'\n---\n\n# A\n'.repeat(61)}` },
      `${LESSON}:8: a lesson has at most 60 pages, found 62`,
    ],
  ]
  test.each(cases)('%#', (changes, ...expected) => expect(faults(changes)).toEqual(expected))
})
