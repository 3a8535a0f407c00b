import { expect, onTestFinished, test } from 'vitest'
import { createScreenWriter } from '../../src/effects/screen-writer.ts'
import { parseFrame } from '../../src/terminal/frame.ts'
import type { Grid } from '../../src/terminal/grid.ts'
import { compose } from '../../src/tui/compose.ts'
import { mount } from '../../src/tui/mount.tsx'
import { createPainter } from '../../src/tui/painter.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { SIXTEEN } from '../support/looks.ts'
import { shownTerminal } from '../terminal/shown.ts'

const LOOK = SIXTEEN

/** What the view says that the screen is. */
function composed(app: TestApp): Grid {
  return compose(appView(app.state()), app.state().size, LOOK)
}

/** An app's painter with Ink on it, and each grid that was painted: by the painter itself, and by Ink. */
function mounted(app: TestApp) {
  const painted: Grid[] = []
  const painter = createPainter(app.store, { paint: grid => painted.push(grid) }, LOOK)
  const frames: Grid[] = []
  const write = (text: string) => {
    frames.push(parseFrame(text, app.state().size.columns, app.state().size.rows))
    return painter.output.write(text)
  }
  const ink = mount({ ...painter, output: Object.create(painter.output, { write: { value: write } }) }, LOOK)
  ink.untilExit.catch(() => {})
  const close = () => {
    painter.close()
    ink.unmount()
  }
  onTestFinished(close)
  const last = () => JSON.stringify(painted[painted.length - 1])
  const drawn = () => JSON.stringify(frames[frames.length - 1])
  return { ...painter, close, painted, frames, last, drawn, wanted: () => JSON.stringify(composed(app)) }
}

/** React tells Ink of some changes in a later turn. */
const settled = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)))

test('the first screen is there before Ink is', () => {
  const app = testApp()
  const painted: Grid[] = []
  const { close } = createPainter(app.store, { paint: grid => painted.push(grid) }, LOOK)
  expect(painted).toEqual([composed(app)])
  app.press('down')
  expect(painted.at(-1)).toEqual(composed(app))
  close()
})

test('a tick is painted once and at once, and Ink isn’t told; any other change Ink paints, cell for cell', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, painted, frames, last, drawn, wanted } = mounted(app)
  app.take(0)
  await settled()
  for (let frame = 0; frame < 20; frame += 1) {
    const [before, drawings] = [painted.length, frames.length]
    tick(50)
    await settled()
    expect([painted.length, frames.length]).toEqual([before + 1, drawings])
    expect(last()).toBe(wanted())
  }
  for (const key of ['space', 'right', '?', 'escape', 'space']) {
    const [before, drawings] = [painted.length, frames.length]
    app.press(key)
    await settled()
    expect(drawn(), `${key}, by Ink`).toBe(wanted())
    expect(last(), key).toBe(wanted())
    expect(painted.length - before, `${key}, by Ink alone`).toBe(frames.length - drawings)
    tick(50)
    expect(last(), `${key} and a tick`).toBe(wanted())
  }
})

test('a menu that a tick brings up is there at once, and Ink draws it with the next key', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, last, drawn, wanted } = mounted(app)
  app.take(0)
  await settled()
  for (let frame = 0; frame < 1000 && appView(app.state()).menu === null; frame += 1) tick(250)
  expect(appView(app.state()).menu).not.toBeNull()
  expect(last()).toBe(wanted())
  app.take(0)
  await settled()
  expect(drawn()).toBe(wanted())
  expect(last()).toBe(wanted())
})

test('another size is another grid, whenever it comes, and nothing is painted after the end', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, close, painted, last, wanted } = mounted(app)
  app.take(0)
  for (const [columns, rows] of [
    [60, 20],
    [200, 50],
    [20, 5],
    [1, 1],
    [120, 40],
    [80, 24],
  ] as const) {
    tick(30)
    app.send({ type: 'resized', size: { columns, rows } })
    await settled()
    expect(last()).toBe(wanted())
    tick(30)
    expect(last()).toBe(wanted())
  }
  const { length } = painted
  close()
  app.send({ type: 'frame', elapsedMs: 30 })
  await settled()
  expect(painted).toHaveLength(length)
})

test('a terminal that is written to as the lab plays shows each screen as composed', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const terminal = shownTerminal(80, 24)
  let bytes = ''
  const write = (text: string) => {
    bytes += text
    return true
  }
  const stdout = { write, on: () => {}, off: () => {} }
  const writer = createScreenWriter(stdout, { synchronized: true })
  const painter = createPainter(app.store, writer, LOOK)
  app.take(0)
  await settled()
  await terminal.write(bytes)
  for (let frame = 0; frame < 40; frame += 1) {
    bytes = ''
    painter.tick(66)
    expect(bytes).not.toContain('J')
    await terminal.write(bytes)
    const { glyphs, styles } = composed(app)
    expect(JSON.stringify(terminal.shown())).toBe(JSON.stringify({ glyphs, styles }))
  }
  painter.close()
  terminal.dispose()
})
