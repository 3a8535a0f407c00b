import { expect, test } from 'vitest'
import { readContents } from '../../src/course/course.ts'
import { STARTER } from '../../src/course/starter/starter.ts'
import { testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'

/** The starter as it is read. */
function starter() {
  const contents = readContents(STARTER)
  if (contents.course === null) throw new Error('the starter has a fault')
  return { ...contents, course: contents.course }
}

/** The shipped course with its first lesson cut to so many pages. */
function shortened(pages: number) {
  const read = shippedCourse()
  const lessons = read.course.lessons.map((lesson, index) =>
    index === 0 ? { ...lesson, pages: lesson.pages.slice(0, pages) } : lesson,
  )
  return { ...read, course: { ...read.course, lessons } }
}

test('the page of the same number stays; where there is none any more, the last one', () => {
  const app = testApp()
  app.press('enter')
  for (let page = 0; page < 2; page += 1) {
    const { screen } = app.state()
    if (screen.type === 'page' && screen.focus) app.press('escape')
    app.press('right')
  }
  const before = app.state().screen
  expect(before).toMatchObject({ type: 'page', page: 2 })
  app.send({ type: 'course-changed', read: shortened(5) })
  expect(app.state().screen).toEqual(before)
  app.send({ type: 'course-changed', read: shortened(2) })
  expect(app.state().screen).toMatchObject({ type: 'page', page: 1 })
})

test('a lesson that has gone leads to the map', () => {
  const app = testApp()
  app.press('enter')
  app.send({ type: 'course-changed', read: starter() })
  expect(app.state().screen).toEqual({ type: 'map', selected: 0 })
  expect(app.state().course.title).toBe('A course of my own')
})

test('a running cluster goes on; an experiment that has gone is left in peace and told', () => {
  const lab = testApp({ scenario: 'split-bank' })
  const { screen } = lab.state()
  lab.send({ type: 'course-changed', read: starter() })
  expect(lab.state().screen).toBe(screen)
  const experiment = testApp({ experiment: 'far-calls' })
  experiment.send({ type: 'course-changed', read: starter() })
  expect(experiment.state().notice).toMatch(/no experiment «far-calls»/)
})

test('a fault is told until the files are sound, also after something was saved', () => {
  const app = testApp()
  const { course, screen } = app.state()
  app.send({ type: 'course-broken', message: 'a.md:1: what' })
  app.send({ type: 'saved', progress: app.state().progress, messages: [] })
  expect(app.state()).toMatchObject({ notice: 'a.md:1: what', course, screen })
  app.send({ type: 'course-changed', read: shippedCourse() })
  expect(app.state()).toMatchObject({ notice: null, courseFault: null })
})
