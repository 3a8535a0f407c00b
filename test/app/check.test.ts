import { describe, expect, test } from 'vitest'
import { gainOf, mapLines } from '../../src/app/app.ts'
import {
  checkItem,
  mergeProgress,
  type Progress,
  withLessonDone,
  withPage,
} from '../../src/progress/progress.ts'
import { plain } from '../../src/terminal/text.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'

const { check, lessons } = shippedCourse().course

/** The cursor on the line of the map under the lessons, by its place there. */
function toLine(app: TestApp, place: number): void {
  while (screenOf(app, 'map').selected !== lessons.length + place) app.press('down')
}

function screenOf<T extends 'map' | 'check' | 'page'>(app: TestApp, type: T) {
  const { screen } = app.state()
  if (screen.type !== type) throw new Error(`at ${screen.type}, expected ${type}`)
  return screen as Extract<typeof screen, { type: T }>
}

/** Answers the question in focus, rightly or not; null leaves it out. */
function answer(app: TestApp, right: boolean | null): void {
  const { items, place, sitting } = screenOf(app, 'check')
  const item = check.find(({ id }) => id === items[place])
  const { progress } = app.state()
  const kept = checkItem(progress, item?.id ?? '')
  // The form is not asked of the code under test where it is known already.
  const form = sitting === 'after' && kept.before ? (kept.before.form === 'A' ? 'B' : 'A') : formNow(app)
  const options = item?.forms[form].options ?? []
  app.take(right === null ? options.length : options.findIndex(option => option.right === right))
}

/** The form in which the question on the screen is asked, found by answering it in a copy of the state. */
function formNow(app: TestApp): 'A' | 'B' {
  const { items, place, sitting } = screenOf(app, 'check')
  const probe = testApp({ progress: app.state().progress })
  probe.store.dispatch({ type: 'resized', size: { columns: 80, rows: 24 } })
  toLine(probe, 0)
  probe.press('enter')
  for (let at = 0; at < place; at += 1) probe.take(9)
  probe.take(0)
  return checkItem(probe.state().progress, items[place] ?? '')[sitting]?.form ?? 'A'
}

function courseDone(progress: Progress): Progress {
  return lessons.reduce(
    (done, { id }, place) => withLessonDone(withPage(done, id, 3, 5_000_000 + place), id, 5_000_100),
    progress,
  )
}

describe('the check before the course', () => {
  test('keeps what is answered, tells nothing, and can be left at any question', () => {
    const app = testApp()
    toLine(app, 0)
    app.press('enter')
    app.take(0)
    app.take(9)
    app.press('escape', 'escape')
    expect(app.state().screen.type).toBe('map')
    const [first, second, third] = check.map(({ id }) => checkItem(app.state().progress, id).before)
    expect(first?.option).toBe(0)
    expect(second?.option).toBeNull()
    expect(third).toBeNull()
    expect(gainOf(app.state().course, app.state().progress)).toBeNull()
    toLine(app, 0)
    app.press('enter')
    expect(screenOf(app, 'check').items).toHaveLength(10)
  })

  test('says what Esc does the second time, and that the questions left are on lessons to come', () => {
    const app = testApp({ progress: withPage(testApp().state().progress, 'no-answer', 2, 10) })
    const shown = () => {
      const { above, below } = appView(app.state())
      return [...above, ...below].map(plain).join(' ').replace(/ +/g, ' ')
    }
    expect(shown()).toContain('know already? Lessons to come. 10 questions, 4 min')
    toLine(app, 0)
    app.press('enter')
    expect(shown()).toContain('2 not asked, since you have begun their lessons.')
    app.press('escape')
    expect(shown()).toContain('Esc again leads to the map. What you have answered is kept')
    for (let place = 0; place < 10; place += 1) answer(app, null)
    expect(shown()).toContain('0 answered, 10 left out, 2 not asked, since you have begun their lessons')
  })

  test('the first answer counts, and going back shows it without a menu', () => {
    const app = testApp()
    toLine(app, 0)
    app.press('enter')
    app.take(1)
    app.press('escape', 'left')
    expect(screenOf(app, 'check')).toMatchObject({ place: 0, focus: false })
    app.press('enter')
    expect(screenOf(app, 'check')).toMatchObject({ place: 1 })
  })

  test('what was left out is asked once as its lesson opens, and not again', () => {
    const app = testApp()
    toLine(app, 0)
    app.press('enter')
    for (let place = 0; place < check.length; place += 1) app.take(9)
    app.press('enter')
    app.press('down', 'up')
    while (screenOf(app, 'map').selected !== 0) app.press('up')
    app.press('enter')
    expect(screenOf(app, 'check')).toMatchObject({ lesson: 'no-answer', items: ['timeout-tells'] })
    app.take(9)
    expect(screenOf(app, 'page')).toMatchObject({ lesson: 'no-answer', page: 0 })
    app.press('escape', 'escape', 'enter')
    // The second item of this lesson was left out, too: one question each time, and this one is still open.
    expect(screenOf(app, 'check')).toMatchObject({ lesson: 'no-answer', items: ['second-try'] })
  })

  test('behind the first page of a lesson, nothing of it is asked before the course any more', () => {
    const app = testApp({ progress: withPage(testApp().state().progress, 'no-answer', 2, 10) })
    toLine(app, 0)
    app.press('enter')
    expect(screenOf(app, 'check').items).toHaveLength(10)
  })
})

describe('the check after the course', () => {
  /** Somebody who knew one thing of three before, left one out, and knows all after. */
  function both(): TestApp {
    const before = testApp()
    toLine(before, 0)
    before.press('enter')
    for (let place = 0; place < check.length; place += 1) answer(before, place === 0 ? null : place % 3 === 0)
    const app = testApp({ progress: courseDone(before.state().progress) })
    toLine(app, 0)
    app.press('enter')
    for (let place = 0; place < check.length; place += 1) answer(app, true)
    return app
  }

  test('is offered once the last lesson is done, and by a course that has one', () => {
    const texts = (progress: Progress, items = check) => {
      const state = testApp({ progress }).state()
      return mapLines({ ...state, course: { ...state.course, check: items } }).map(({ text }) => text)
    }
    const done = courseDone(testApp().state().progress)
    const butLast = withLessonDone(testApp().state().progress, lessons[0]?.id ?? '', 10)
    expect(texts(done)).toContain('What do you know now?')
    expect(texts(butLast)).not.toContain('What do you know now?')
    expect(texts(done, [])).not.toContain('What do you know now?')
  })

  test('asks the other form, and counts only what was answered both times', () => {
    const app = both()
    const { course, progress } = app.state()
    for (const { id } of check) {
      const { before, after } = checkItem(progress, id)
      expect([before?.form, after?.form].sort()).toEqual(['A', 'B'])
    }
    const pairs = check.slice(1).map((_, index) => (index + 1) % 3 === 0)
    expect(gainOf(course, progress)).toEqual({
      pairs: 11,
      before: pairs.filter(right => right).length,
      after: 11,
    })
  })

  test('nothing is told before its last question, and everything after it', () => {
    const app = both()
    expect(screenOf(app, 'check')).toMatchObject({ phase: 'end' })
    app.press('enter')
    expect(screenOf(app, 'check')).toMatchObject({ phase: 'told', place: 0 })
    for (let place = 0; place < check.length; place += 1) app.press('enter')
    expect(app.state().screen.type).toBe('map')
    // It can be looked at again from the map.
    toLine(app, 0)
    app.press('enter', 'enter')
    expect(screenOf(app, 'check')).toMatchObject({ phase: 'told', place: 0 })
  })

  test('two copies that met both keep their answers', () => {
    const { progress } = both().state()
    expect(mergeProgress(progress, progress)).toEqual(progress)
  })
})

test('which form comes first depends on the moment of the beginning, and both do come first', () => {
  const forms = Array.from({ length: 40 }, (_, minute) => {
    const app = testApp({ when: 1_700_000_000_000 + minute * 61_003 })
    toLine(app, 0)
    app.press('enter')
    app.take(0)
    return checkItem(app.state().progress, 'timeout-tells').before?.form
  })
  expect(forms.filter(form => form === 'A').length).toBeGreaterThan(8)
  expect(forms.filter(form => form === 'B').length).toBeGreaterThan(8)
})
