import { describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../support/app.ts'
import { golden } from '../../support/golden.ts'
import { picture } from '../../support/picture.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 120, rows: 40 },
]

function frames(app: TestApp, count: number): void {
  for (let frame = 0; frame < count; frame += 1) app.send({ type: 'frame', elapsedMs: 50 })
}

/** Played as built, and the question open. */
function toQuestion(app: TestApp): void {
  app.press('enter')
  app.watch()
  app.press('enter')
}

function toBroken(app: TestApp): void {
  toQuestion(app)
  app.take(1)
  app.watch()
}

/** What a learner sees of an experiment, in the order in which it comes. */
const SCENES: readonly [name: string, play: (app: TestApp) => void, experiment: string][] = [
  ['experiment-story', () => {}, 'far-calls'],
  [
    'experiment-playing',
    app => {
      app.press('enter')
      frames(app, 20)
    },
    'far-calls',
  ],
  ['experiment-question', toQuestion, 'far-calls'],
  [
    'experiment-turned',
    app => {
      toQuestion(app)
      app.take(1)
      frames(app, 30)
    },
    'lossy-calls',
  ],
  ['experiment-outcome', toBroken, 'lossy-calls'],
  [
    'experiment-remedy',
    app => {
      toBroken(app)
      app.press('enter')
      app.watch()
    },
    'far-calls',
  ],
  [
    'experiment-free',
    app => {
      toBroken(app)
      app.press('enter', 'enter', 'enter', 'down', 'right')
    },
    'lossy-calls',
  ],
  [
    'experiment-calculator',
    app => app.press('right', 'right', 'right', 'right', 'down', 'down', 'down', 'down', 'right'),
    'chain',
  ],
]

describe.each(SIZES)('at $columns x $rows', size => {
  test.each(SCENES.map(([name, play, experiment]) => ({ name, play, experiment })))(
    '$name',
    ({ name, play, experiment }) => {
      const app = testApp({ size, experiment })
      play(app)
      const text = picture(app)
      expect(text.split('\n')).toHaveLength(size.rows - 1)
      expect(`${text}\n`).toBe(golden(`tui/golden/${size.columns}x${size.rows}/${name}.txt`, `${text}\n`))
    },
  )
})
