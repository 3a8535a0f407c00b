import { describe, expect, test } from 'vitest'
import { builtSo, runExperiment } from '../../src/experiment/experiment.ts'
import { emptyProgress, withExperiment } from '../../src/progress/progress.ts'
import { shippedExperiments } from '../experiment/shipped.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { golden } from '../support/golden.ts'
import { blockPage, memoryPage, say } from '../support/memory.ts'
import { picture } from '../support/picture.tsx'

/** The first six beliefs seen broken, the first five with their remedy as well. */
const SEEN = shippedExperiments().reduce((progress, experiment) => {
  const { fallacy, seed, prediction, id } = experiment
  if (fallacy === null || fallacy > 6 || prediction === null) return progress
  const dials = prediction.about
  const remedied = fallacy > 5 ? null : runExperiment(experiment, { dials, remedy: true }, seed).figures
  const figures = {
    built: runExperiment(experiment, builtSo(experiment), seed).figures,
    broken: runExperiment(experiment, { dials, remedy: false }, seed).figures,
    remedied,
  }
  return withExperiment(progress, id, { seed, prediction: null, held: null, figures, when: fallacy })
}, emptyProgress)

const SCENES: readonly [name: string, play: (app: TestApp) => void][] = [
  ['fallacies-map', app => blockPage(app, 'fallacies')],
  ['memory-page', memoryPage],
  [
    'memory-nearly',
    app => {
      memoryPage(app)
      app.press('enter')
      for (const answer of ['secure network', 'bandwidth is finite']) say(app, answer)
    },
  ],
  [
    'memory-typing',
    app => {
      memoryPage(app)
      app.press('enter')
      say(app, 'secure network')
      app.send({ type: 'edited', text: 'infinite band', cursor: 13 })
    },
  ],
  [
    'memory-given-up',
    app => {
      memoryPage(app)
      app.press('enter')
      for (const answer of ['secure', 'latency', 'one admin']) say(app, answer)
      app.press('escape')
    },
  ],
]

describe.each([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 120, rows: 40 },
])('at $columns x $rows', size => {
  test.each(SCENES.map(([name, play]) => ({ name, play })))('$name', ({ name, play }) => {
    const app = testApp({ size, progress: SEEN })
    play(app)
    const drawn = `${picture(app)}\n`
    const path = `tui/golden/${size.columns}x${size.rows}/${name}.txt`
    expect(drawn).toBe(golden(path, drawn))
  })
})
