import { describe, expect, test } from 'vitest'
import type { SweepScreen } from '../../src/app/app.ts'
import { emptyProgress, withPage } from '../../src/progress/progress.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'
import { picture } from '../support/picture.tsx'

const { course } = shippedCourse()
const lesson = course.lessons.find(({ pages }) => pages.some(({ block }) => block?.kind === 'sweep'))
const page = lesson?.pages.findIndex(({ block }) => block?.kind === 'sweep') ?? -1

/** An app on the page that opens a sweep. */
function atDoor(): TestApp {
  const app = testApp({ progress: withPage(emptyProgress, lesson?.id ?? '', page, 1) })
  app.press('enter')
  return app
}

function sweep(app: TestApp): SweepScreen {
  const { screen } = app.state()
  if (screen.type !== 'sweep') throw new Error(`expected a sweep, found ${screen.type}`)
  return screen
}

describe('the sweep on a page', () => {
  test('counts the same seeds under each choice, pauses, and says what it came to', () => {
    const app = atDoor()
    app.press('enter')
    expect(sweep(app).columns.map(({ choice }) => choice)).toEqual(['consistency', 'availability'])
    app.send({ type: 'frame', elapsedMs: 50 })
    const [first, second] = sweep(app).columns
    expect(first?.tally.runs).toBeGreaterThan(0)
    expect(second?.tally.runs).toBe(first?.tally.runs)
    expect(first?.tally.happened).toMatchObject({ linearizable: first?.tally.runs, available: 0, both: 0 })
    expect(second?.tally.happened).toMatchObject({ linearizable: 0, available: second?.tally.runs, both: 0 })
    app.press('space')
    const paused = sweep(app)
    app.send({ type: 'frame', elapsedMs: 50 })
    expect(sweep(app)).toBe(paused)
    app.press('space')
    while (sweep(app).playing && (sweep(app).columns[0]?.tally.runs ?? 0) < 60)
      app.send({ type: 'frame', elapsedMs: 50 })
    expect(picture(app)).toContain('Each seed is another run')
  })

  test('leads back to its page, or on with the lesson', () => {
    const app = atDoor()
    app.press('enter', 'escape')
    expect(app.state().screen).toMatchObject({ type: 'page', page })
    app.press('enter', 'enter')
    expect(app.state().screen).toMatchObject({ type: 'page', page: page + 1 })
    expect(app.state().progress.experiments).toEqual({})
  })

  test('is over as soon as somebody has seen enough, says what it came to so far, and counts as seen', () => {
    const app = atDoor()
    app.press('enter')
    app.send({ type: 'frame', elapsedMs: 50 })
    expect(picture(app)).toContain('enough')
    app.press('enter')
    const runs = sweep(app).columns.reduce((sum, { tally }) => sum + tally.runs, 0)
    expect(picture(app)).toContain(`in none of ${runs} runs so far`)
    const [kept] = Object.values(app.state().progress.experiments)
    expect(kept?.[0]?.figures).toMatchObject({ built: { seeds: runs / 2 }, broken: { both: 0 } })
    app.press('space')
    app.send({ type: 'frame', elapsedMs: 50 })
    expect(sweep(app).columns[0]?.tally.runs).toBeGreaterThan(runs / 2)
    app.press('enter', 'enter')
    expect(app.state().screen).toMatchObject({ type: 'page', page: page + 1 })
  })

  test('says so when it is over, by the counts', () => {
    const app = atDoor()
    app.press('enter')
    const { columns, ...rest } = sweep(app)
    const done = columns.map(({ choice, tally }) => ({ choice, tally: { ...tally, runs: rest.seeds } }))
    const state = (both: number) => ({
      ...app.state(),
      screen: {
        ...rest,
        playing: false,
        columns: done.map(({ choice, tally }) => ({
          choice,
          tally: { ...tally, happened: { ...tally.happened, both } },
        })),
      },
    })
    const shown = (both: number) => {
      const over = state(both)
      return picture({ ...app, state: () => over, store: { ...app.store, state: () => over } })
    }
    expect(shown(0)).toContain(`in none of ${2 * rest.seeds} runs`)
    expect(shown(1)).toContain(`in 2 of ${2 * rest.seeds} runs`)
  })
})
