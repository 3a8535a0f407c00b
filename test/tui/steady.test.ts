import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createScreenWriter } from '../../src/effects/screen-writer.ts'
import { createPainter } from '../../src/tui/painter.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { SIXTEEN } from '../support/looks.ts'
import { inMB, SOAK, tellSoak } from '../support/soak.ts'

const FRAMES_PER_SECOND = 15
/** Two hours in the soak; else three minutes. */
const FRAMES = (SOAK ? 7200 : 180) * FRAMES_PER_SECOND
/** A learner who asks for something once in so many frames, for as long as there is anything to look at. */
const ASKS_EVERY = 150
/** What both may differ in, in bytes: what the compiler keeps of code that runs often is most of it. */
const NOISE = 3 * 2 ** 20

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

function heap(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

/** The sandbox at its slowest speed, where two hours are six minutes of its own time. */
function sandbox(): TestApp {
  const app = testApp({ scenario: 'sandbox' })
  for (let step = 0; step < 6; step += 1) app.press('-')
  return app
}

/** Animates it, and gives by how many bytes the heap has grown since the first tenth of it. */
function growth(app: TestApp, tick: (elapsedMs: number) => void): number {
  let before = 0
  for (let frame = 0; frame < FRAMES; frame += 1) {
    if (frame === FRAMES / 10) before = heap()
    tick(1000 / FRAMES_PER_SECOND)
    if (frame % ASKS_EVERY === 0) app.press(frame % (2 * ASKS_EVERY) === 0 ? 'w' : 'r')
  }
  const { screen } = app.state()
  expect(screen).toMatchObject({ type: 'lab', phase: 'live', playing: true })
  return heap() - before
}

test('hours of animation leave nothing behind but the run’s own past', () => {
  const unseen = sandbox()
  const past = growth(unseen, elapsedMs => unseen.send({ type: 'frame', elapsedMs }))

  const seen = sandbox()
  let bytes = 0
  const output = {
    write: (text: string) => {
      bytes += text.length
      return true
    },
    on: () => {},
    off: () => {},
  }
  const writer = createScreenWriter(output, { synchronized: true })
  const painter = createPainter(seen.store, writer, SIXTEEN)
  const all = growth(seen, painter.tick)
  painter.close()
  writer.close()
  tellSoak(
    `${FRAMES / FRAMES_PER_SECOND / 60} minutes of animation, ${bytes} bytes written: the heap grew by ${inMB(all)} with the screens, by ${inMB(past)} of the run’s own past without`,
  )
  expect(bytes).toBeGreaterThan(FRAMES)
  expect(all - past, `${past} bytes of a run's past, ${all} with its screens`).toBeLessThan(NOISE)
}, 1_800_000)
