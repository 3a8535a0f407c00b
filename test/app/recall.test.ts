import { describe, expect, test } from 'vitest'
import { mapLines } from '../../src/app/app.ts'
import {
  emptyProgress,
  lessonProgress,
  type Progress,
  withAnswer,
  withCheckEntry,
  withCheckOver,
} from '../../src/progress/progress.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'

const { lessons } = shippedCourse().course
const DAY = 86_400_000
const START = 1_700_000_000_000

const quizzes = lessons.flatMap(({ id, pages }) =>
  pages.flatMap(({ block }) => (block?.kind === 'quiz' ? [{ lesson: id, block: block.id }] : [])),
)

function answered(progress: Progress, place: number, right: boolean, day: number): Progress {
  const quiz = quizzes[place] ?? { lesson: '', block: '' }
  return withAnswer(progress, quiz.lesson, quiz.block, { option: 0, right, when: START + day * DAY })
}

/** The ids of the questions that come back at a launch on a day. */
function dueOn(progress: Progress, day: number): readonly string[] {
  const app = testApp({ progress, when: START + day * DAY })
  if (!openRecall(app)) return []
  const { screen } = app.state()
  return screen.type === 'recall' ? screen.due.map(({ block }) => block) : []
}

/** Opens the questions from before by their line on the map, if it has one. */
function openRecall(app: TestApp): boolean {
  const place = mapLines(app.state()).findIndex(({ text }) => text.includes('from before'))
  if (place < 0) return false
  while (selected(app) !== lessons.length + place) app.press('down')
  app.press('enter')
  return true
}

function selected(app: TestApp): number {
  const { screen } = app.state()
  return screen.type === 'map' ? screen.selected : Number.NaN
}

test('of the check after the course, what was missed comes back once it is over, and not before', () => {
  const { check } = shippedCourse().course
  const missed = withCheckEntry(emptyProgress, check[0]?.id ?? '', 'after', {
    form: 'B',
    option: 0,
    right: false,
    when: START,
  })
  expect(dueOn(missed, 2)).toEqual([])
  expect(dueOn(withCheckOver(missed, START + 1), 2)).toEqual([check[0]?.forms.B.id])
})

describe('what comes back', () => {
  const missed = answered(emptyProgress, 0, false, 0)
  const name = quizzes[0]?.block

  test('a question that was right at once never does', () => {
    expect(dueOn(answered(emptyProgress, 0, true, 0), 30)).toEqual([])
  })

  test('a missed one does at the next launch', () => {
    expect(dueOn(missed, 0.01)).toEqual([name])
  })

  test('right answers within half a day of each other count once', () => {
    const twice = (hours: number) => answered(answered(missed, 0, true, 0.5), 0, true, 0.5 + hours / 24)
    expect(dueOn(twice(11), 2)).toEqual([name])
    expect(dueOn(twice(13), 2)).toEqual([])
  })

  test('after one, three and seven days, and then no more', () => {
    let progress = missed
    let day = 0.5
    for (const wait of [1, 3, 7]) {
      progress = answered(progress, 0, true, day)
      expect(dueOn(progress, day + wait - 0.1)).toEqual([])
      expect(dueOn(progress, day + wait + 0.1)).toEqual([name])
      day += wait + 0.2
    }
    progress = answered(progress, 0, true, day)
    expect(dueOn(progress, day + 100)).toEqual([])
  })

  test('answering again at once counts as one right answer', () => {
    let progress = missed
    for (let time = 0; time < 5; time += 1) progress = answered(progress, 0, true, 0.5 + time / 1000)
    expect(dueOn(progress, 1.6)).toEqual([name])
  })

  test('a miss begins anew', () => {
    let progress = missed
    for (const day of [1, 3, 7, 15]) progress = answered(progress, 0, true, day)
    progress = answered(progress, 0, false, 40)
    expect(dueOn(progress, 40.01)).toEqual([name])
  })

  test('at most three in a sitting, those that wait longest first', () => {
    const progress = [4, 2, 5, 1, 3].reduce(
      (all, place) => answered(all, place, false, 10 - place),
      emptyProgress,
    )
    expect(dueOn(progress, 20)).toEqual([5, 4, 3].map(place => quizzes[place]?.block))
  })
})

test('an answer given in a sitting is kept with the lesson, and the question waits for another day', () => {
  const app = testApp({ progress: answered(emptyProgress, 0, false, 0), when: START + DAY })
  expect(openRecall(app)).toBe(true)
  app.take(1)
  expect(app.state().screen).toMatchObject({ type: 'recall', question: { kind: 'answered' } })
  const quiz = quizzes[0] ?? { lesson: '', block: '' }
  expect(lessonProgress(app.state().progress, quiz.lesson).answers[quiz.block]).toHaveLength(2)
  app.press('enter')
  expect(app.state().screen.type).toBe('map')
})
