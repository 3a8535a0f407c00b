import { describe, expect, test } from 'vitest'
import { lineOf } from '../../src/app/app.ts'
import { mapLines } from '../../src/app/map-lines.ts'
import {
  emptyProgress,
  missedItems,
  type Progress,
  recallRecords,
  withRecall,
} from '../../src/progress/progress.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { memoryPage, say } from '../support/memory.ts'

function opened(): TestApp {
  const app = testApp()
  memoryPage(app)
  app.press('enter')
  return app
}

function screenOf(app: TestApp) {
  const { screen } = app.state()
  if (screen.type !== 'memory') throw new Error(`expected a recall, found ${screen.type}`)
  return screen
}

const ALL = [
  'reliable',
  'latency',
  'bandwidth',
  'secure',
  'topology doesnt change',
  'one admin',
  'transport cost',
  'homogeneous',
]

describe('the eight from memory', () => {
  test('all of them, in any order: done, nothing missing, and on with the lesson', () => {
    const app = opened()
    const { from } = screenOf(app)
    for (const answer of [...ALL].reverse()) say(app, answer)
    expect(screenOf(app)).toMatchObject({ ended: true })
    const [record] = recallRecords(app.state().progress, 'eight-fallacies')
    expect(record?.missed).toEqual([])
    expect(record?.found).toHaveLength(8)
    expect(missedItems(app.state().progress)).toEqual([])
    app.press('enter')
    expect(app.state().screen).toMatchObject({ type: 'page', page: from.page + 1 })
  })

  test('given up, what was missing is told and kept; said again, only the newest counts', () => {
    const app = opened()
    for (const answer of ALL.slice(0, 6)) say(app, answer)
    app.press('escape')
    expect(screenOf(app).ended).toBe(true)
    const missed = missedItems(app.state().progress).map(({ item }) => item)
    expect(missed).toEqual(['cost', 'homogeneous'])
    expect(app.effects.at(-1)).toMatchObject({ type: 'save-progress' })
    app.press('a')
    expect(screenOf(app)).toMatchObject({ ended: false, found: [] })
    for (const answer of ALL) say(app, answer)
    expect(missedItems(app.state().progress)).toEqual([])
    expect(recallRecords(app.state().progress, 'eight-fallacies')).toHaveLength(2)
  })

  test('keys that are commands elsewhere are letters here', () => {
    const app = opened()
    const before = app.state()
    app.press('q', '?', 'b', 'a', 'space', 'left', 'right', 'enter', 'm', 'e')
    expect(app.state()).toBe(before)
    expect(lineOf(app.state())).not.toBeNull()
  })

  test('a wrong answer, a repeated one and an empty one change nothing but what is said', () => {
    const app = opened()
    say(app, 'latency')
    for (const [answer, said] of [
      [
        'clocks agree',
        /I don’t recognise «clocks agree»\. One that is missing is about whether messages arrive/,
      ],
      ['zero latency', /You have that one: Latency is zero/],
      ['bandwidth is finite', /what is believed/],
    ] as const) {
      say(app, answer)
      expect(screenOf(app).line).toMatchObject({ text: '', bad: true, said: expect.stringMatching(said) })
      expect(screenOf(app).found).toEqual(['latency'])
    }
    const before = app.state()
    app.send({ type: 'given' })
    expect(app.state()).toBe(before)
  })

  test('once it is over, nothing can be typed any more', () => {
    const app = opened()
    app.press('escape')
    const before = app.state()
    say(app, 'latency')
    expect(app.state()).toBe(before)
    expect(lineOf(before)).toBeNull()
    app.press('escape')
    expect(app.state().screen.type).toBe('page')
  })
})

describe('what was missing', () => {
  const DAY_MS = 86_400_000
  const missing = withRecall(emptyProgress, 'eight-fallacies', {
    found: ['reliable'],
    missed: ['latency', 'bandwidth'],
    when: 1000,
  })
  const lines = (progress: Progress, opened: number) =>
    mapLines({ ...testApp({ progress }).state(), opened }).filter(({ text }) => text.includes('from memory'))

  test('comes back on the map a day later, and leads to the list', () => {
    expect(lines(missing, 1000 + DAY_MS / 2)).toEqual([])
    const [line] = lines(missing, 1001 + DAY_MS)
    expect(line).toMatchObject({ text: 'All 8 from memory', more: '2 were missing.' })
    const state = testApp({ progress: missing }).state()
    const event = { type: 'command', command: 'on', when: 1 } as const
    expect(line?.open(state, event).screen).toMatchObject({ type: 'memory', id: 'eight-fallacies' })
  })

  test('stays away once all were said', () => {
    const all = withRecall(missing, 'eight-fallacies', { found: ['reliable'], missed: [], when: 2000 })
    expect(lines(all, 2000 + 9 * DAY_MS)).toEqual([])
  })
})
