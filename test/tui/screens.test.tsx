import { describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'
import { golden } from '../support/golden.ts'
import { picture } from '../support/picture.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 120, rows: 40 },
]

/** Plays split-bank to the verdict of a first future: its choice is the place among the options. */
function toVerdict(app: TestApp, choice: number): void {
  app.watch()
  app.take(choice)
  app.watch()
  app.take(0)
  app.watch()
}

/** The screens that a learner sees, in the order in which they come. */
const SCENES: readonly [name: string, play: (app: TestApp) => void, scenario?: 'split-bank' | 'sandbox'][] = [
  ['map', () => {}],
  ['page', app => app.press('enter', 'escape', 'right')],
  ['question', app => app.press('enter')],
  [
    'answer',
    app => {
      app.press('enter')
      app.take(0)
    },
  ],
  ['help', app => app.press('enter', 'escape', 'right', '?')],
  ['lab-prediction', () => {}, 'split-bank'],
  [
    'lab-running',
    app => {
      app.take(0)
      for (let frame = 0; frame < 80; frame += 1) app.send({ type: 'frame', elapsedMs: 50 })
    },
    'split-bank',
  ],
  [
    'lab-choice',
    app => {
      app.take(0)
      app.watch()
    },
    'split-bank',
  ],
  [
    'lab-verdict',
    app => {
      app.take(0)
      toVerdict(app, 1)
    },
    'split-bank',
  ],
  [
    'lab-both-futures',
    app => {
      app.take(0)
      toVerdict(app, 1)
      app.take(0)
      app.watch()
      app.take(0)
      app.watch()
      app.take(0)
    },
    'split-bank',
  ],
  [
    'lab-side-by-side',
    app => {
      app.take(0)
      toVerdict(app, 1)
      app.take(0)
      app.watch()
      app.press('escape', 's')
    },
    'split-bank',
  ],
  [
    'lab-diagram',
    app => {
      app.take(0)
      toVerdict(app, 1)
      app.press('escape', 't', '+')
    },
    'split-bank',
  ],
  [
    'lab-diagram-help',
    app => {
      app.take(0)
      app.watch()
      app.take(1)
      app.take(0)
      app.press('escape', 't', '?', 'space')
    },
    'split-bank',
  ],
  ['lab-help', app => app.press('?', 'space'), 'sandbox'],
  [
    'lab-branches',
    app => {
      app.take(0)
      toVerdict(app, 1)
      app.take(0)
      app.watch()
      app.press('escape', 'v')
    },
    'split-bank',
  ],
  ['lab-faults', app => app.press('space', 'f'), 'sandbox'],
  [
    'lab-faults-cut',
    app => {
      app.press('space', 'f')
      app.take(0)
      app.take(0)
    },
    'sandbox',
  ],
]

describe.each(SIZES)('at $columns x $rows', size => {
  test.each(SCENES.map(([name, play, scenario]) => ({ name, play, scenario })))(
    '$name',
    ({ name, play, scenario }) => {
      const app = testApp({ size, ...(scenario ? { scenario } : {}) })
      play(app)
      const text = picture(app)
      expect(text.split('\n')).toHaveLength(size.rows - 1)
      expect(`${text}\n`).toBe(golden(`tui/golden/${size.columns}x${size.rows}/${name}.txt`, `${text}\n`))
    },
  )
})

test('below 60x20 there is a sentence, and in 20x5 the way out is in sight', () => {
  const text = picture(testApp({ size: { columns: 20, rows: 5 } }))
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(4)
  expect(text.replace(/\s+/g, ' ')).toMatch(/60x20 .*20x5.*Ctrl-C quits/)
})
