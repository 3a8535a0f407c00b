import { describe, expect, test } from 'vitest'
import { mapLines } from '../../src/app/app.ts'
import {
  emptyProgress,
  type Progress,
  withAnswer,
  withCheckBegun,
  withCheckEntry,
  withLessonDone,
  withPage,
} from '../../src/progress/progress.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'
import { golden } from '../support/golden.ts'
import { picture } from '../support/picture.tsx'

const { check, lessons } = shippedCourse().course

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 120, rows: 40 },
]

/** Opens a line of the map by what it says. */
function open(app: TestApp, words: RegExp): void {
  const place = mapLines(app.state()).findIndex(({ text }) => words.test(text))
  const there = () => {
    const { screen } = app.state()
    return screen.type !== 'map' || screen.selected === lessons.length + place
  }
  for (let step = 0; step < 20 && !there(); step += 1) app.press('down')
  app.press('enter')
}

/** Somebody who knew every third thing before, has done every lesson, and missed two questions on the way. */
function learned(): Progress {
  let progress: Progress = withCheckBegun(emptyProgress, 1000)
  for (const [place, { id, forms }] of check.entries()) {
    const right = forms.A.options.findIndex(option => option.right)
    const option = place % 3 === 0 ? right : place % 3 === 1 ? (right + 1) % 3 : null
    const entry = { form: 'A', option, right: option === right, when: 2000 + place } as const
    progress = withCheckEntry(progress, id, 'before', entry)
  }
  for (const [place, { id, pages }] of lessons.entries()) {
    progress = withLessonDone(withPage(progress, id, pages.length - 1, 3000 + place), id, 3000 + place)
    for (const { block } of pages) {
      if (block?.kind !== 'quiz') continue
      const right = block.options.findIndex(option => option.right)
      const option = place < 2 && right > 0 ? 0 : right
      progress = withAnswer(progress, id, block.id, { option, right: option === right, when: 4000 })
      if (option !== right && place === 0)
        progress = withAnswer(progress, id, block.id, { option: right, right: true, when: 4001 })
    }
  }
  return progress
}

/** Answers everything that is asked after the course: most of it rightly. */
function answerAll(app: TestApp): void {
  for (const [place, { forms }] of check.entries()) {
    const right = forms.B.options.findIndex(option => option.right)
    app.take(place === 4 ? (right + 1) % 3 : right)
  }
}

const SCENES: readonly [name: string, play: (app: TestApp) => void, progress?: () => Progress][] = [
  ['check', app => open(app, /already/)],
  [
    'check-longest',
    app => {
      open(app, /already/)
      for (let place = 0; place < 7; place += 1) app.take(0)
    },
  ],
  [
    'check-kept',
    app => {
      open(app, /already/)
      for (let place = 0; place < check.length; place += 1) app.take(place % 4)
    },
  ],
  [
    'check-late',
    app => {
      open(app, /already/)
      app.take(9)
      app.press('escape', 'escape', 'enter')
    },
  ],
  ['map-afterwards', () => {}, learned],
  ['recall', app => open(app, /before/), learned],
  [
    'recall-answered',
    app => {
      open(app, /before/)
      app.take(0)
    },
    learned,
  ],
  [
    'check-gain',
    app => {
      open(app, /now/)
      answerAll(app)
    },
    learned,
  ],
  [
    'check-told',
    app => {
      open(app, /now/)
      answerAll(app)
      app.press('enter', 'enter', 'enter', 'enter', 'enter')
    },
    learned,
  ],
  [
    'learned',
    app => {
      open(app, /now/)
      answerAll(app)
      app.press('escape')
      open(app, /learned/)
    },
    learned,
  ],
  [
    'card',
    app => {
      open(app, /learned/)
      app.press('c')
    },
    learned,
  ],
]

describe.each(SIZES)('at $columns x $rows', size => {
  test.each(SCENES.map(([name, play, progress]) => ({ name, play, progress })))(
    '$name',
    ({ name, play, progress }) => {
      // A moment at which form A comes first.
      const app = testApp({ size, when: 1_000_001, ...(progress ? { progress: progress() } : {}) })
      play(app)
      const text = picture(app)
      expect(text.split('\n')).toHaveLength(size.rows - 1)
      expect(`${text}\n`).toBe(golden(`tui/golden/${size.columns}x${size.rows}/${name}.txt`, `${text}\n`))
    },
  )
})
