import { expect, test } from 'vitest'
import { readFacilitation } from '../../src/course/facilitation.ts'
import { type Problem, problemLine } from '../../src/model/problem.ts'
import { shippedCourse } from '../support/course.ts'

const { course } = shippedCourse()

/** What is read of these texts, with the shipped lessons, and what is wrong with them. */
function read(notes: string, plans: string) {
  const problems: Problem[] = []
  const files = { notes: { path: 'notes.yaml', text: notes }, plans: { path: 'plans.yaml', text: plans } }
  const value = readFacilitation(files, course.lessons, problems)
  return { value, problems: problems.map(problemLine) }
}

const NOTES = 'the-split:\n  - page: Break it\n    ask: What does n4 know?\n'
const PLANS =
  '- id: short\n  title: Short\n  minutes: 5\n  steps:\n    - { minutes: 5, do: All of it., lesson: the-split, page: Break it }\n'

test('notes and plans find their pages by heading', () => {
  const { value, problems } = read(NOTES, PLANS)
  expect(problems).toEqual([])
  expect(value.notes).toEqual([
    { lesson: 'the-split', page: 4, ask: 'What does n4 know?', hear: null, point: null },
  ])
  expect(value.plans[0]?.steps).toEqual([{ minutes: 5, do: 'All of it.', lesson: 'the-split', page: 4 }])
})

test.each([
  [
    'an unknown lesson',
    NOTES.replace('the-split', 'the-spilt'),
    PLANS,
    'notes.yaml:1: no lesson «the-spilt»',
  ],
  ['an unknown page', NOTES.replace('Break it', 'Brake it'), PLANS, 'notes.yaml:2: no page «Brake it»'],
  ['a note that says nothing', NOTES.replace(/ {4}ask.*\n/, ''), PLANS, 'notes.yaml:2: a note without'],
  [
    'a sum that is off',
    NOTES,
    PLANS.replace('s: 5\n', 's: 6\n'),
    'plans.yaml:3: the steps of «short» take 5',
  ],
  ['a step’s page', NOTES, PLANS.replace('Break it', 'Brake it'), 'plans.yaml:5: no page «Brake it»'],
  [
    'a page of no lesson',
    NOTES,
    PLANS.replace('lesson: the-split, ', ''),
    'plans.yaml:5: a page is one of a lesson',
  ],
])('%s is told by file and line', (_, notes, plans, message) => {
  const { problems } = read(notes, plans)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(message)
})

test('the course has notes on every lesson, and plans for 45 and 90 minutes', () => {
  const { notes, plans } = course.facilitation
  for (const { id } of course.lessons)
    expect(notes.filter(({ lesson }) => lesson === id).length, id).toBeGreaterThan(2)
  expect(plans.map(({ minutes }) => minutes)).toEqual([45, 90])
})
