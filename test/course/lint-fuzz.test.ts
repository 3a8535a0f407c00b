import { expect, test } from 'vitest'
import { type Contents, lessonText, readContents } from '../../src/course/course.ts'
import { lintCourse } from '../../src/course/lint/lint.ts'
import { STARTER } from '../../src/course/starter/starter.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { spoilt } from '../support/spoilt.ts'

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_270)
const ROUNDS = Number(process.env['NETSPLIT_FUZZ'] ?? 300)
/** So many of those that can be read are run as well, which takes longer. */
const LINTED_EVERY = 25

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
