import { expect, test } from 'vitest'
import { type Contents, lessonText, readContents } from '../../src/course/course.ts'
import { lintCourse } from '../../src/course/lint/lint.ts'
import { STARTER } from '../../src/course/starter/starter.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_270)
const ROUNDS = Number(process.env['NETSPLIT_FUZZ'] ?? 600)
/** So many of those that can be read are run as well, which takes longer. */
const LINTED_EVERY = 25

const SPICE = [
  '\u001b[2J\u0007',
  '\u202e',
  '&a ',
  '*a',
  '<<: *a',
  '!!js/function "a"',
  '---\n',
  '"',
  "'",
  '[',
  '{',
  '- ',
  ': ',
  '#',
  '```',
  '[^',
  '<b>',
  '\t',
  '\r',
  '\0',
  '1e999',
  '-1',
  'null',
  'true',
  '../../x',
  '__proto__: 1\n',
  '999999999',
  '\ud800',
  '🙂',
]

/** A file somewhat spoilt: something deleted, doubled, moved or put in. */
function spoilt(text: string, random: Random): readonly [string, Random] {
  let next = random
  const below = (limit: number) => {
    const [value, after] = draw(next, 0, Math.max(0, limit - 1))
    next = after
    return value
  }
  let result = text
  for (let times = 1 + below(3); times > 0; times -= 1) {
    const at = below(result.length)
    const to = Math.min(result.length, at + 1 + below(40))
    const lines = result.split('\n')
    const line = below(lines.length)
    const ways = [
      () => result.slice(0, at) + result.slice(to),
      () => result.slice(0, to) + result.slice(at),
      () => result.slice(0, at) + (SPICE[below(SPICE.length)] ?? '') + result.slice(at),
      () => lines.toSpliced(line, 1).join('\n'),
      () => lines.toSpliced(line, 0, lines[below(lines.length)] ?? '').join('\n'),
      () => result.replace(/\d+/g, digits => (below(4) === 0 ? String(below(100_000)) : digits)),
    ]
    result = ways[below(ways.length)]?.() ?? result
  }
  return [result, next]
}

/** All that such a course would draw or print. */
function everyText({ course, scenarios, experiments }: Contents): string {
  const lessons = course?.lessons.map(lesson => lessonText(course, lesson, { width: 72 })) ?? []
  const said = JSON.stringify([course?.title, scenarios, experiments], (_, value) =>
    typeof value === 'function' ? undefined : value,
  )
  return [...lessons, said.replaceAll('\\n', '\n')].join('\n')
}

test(`a spoilt course is read or refused with its lines, and never throws: ${ROUNDS} rounds from ${SEED}`, () => {
  let random = seededRandom(SEED, 1)
  const counts = { sound: 0, refused: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const [place, after] = draw(random, 0, STARTER.length - 1)
    const [text, next] = spoilt(STARTER[place]?.text ?? '', after)
    random = next
    const files = STARTER.map((file, index) => (index === place ? { ...file, text } : file))
    const about = `NETSPLIT_SEED=${SEED}, round ${round}, ${STARTER[place]?.path}`
    const contents = readContents(files)
    if (contents.problems.length > 0 || contents.course === null) {
      counts.refused += 1
      expect(contents.problems, about).not.toEqual([])
      for (const { file, line, message } of contents.problems) {
        expect([file, message], about).not.toContain('')
        const lines = files.find(({ path }) => path === file)?.text.split('\n').length ?? 1
        expect(line ?? 1, about).toBeLessThanOrEqual(lines)
        expect(line ?? 1, about).toBeGreaterThan(0)
      }
    } else counts.sound += 1
    expect(everyText(contents), about).not.toMatch(/[^\P{C}\n\u200c\u200d]|\\u00[01]/u)
    if (round % LINTED_EVERY === 0) lintCourse(files)
  }
  // Both kinds must occur, or this test says nothing.
  expect(counts.sound).toBeGreaterThan(ROUNDS / 20)
  expect(counts.refused).toBeGreaterThan(ROUNDS / 4)
}, 60_000)
