import { expect, test } from 'vitest'
import { type AppState, firstState } from '../../src/app/app.ts'
import { emptyProgress } from '../../src/progress/progress.ts'
import { lineColumns, plain } from '../../src/terminal/text.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { repeatWith, seedsOf } from '../sim/seeds.ts'
import { shippedCourse } from '../support/course.ts'

const { course, scenarios, challenges, experiments } = shippedCourse()

/** Cases that were made: the same one is looked at in terminals of several sizes. */
const MADE = new Map<string, AppState>()

function opened(level: number, seed: number, size: { columns: number; rows: number }): AppState {
  const key = `${level} ${seed}`
  const state = MADE.get(key) ?? made(level, seed)
  MADE.set(key, state)
  return { ...state, size }
}

function made(level: number, seed: number): AppState {
  return firstState({
    course,
    scenarios: new Map(scenarios.map(known => [known.id, known])),
    challenges,
    experiments: new Map(experiments.map(known => [known.id, known])),
    progress: emptyProgress,
    size: { columns: 80, rows: 24 },
    notice: null,
    when: 1,
    practice: { level, seed },
  })
}

function shape(state: AppState) {
  const { above, menu, below } = appView(state)
  const lines = [...above, ...(menu?.options.flat() ?? []), ...below]
  const wide = lines.filter(line => lineColumns(line) > state.size.columns).map(plain)
  return { rows: lines.length, wide, text: lines.map(plain).join('\n'), menu: menu !== null }
}

test.each([
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('at $columns x $rows a case has its rows and its width, before the answer and after each', size => {
  for (const seed of seedsOf(0.1)) {
    const state = opened(1 + (seed % 5), seed, size)
    const { screen } = state
    if (screen.type !== 'practice') throw new Error('no practice')
    for (const chosen of [null, 0, 1, 2, 3])
      for (const focus of [true, false]) {
        const seen = shape({ ...state, screen: { ...screen, chosen, focus } })
        expect(seen, repeatWith(seed)).toMatchObject({ rows: size.rows - 1, wide: [] })
      }
  }
})

test('at 80 x 24 a case fits whole, and so does what is said about an answer', () => {
  for (const seed of seedsOf(0.2)) {
    const state = opened(1 + (seed % 5), seed, { columns: 80, rows: 24 })
    const { screen } = state
    if (screen.type !== 'practice') throw new Error('no practice')
    for (const chosen of [null, 0, 1, 2, 3]) {
      const { text } = shape({ ...state, screen: { ...screen, chosen, focus: false } })
      expect(text, repeatWith(seed)).not.toMatch(/↓ \d+ more/)
    }
  }
})

test('at 80 x 24 the picture and the times stay in sight behind most answers', () => {
  const told = [1, 2, 3, 4, 5].flatMap(level => {
    const state = opened(level, 1, { columns: 80, rows: 24 })
    const { screen } = state
    if (screen.type !== 'practice') throw new Error('no practice')
    return [0, 1, 2, 3].map(chosen => shape({ ...state, screen: { ...screen, chosen, focus: true } }).text)
  })
  const seen = told.filter(text => /^ +n1.*(──|╎|◂).*n\d/m.test(text) && text.includes('4.2 s '))
  expect(seen.length).toBeGreaterThan(10)
})

test('the glossary has its rows and its width, whatever is chosen', () => {
  for (const columns of [60, 80, 120]) {
    const size = { columns, rows: columns === 60 ? 20 : 24 }
    const state = opened(1, 1, size)
    for (let selected = 0; selected < course.glossary.length + 5; selected += 1)
      for (const open of [true, false])
        expect(shape({ ...state, glossary: { selected, open } })).toMatchObject({
          rows: size.rows - 1,
          wide: [],
        })
  }
})
