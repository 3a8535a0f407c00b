import { expect, test } from 'vitest'
import { lessonEnd } from '../../src/app/app.ts'
import { isQuestion, proseText } from '../../src/course/course.ts'
import { present } from '../../src/model/assert.ts'
import { emptyProgress, withAnswer } from '../../src/progress/progress.ts'
import { shippedCourse } from '../support/course.ts'

const lesson = present(shippedCourse().course.lessons[0], 'lesson 1')
const quizzes = lesson.pages.flatMap(({ title, block }) =>
  isQuestion(block) && block.kind === 'quiz' ? [{ id: block.id, page: proseText(title) }] : [],
)

/** The lesson’s questions, answered one after the other: right or not, by the first try and a second one. */
function ended(...rights: readonly boolean[]): string {
  const progress = rights.reduce((grown, right, place) => {
    const { id } = present(quizzes[place], 'a quiz')
    const first = withAnswer(grown, lesson.id, id, { option: 0, right, when: 1 })
    return withAnswer(first, lesson.id, id, { option: 0, right: true, when: 2 })
  }, emptyProgress)
  return lessonEnd(progress, lesson)
}

test('the end of a lesson says what was right at once, and where to look again', () => {
  expect(ended()).toBe('✓ “No answer” is done.')
  expect(ended(true, true)).toBe('✓ “No answer” is done, 2 of 2 right at once.')
  expect(ended(true, false)).toBe(
    `✓ “No answer” is done, 1 of 2 right at once. Look again at “${quizzes[1]?.page}”.`,
  )
  expect(ended(false, true, false)).toBe(
    `✓ “No answer” is done, 1 of 3 right at once. Look again at “${quizzes[2]?.page}” and 1 other page.`,
  )
})
