import { describe, expect, test } from 'vitest'
import { contentProblems, layoutPage, lessonText, parseCourse } from '../../src/course/course.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'
import { lineColumns, plain } from '../../src/terminal/text.ts'
import { faults, files, onePage, SAMPLE } from './sample.ts'

/** The seed of a random test: from NETSPLIT_SEED to repeat a failure, otherwise always the same. */
const seed = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
const LESSON = SAMPLE['1-no-answer.md'] ?? ''

const PIECES = [
  ...[
    '---',
    '\n---\n',
    '# ',
    '## ',
    '- ',
    '1. ',
    '> ',
    '```',
    '```quiz\n',
    '```lab\n',
    '~~~',
    '| a | b |\n|---|---|\n| ',
  ],
  ...[
    '**',
    '*',
    '_',
    '`',
    '[^etcd-docs]',
    '[^',
    ']',
    '[a](https://b.c)',
    '![',
    '<b>',
    '<!--',
    '&lt;',
    '\\',
    '\n',
    '\n\n',
  ],
  ...[
    '    ',
    '  ',
    ' ',
    '\t',
    '\r',
    '\0',
    '\u001b[1m',
    '\u202e',
    '\ud800',
    '漢字',
    '👩‍💻',
    'e\u0301',
    'id: a\n',
    'options:\n',
  ],
  ...[
    'says: ',
    'right: true\n',
    '- text: a\n',
    'goal: x\n',
    'M1',
    '[x]: y',
    'word '.repeat(40),
    'w'.repeat(90),
    '-',
    ':',
  ],
]

/** The sample's lesson with a few pieces put in, or taken out, at random places. */
function spoilt(start: Random): [string, Random] {
  let [edits, random] = draw(start, 1, 6)
  let text = LESSON
  while (edits-- > 0) {
    const [at, r1] = draw(random, 0, text.length)
    const [index, r2] = draw(r1, 0, PIECES.length - 1)
    const [cut, r3] = draw(r2, 0, 3)
    random = r3
    text = text.slice(0, at) + (PIECES[index] ?? '') + text.slice(at + (cut === 0 ? 12 : 0))
  }
  return [text, random]
}

describe('whatever stands in a lesson', () => {
  test('it is read or refused with a line, and what is read can be laid out within its width', () => {
    let random = seededRandom(seed)
    let read = 0
    for (let round = 0; round < 1500; round++) {
      const [text, next] = spoilt(random)
      random = next
      const about = `NETSPLIT_SEED=${seed}, round ${round}: ${JSON.stringify(text)}`
      const course = parseCourse(files({ '1-no-answer.md': text }), {
        scenarios: ['split-bank'],
        experiments: [],
      })
      if (!course.ok) {
        for (const { line, message } of course.problems) {
          expect(message, about).not.toBe('')
          expect(line ?? 1, about).toBeLessThanOrEqual(text.split('\n').length)
        }
        continue
      }
      read++
      contentProblems(course.value)
      for (const lesson of course.value.lessons) {
        expect(lessonText(course.value, lesson, { width: 60 }), about).not.toMatch(/[^\P{C}\n\u200d]/u)
        for (const page of lesson.pages)
          for (const state of [{ kind: 'unanswered' } as const, { kind: 'answered', option: 1 } as const]) {
            const { body, foot } = layoutPage(page, 56, state)
            for (const line of [...body, ...foot])
              expect(lineColumns(line), about + plain(line)).toBeLessThanOrEqual(56)
          }
      }
    }
    // Both kinds must occur, or this test says nothing.
    expect(read).toBeGreaterThan(100)
    expect(read).toBeLessThan(1400)
  })

  const many = (text: string, times: number) => text.repeat(times)
  const floods: [name: string, body: string][] = [
    ['10 MB', many('a b\n', 2_500_000)],
    ['quotes', many(`${many('>', 900)}\n`, 250)],
    ['stars', many(`${many('*a ', 300)}\n`, 250)],
    ['star runs', many(`${many('*', 900)} a\n\n`, 250)],
    ['brackets', many(`${many('[', 900)}\n`, 250)],
    ['links', many(`${many('[a](', 240)}\n`, 250)],
    ['footnotes', many(`${many('[^a', 300)}\n`, 250)],
    ['backticks', many(`${many('`a``b', 180)}\n`, 250)],
    ['underscores', many(`${many('_a*b', 220)}\n\n`, 250)],
    ['html', many(`${many('<a ', 300)}\n`, 250)],
    ['fences', many('```\n', 60_000)],
    ['tables', many(`${many('|', 900)}\n${many('|-', 450)}\n`, 120)],
    ['lists', Array.from({ length: 49 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n')],
    ['blank lines', many('\n', 200_000)],
    ['items', many('- a\n', 60_000)],
    ['loose items', many('- a\n\n', 50_000)],
    ['pages', many('---\n\n# A\n\n', 20_000)],
    ['definitions', many('[a]: b\n', 30_000)],
  ]
  test.each(floods)('a flood of it is refused, and soon: %s', (_name, body) => {
    const started = performance.now()
    faults(onePage(body))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
