import { expect, test } from 'vitest'
import { layoutQuestion, type Outcome } from '../../src/course/question.ts'
import { spoken } from '../../src/linear/spoken.ts'
import { shippedCourse } from '../support/course.ts'

const [question] = shippedCourse().course.lessons.flatMap(({ pages }) =>
  pages.flatMap(({ block }) => (block?.kind === 'predict' ? [block] : [])),
)

test.each([
  ['shown', 'not so: '],
  ['waiting', null],
] as const)('an option without a mark, once its outcome is %s, is said to be none: %s', (outcome, said) => {
  if (question === undefined) throw new Error('the course asks for no prediction')
  const heard = (state: Outcome) =>
    layoutQuestion(question, 72, { kind: 'answered', option: question.outcome }, state).map(spoken)
  const unmarked = heard(outcome).filter(line => line.startsWith('not so: '))
  expect(unmarked).toHaveLength(said === null ? 0 : question.options.length - 1)
})
