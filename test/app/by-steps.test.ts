import { describe, expect, test } from 'vitest'
import {
  isMoving,
  keyLine,
  type LabScreen,
  type SweepScreen,
  sweepDone,
  type WorldsScreen,
} from '../../src/app/app.ts'
import { keyHelp } from '../../src/app/keymap.ts'
import { position } from '../../src/lab/lab.ts'
import { emptyProgress, withPage } from '../../src/progress/progress.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'
import { picture } from '../support/picture.tsx'

/** Without motion the clock never runs, whatever happens: looked at after every event. */
function stillApp(options: Parameters<typeof testApp>[0]): TestApp {
  const app = testApp({ ...options, motion: false })
  app.store.subscribe(() => expect(isMoving(app.state())).toBe(false))
  expect(isMoving(app.state())).toBe(false)
  return app
}

const lab = (app: TestApp) => app.state().screen as LabScreen
const word = (app: TestApp, key: string) => keyLine(app.state()).find(({ keys }) => keys === key)?.says

describe('a lab without motion', () => {
  test('is told turn by turn to its stop and its verdict', () => {
    const app = stillApp({ scenario: 'split-bank' })
    app.take(0)
    expect(word(app, 'Space')).toBe('next')
    expect(picture(app)).toContain('steps')
    expect(picture(app)).not.toMatch(/speed|paused|runs ·/)
    const places: number[] = []
    for (let step = 0; step < 50 && lab(app).run.moment.standsAt === null; step += 1) {
      places.push(position(lab(app).run))
      app.press('space')
    }
    // Each press told something new, and more than one thing was told before the choice.
    expect(new Set(places).size).toBe(places.length)
    expect(places.length).toBeGreaterThan(1)
    app.take(1)
    for (let step = 0; step < 50 && lab(app).phase !== 'verdict'; step += 1)
      if (lab(app).phase === 'predict' || lab(app).run.moment.standsAt !== null) app.take(0)
      else app.press('space')
    expect(lab(app).phase).toBe('verdict')
  })

  test('comes to the same verdict as with motion', () => {
    const [moving, still] = [testApp({ scenario: 'split-bank' }), stillApp({ scenario: 'split-bank' })]
    const verdict = (app: TestApp, on: () => void) => {
      app.take(0)
      on()
      app.take(1)
      for (let round = 0; round < 50 && lab(app).phase !== 'verdict'; round += 1) {
        if (lab(app).phase === 'predict' || lab(app).run.moment.standsAt !== null) app.take(0)
        on()
      }
      expect(lab(app).phase).toBe('verdict')
      return lab(app).futures.map(({ assessment }) => assessment)
    }
    expect(
      verdict(still, () => {
        const runs = () => lab(still).phase === 'live' && lab(still).run.moment.standsAt === null
        for (let step = 0; step < 50 && runs(); step += 1) still.press('space')
      }),
    ).toEqual(verdict(moving, moving.watch))
  })

  test('the help says so, and has no keys for the speed', () => {
    const says = keyHelp('live', { motion: false }).map(({ says }) => says)
    expect(says.join()).toContain('motion is off')
    expect(says).not.toContain('faster')
    expect(keyHelp('live').map(({ says }) => says)).toContain('faster')
  })
})

// Curves alone, and messages on lanes.
test.each(['retry-storm', 'old-address'])('%s is told thing by thing, or to its end at once', experiment => {
  const app = stillApp({ experiment })
  const at = () =>
    (app.state().screen as Extract<ReturnType<TestApp['state']>['screen'], { type: 'experiment' }>).at
  app.press('enter')
  const first = at()
  expect(picture(app)).toContain('· steps ·')
  expect(first).toBeGreaterThan(0)
  app.press('space')
  expect(at()).toBeGreaterThan(first)
  app.press('enter')
  expect(app.state().screen).toMatchObject({ phase: 'built', at: at(), seen: { built: expect.anything() } })
  expect(word(app, 'Space')).toBe('from the start')
  app.press('space')
  expect(at()).toBe(0)
  app.press('space')
  expect(at()).toBe(first)
})

test('the four worlds are told line by line', () => {
  const app = stillApp({ worlds: true })
  const screen = () => app.state().screen as WorldsScreen
  let presses = 0
  const until = (phase: string) => {
    for (; screen().phase !== phase && presses < 60; presses += 1) app.press('enter')
    expect(screen().phase).toBe(phase)
  }
  until('guess')
  expect(presses).toBeGreaterThanOrEqual(2)
  app.take(0)
  app.take(1)
  until('reveal')
  until('table')
  app.press('enter')
  const rows = [screen().at]
  for (let row = 0; row < 3; row += 1) {
    app.press('enter')
    rows.push(screen().at)
  }
  expect(rows).toEqual([...new Set(rows)])
  expect(screen().playing).toBe(false)
})

test('many tries are counted some at a time', () => {
  const { course } = shippedCourse()
  const isSweep = ({ block }: { readonly block: { readonly kind: string } | null }) => block?.kind === 'sweep'
  const lesson = course.lessons.find(({ pages }) => pages.some(isSweep))
  const page = lesson?.pages.findIndex(isSweep) ?? -1
  const app = stillApp({ progress: withPage(emptyProgress, lesson?.id ?? '', page, 1) })
  app.press('enter', 'enter')
  const sweep = () => app.state().screen as SweepScreen
  expect(sweepDone(sweep())).toBe(0)
  app.press('space')
  const first = sweepDone(sweep())
  expect(first).toBeGreaterThan(10)
  app.press('space')
  expect(sweepDone(sweep())).toBeGreaterThan(first)
  expect(word(app, 'Space')).toBe('next')
})
