import { describe, expect, test } from 'vitest'
import {
  atEnd,
  type ExperimentScreen,
  firstState,
  isTold,
  keyLine,
  noticeOf,
  paceOf,
  predictionMenu,
} from '../../src/app/app.ts'
import { update } from '../../src/app/update.ts'
import { readExperiment, runExperiment } from '../../src/experiment/experiment.ts'
import { experimentRecords } from '../../src/progress/progress.ts'
import { plain } from '../../src/terminal/text.ts'
import { saysNow } from '../../src/tui/experiment/says.ts'
import { shippedExperiment } from '../experiment/shipped.ts'
import { type TestApp, testApp } from '../support/app.ts'

const FAR = shippedExperiment('far-calls')

function screenOf(app: TestApp): ExperimentScreen {
  const { screen } = app.state()
  if (screen.type !== 'experiment') throw new Error(`expected an experiment, found ${screen.type}`)
  return screen
}

function opened(experiment = 'far-calls'): TestApp {
  return testApp({ experiment })
}

/** Played as built, and the question open. */
function asked(experiment?: string): TestApp {
  const app = opened(experiment)
  app.press('enter', 'enter', 'enter')
  expect(screenOf(app).phase).toBe('predict')
  return app
}

describe('an experiment', () => {
  test('stands at its beginning until it is started, and plays to its end by itself', () => {
    const app = opened()
    app.send({ type: 'frame', elapsedMs: 1000 })
    expect(screenOf(app).at).toBe(0)
    app.press('enter')
    app.watch()
    expect(atEnd(screenOf(app))).toBe(true)
    expect(screenOf(app).seen.built).toEqual({ 'page-time': 20, 'round-trips': 40 })
    expect(screenOf(app).playing).toBe(false)
  })

  test('the dial is not turned before a prediction is made, or skipped', () => {
    const app = asked()
    app.press('enter', 'space', '.', 'm', 'right', 'e')
    app.send({ type: 'frame', elapsedMs: 5000 })
    expect(screenOf(app)).toMatchObject({ phase: 'predict', turned: { dials: [0], remedy: false } })
    app.press('escape')
    expect(screenOf(app).phase).toBe('built')
    app.press('enter')
    app.take(3)
    expect(screenOf(app)).toMatchObject({ phase: 'broken', prediction: 'skipped', playing: true })
  })

  test.each([
    [0, 'once', false],
    [2, 'six', true],
    [3, 'skipped', null],
  ])('prediction %i is held against the run, and kept', (place, prediction, held) => {
    const app = asked()
    app.take(place)
    app.watch()
    expect(screenOf(app).held).toEqual(['six'])
    app.press('enter')
    app.watch()
    const records = experimentRecords(app.state().progress, 'far-calls')
    const figures = [[0], [2]].map(dials => runExperiment(FAR, { dials, remedy: false }, 1).figures)
    const remedied = runExperiment(FAR, { dials: [2], remedy: true }, 1).figures
    expect(records.map(({ when, ...record }) => record)).toEqual([
      { seed: 1, prediction, held, figures: { built: figures[0], broken: figures[1], remedied: null } },
      { seed: 1, prediction, held, figures: { built: figures[0], broken: figures[1], remedied } },
    ])
    expect(app.effects.map(({ type }) => type)).toEqual(['save-progress', 'save-progress'])
  })

  test('what has been seen is shown at once when one comes back to it, and kept once', () => {
    const app = asked()
    app.take(0)
    app.press('enter', 'b')
    expect(screenOf(app)).toMatchObject({ phase: 'built', playing: false })
    app.press('enter')
    expect(screenOf(app)).toMatchObject({ phase: 'broken', playing: false, prediction: 'once' })
    app.press('space')
    app.watch()
    expect(experimentRecords(app.state().progress, 'far-calls')).toHaveLength(1)
  })

  test('steps go from one line of the tape to the next, and back', () => {
    const app = opened()
    const times: number[] = []
    for (let step = 0; step < 4; step += 1) {
      app.press('.')
      times.push(screenOf(app).at)
    }
    expect(times).toEqual([250, 500, 750, 1000])
    app.press(',')
    expect(screenOf(app).at).toBe(750)
  })

  test('whoever ran to the end goes back and on by the turns of the story, and reads on what it meant', () => {
    const app = asked('somebody-elses-rule')
    app.take(0)
    app.press('enter')
    const { lastsUs, tape } = screenOf(app).outcome
    const newest = () =>
      tape.entries
        .filter(({ at }) => at === screenOf(app).at)
        .map(entry => entry.type === 'note' && entry.says)
    const passed = (key: 'p' | 'n', end: number) => {
      const all: unknown[] = []
      for (; screenOf(app).at !== end; app.press(key)) all.push(...newest())
      return all.join(' | ')
    }
    expect(passed('p', 0)).toMatch(
      /late: .*the rule is lifted.*version 1 is back.*it was our version 2.*a new rule/,
    )
    expect(isTold(screenOf(app))).toBe(true)
    expect(passed('n', lastsUs)).toMatch(
      /a new rule.*page 32 failed.*a user complains.*the rule is lifted.*late: /,
    )
    app.press('p', 'enter')
    expect(screenOf(app).phase).toBe('remedied')
  })

  test('who turns a dial that the remedy decides sees it at work, and reads what it means', () => {
    const app = asked('the-box-between')
    app.take(0)
    app.press('enter', 'enter', 'enter', 'enter')
    expect(screenOf(app)).toMatchObject({ phase: 'free', turned: { dials: [2, 0], remedy: true } })
    app.press('left')
    expect(screenOf(app).turned).toEqual({ dials: [1, 0], remedy: true })
    app.press('right', 'down', 'right')
    expect(screenOf(app).turned).toEqual({ dials: [2, 1], remedy: false })
    expect(screenOf(app).outcome.figures).toMatchObject({ read: 0, stolen: 8 })
    expect(saysNow(screenOf(app), 200).map(plain)).toContainEqual(
      expect.stringContaining('the thief is paid'),
    )
    app.press('m', 'right')
    expect(screenOf(app).turned).toEqual({ dials: [2, 1], remedy: true })
  })

  test('a seed that changes no figure says so', () => {
    const same = asked('two-zones')
    same.take(0)
    same.press('enter', 'enter', 'enter', 'enter', 'e')
    expect(noticeOf(same.state())).toMatch(/^The same figures with seed 2/)
    same.press('escape')
    expect(noticeOf(same.state())).toBeNull()
    const other = asked('lossy-calls')
    other.take(0)
    other.press('enter', 'enter', 'enter', 'enter', 'e')
    expect(noticeOf(other.state())).toBeNull()
  })

  test('a dial that changes no figure says so, until another turn does; the arrows offered are those that work', () => {
    const app = opened('chain')
    const turns = () => keyLine(app.state()).find(({ says }) => says === 'turn')?.keys
    const cursorTo = (row: number) => {
      while (screenOf(app).row !== row) app.press('down')
    }
    expect(turns()).toBe('→')
    // A spare copy leaves next to no call that fails, and so nothing to try again.
    cursorTo(3)
    app.press('right')
    expect([turns(), noticeOf(app.state())]).toEqual(['←→', null])
    cursorTo(4)
    app.press('right', 'right')
    expect(turns()).toBe('←')
    expect(noticeOf(app.state())).toMatch(/^The same figures/)
    // At its end it isn't turned, which is no news about the figures.
    cursorTo(3)
    app.press('left')
    expect(noticeOf(app.state())).toBeNull()
    app.press('left')
    expect([turns(), noticeOf(app.state())]).toEqual(['→', null])
  })

  test('a dial that takes the remedy back says so', () => {
    const app = opened('retry-storm')
    while (screenOf(app).phase !== 'free') {
      if (screenOf(app).phase === 'predict') app.take(0)
      else app.press('enter')
    }
    expect(screenOf(app).turned.remedy).toBe(true)
    app.press('right')
    expect(screenOf(app).turned.remedy).toBe(false)
    expect(noticeOf(app.state())).toMatch(/^The remedy is off/)
  })

  test('the dials are turned as far as they go, with and without the remedy, and run at once', () => {
    const app = asked()
    app.take(0)
    app.press('enter', 'enter', 'enter', 'enter')
    expect(screenOf(app)).toMatchObject({ phase: 'free', turned: { dials: [2], remedy: true } })
    app.press('right', 'm')
    expect(screenOf(app).outcome.figures['page-time']).toBe(6000)
    app.press('left', 'left', 'left')
    expect(screenOf(app).turned.dials).toEqual([0])
    expect(screenOf(app).outcome.figures['page-time']).toBe(20)
    app.press('down', 'right')
    expect(screenOf(app).turned.remedy).toBe(true)
    expect(screenOf(app).outcome.figures['page-time']).toBe(0.5)
  })

  test('another seed is another run of everything that was seen', () => {
    const app = asked('lossy-calls')
    app.take(0)
    app.press('enter', 'enter', 'enter', 'enter')
    const { seen } = screenOf(app)
    app.press('e')
    expect(screenOf(app).seed).toBe(2)
    expect(screenOf(app).seen.broken).not.toEqual(seen.broken)
    expect(Object.keys(screenOf(app).seen)).toEqual(['built', 'broken', 'remedied'])
  })

  test('the question has a way to skip it, which is no option', () => {
    expect(predictionMenu(screenOf(asked())).options.map(({ id }) => id)).toEqual([
      'once',
      'half',
      'six',
      'skipped',
    ])
  })
})

describe('how fast it is played', () => {
  const pace = (lastsUs: number, entries = 0) => {
    const entry = { type: 'note', at: 0, lane: 'a', says: '', tone: 'plain' } as const
    const tape = { lanes: [], entries: Array.from({ length: entries }, () => entry) }
    return paceOf({ figures: {}, series: [], tape, lastsUs }, 'broken')
  }

  test.each([
    ['as it was', 6_000_000, 0, 1],
    ['slower, where it would be over at once', 25_000, 0, 0.01],
    ['slower, where there is more to read', 3_000_000, 120, 0.5],
    ['faster, where nobody would wait', 100_000_000, 0, 10],
    ['faster, however much there is to read', 20_000_000, 4000, 2],
  ])('%s', (_, lastsUs, entries, wanted) => {
    expect(pace(lastsUs, entries)).toBeCloseTo(wanted, 9)
  })
})

test('a page opens its experiment, and goes on behind it', () => {
  const app = testApp()
  const [lesson] = app.state().course.lessons
  if (!lesson) throw new Error('a course has lessons')
  const block = { kind: 'experiment', experiment: 'far-calls', goal: [], line: 1 } as const
  const pages = lesson.pages.map((page, index) => (index === 1 ? { ...page, block } : page))
  const course = { ...app.state().course, lessons: [{ ...lesson, pages }] }
  const page = {
    type: 'page',
    lesson: lesson.id,
    page: 1,
    question: { kind: 'unanswered' },
    focus: false,
    scroll: 0,
  } as const
  const go = (state: ReturnType<typeof app.state>, command: 'lab' | 'out' | 'on') =>
    update(state, { type: 'command', command, when: 5 })[0]
  const inside = go({ ...app.state(), course, screen: page }, 'lab')
  expect(inside.screen).toMatchObject({ type: 'experiment', from: { lesson: lesson.id, page: 1 } })
  expect(go(inside, 'out').screen).toMatchObject({ type: 'page', page: 1 })
  const free = { ...inside, screen: { ...inside.screen, phase: 'free' } as ExperimentScreen }
  expect(go(free, 'on').screen).toMatchObject({ type: 'page', page: 2 })
})

test('an experiment that predicts nothing has its dials open at once, and is kept when one is turned', () => {
  const read = readExperiment(
    `
id: how-far
title: How far
program: page-calls
story: Turn the dials.
dials:
  - { setting: calls, text: calls, values: [{ text: '1', value: 1 }, { text: '40', value: 40 }] }
  - { setting: round-trip, text: apart, values: [{ text: near, value: 1 }, { text: far, value: 100 }] }
figures: [page-time]
says: { built: As you like it. }
expect: [{ dials: [1, 1], holds: { page-time: 4000 } }]
`,
    'how-far.yaml',
  )
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  const { state } = testApp()
  const blank = state()
  const first = firstState({ ...blank, experiment: read.value, when: 1 })
  expect(first.screen).toMatchObject({ phase: 'free', playing: false })
  const [turned, effects] = update(first, { type: 'command', command: 'turn-up', when: 2 })
  expect(turned.screen).toMatchObject({ outcome: { figures: { 'page-time': 40 } } })
  expect(experimentRecords(turned.progress, 'how-far')).toHaveLength(1)
  expect(effects).toHaveLength(1)
  expect(update(turned, { type: 'command', command: 'turn-down', when: 3 })[1]).toEqual([])
})
