import { describe, expect, test } from 'vitest'
import { type AppState, isMoving, mapLines } from '../../src/app/app.ts'
import { isQuestion } from '../../src/course/course.ts'
import { emptyProgress, withAnswer, withLessonDone, withPage, withRun } from '../../src/progress/progress.ts'
import { lineColumns, plain } from '../../src/terminal/text.ts'
import { meaningOf } from '../../src/tui/key-meaning.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'

const { course, scenarios } = shippedCourse()

/** Both futures of every lab seen: what a diligent learner has behind them. */
const DILIGENT = scenarios.reduce((progress, { id }) => {
  const runs = ['consistency', 'availability'].map((choice, index) => ({
    seed: 1,
    decisions: [{ at: 1, choice }],
    prediction: null,
    held: null,
    verdict: 'violation' as const,
    code: null,
    when: index + 1,
  }))
  return runs.reduce((done, run) => withRun(done, id, run), progress)
}, emptyProgress)

/** What is wrong with a screen: rows too many or too few, or a line wider than the terminal. */
function faults(state: AppState): readonly string[] {
  const { above, menu, below } = appView(state)
  const lines = [...above, ...(menu?.options.flat() ?? []), ...below]
  const wide = lines
    .filter(line => lineColumns(line) > state.size.columns)
    .map(line => `too wide: ${plain(line)}`)
  return lines.length === state.size.rows - 1 ? wide : [...wide, `${lines.length} rows`]
}

describe.each([
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('at $columns x $rows every page of the course fits', size => {
  test.each(course.lessons.map(({ id, pages }) => ({ id, pages })))('$id', ({ id, pages }) => {
    const { state } = testApp({ size, progress: DILIGENT })
    pages.forEach((page, place) => {
      const options = isQuestion(page.block) ? page.block.options.length : 0
      const answered = Array.from({ length: options }, (_, option) => ({ kind: 'answered', option }) as const)
      for (const question of [{ kind: 'unanswered' } as const, { kind: 'skipped' } as const, ...answered])
        for (const focus of question.kind === 'unanswered' ? [true, false] : [false]) {
          const screen = { type: 'page', lesson: id, page: place, question, focus, scroll: 0 } as const
          expect(faults({ ...state(), screen }), `page ${place + 1}, ${question.kind}`).toEqual([])
        }
    })
  })
})

test.each([
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('at $columns x $rows the map fits, whatever is chosen on it', size => {
  const { state } = testApp({ size, progress: DILIGENT })
  for (let selected = 0; selected < course.lessons.length + mapLines(state()).length; selected += 1)
    expect(faults({ ...state(), screen: { type: 'map', selected } }), `line ${selected}`).toEqual([])
})

test('one line more under the lessons closes nothing up: what a lesson was about that is done makes room', () => {
  const [first = { id: '', pages: [] }] = course.lessons
  const [quiz = ''] = first.pages.flatMap(({ block }) => (block?.kind === 'quiz' ? [block.id] : []))
  const wrong = { option: 0, right: false, when: 5 }
  const answered = withAnswer(withPage(emptyProgress, first.id, 3, 1), first.id, quiz, wrong)
  const map = (when: number) => {
    const { state } = testApp({ progress: withLessonDone(answered, first.id, 2), when })
    expect(faults(state())).toEqual([])
    return { lines: mapLines(state()).length, rows: appView(state()).above.map(plain) }
  }
  const [before, after] = [map(3), map(10)]
  expect([before.lines, after.lines]).toEqual([3, 4])
  for (const { rows } of [before, after])
    expect(rows[rows.findIndex(row => row.includes('What do you know')) - 1]).toBe('')
  const about = ({ rows }: typeof before) =>
    course.lessons.filter(({ summary }) => rows.some(row => row.includes(summary))).length
  expect([about(before), about(after)]).toEqual([course.lessons.length, course.lessons.length - 1])
})

test('in a terminal that is too small nothing goes on unseen, no key acts, and it says how to leave', () => {
  const app = testApp({ scenario: 'split-bank' })
  const means = (key: string, ctrl = false) =>
    meaningOf(app.state(), { type: 'key', key, ctrl, alt: false, shift: false })
  const asking = app.state()
  app.send({ type: 'resized', size: { columns: 40, rows: 10 } })
  expect(['enter', '1', 'q', 'escape'].map(key => means(key))).toEqual([null, null, null, null])
  app.send({ type: 'resized', size: asking.size })
  app.take(0)
  expect(isMoving(app.state())).toBe(true)
  app.send({ type: 'resized', size: { columns: 40, rows: 10 } })
  expect(isMoving(app.state())).toBe(false)
  expect(means('space')).toBeNull()
  expect(means('c', true)).toEqual({ type: 'command', command: 'leave' })
  expect(appView(app.state()).above.map(plain).join(' ')).toMatch(/60x20.* 40x10.*Ctrl-C quits/)
  expect(faults(app.state())).toEqual([])
  app.send({ type: 'resized', size: asking.size })
  expect(isMoving(app.state())).toBe(true)
})
