import { describe, expect, test } from 'vitest'
import { isMet } from '../../src/app/app.ts'
import {
  challengeProgress,
  emptyProgress,
  type Progress,
  withChallenge,
  withPage,
} from '../../src/progress/progress.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'
import { picture } from '../support/picture.tsx'

const challenge = shippedCourse().challenges.find(({ id }) => id === 'nobody-knows')
if (!challenge) throw new Error('the challenge is gone')

/** A sandbox in which lines are typed at their times. */
function typed(lines: readonly { readonly at: number; readonly do: string }[], progress?: Progress): TestApp {
  const app = testApp({ scenario: 'sandbox', ...(progress ? { progress } : {}) })
  play(app, lines)
  return app
}

function play(app: TestApp, lines: readonly { readonly at: number; readonly do: string }[]): void {
  for (const { at, do: line } of lines) {
    run(app, at)
    app.press(':')
    app.send({ type: 'edited', text: line, cursor: line.length })
    app.send({ type: 'given' })
    app.press('escape')
  }
  run(app, 6000)
}

/** Lets the sandbox run up to a virtual time in milliseconds. */
function run(app: TestApp, untilMs: number): void {
  for (let frame = 0; frame < 2000; frame += 1) {
    const { screen } = app.state()
    if (screen.type !== 'lab' || screen.run.now >= untilMs * 1000) break
    if (!screen.playing) app.press('space')
    // A tenth of virtual time passes at the usual speed in this.
    app.send({ type: 'frame', elapsedMs: Math.max(1, Math.min(50, (untilMs * 1000 - screen.run.now) / 200)) })
  }
  const { screen } = app.state()
  if (screen.type === 'lab' && screen.playing) app.press('space')
}

function shown(app: TestApp): void {
  app.press('g')
  const { screen, challenges } = app.state()
  if (screen.type !== 'lab') throw new Error('no lab')
  const here = challenges.filter(({ scenario }) => scenario === 'sandbox')
  const place = here.findIndex(({ id }) => id === challenge?.id)
  for (let step = 0; step <= (challenge?.hints.length ?? 0); step += 1) app.take(place)
  app.press('escape')
}

const kept = (app: TestApp) => challengeProgress(app.state().progress, 'nobody-knows')

describe('a challenge in the progress', () => {
  test('met in one run, it is met in the next lab, too', () => {
    const app = typed(challenge.solution)
    expect(kept(app).met).not.toBeNull()
    const later = testApp({ scenario: 'sandbox', progress: app.state().progress })
    const { screen } = later.state()
    expect(screen.type === 'lab' && isMet(later.state(), screen, challenge)).toBe(true)
  })

  test('solution seen is not met, not in the same run and not by the same deeds', () => {
    const app = testApp({ scenario: 'sandbox' })
    shown(app)
    play(app, challenge.solution)
    expect(kept(app)).toMatchObject({ met: null, hints: 3 })
    expect(kept(app).seen).not.toBeNull()
    const again = typed(challenge.solution, app.state().progress)
    expect(kept(again).met).toBeNull()
  })

  test('in another run and in another way, it is', () => {
    const app = testApp({ scenario: 'sandbox' })
    shown(app)
    const other = typed(
      [
        { at: 150, do: 'withdraw 30 from account at c3' },
        { at: 180, do: 'crash n4' },
        { at: 190, do: 'crash n5' },
      ],
      app.state().progress,
    )
    expect(kept(other).met).not.toBeNull()
    expect(kept(other).seen).not.toBeNull()
  })
})

test('the page of a sandbox names what was met in it, and its list says that one can’t be', () => {
  const { course } = shippedCourse()
  const lesson = course.lessons.find(({ pages }) => pages.at(-1)?.block?.kind === 'lab')
  const progress = withChallenge(emptyProgress, 'stale-read', { met: 1 })
  const there = withPage(progress, lesson?.id ?? '', (lesson?.pages.length ?? 0) - 1, 2)
  const app = testApp({ progress: there })
  app.press('enter')
  expect(picture(app)).toContain('✓ 1 of 4 challenges met: A stale read.')
  app.press('enter', 'g')
  expect(picture(app)).toContain('1 of 4 met, 1 can’t be')
})

test('what is asked in a paused sandbox says that it waits, and how it goes on', () => {
  const app = testApp({ scenario: 'sandbox' })
  const { screen } = app.state()
  if (screen.type === 'lab' && screen.playing) app.press('space')
  app.press('r')
  expect(picture(app)).toContain('The run is paused: Space lets it go on.')
})
