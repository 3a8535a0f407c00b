import { expect, test } from 'vitest'
import { createScreenWriter } from '../../src/effects/screen-writer.ts'
import type { Grid } from '../../src/terminal/grid.ts'
import { createPainter } from '../../src/tui/painter.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { testApp } from '../support/app.ts'
import { SIXTEEN } from '../support/looks.ts'
import { composed, mounted, settled } from '../support/mounted.ts'
import { flat } from '../terminal/flat.ts'
import { shownTerminal } from '../terminal/shown.ts'

const LOOK = SIXTEEN

test('the first screen is there before Ink is', () => {
  const app = testApp()
  const painted: Grid[] = []
  const { close } = createPainter(app.store, { paint: grid => painted.push(grid) }, LOOK)
  expect(painted).toEqual([composed(app)])
  app.press('down')
  expect(painted.at(-1)).toEqual(composed(app))
  close()
})

test('whatever happens is painted once and at once; Ink makes the same of it when the keys are at rest', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, rest, painted, frames, last, drawn, wanted } = mounted(app)
  app.take(0)
  await rest()
  for (let frame = 0; frame < 20; frame += 1) {
    const [before, drawings] = [painted.length, frames.length]
    tick(50)
    await rest()
    expect([painted.length, frames.length]).toEqual([before + 1, drawings])
    expect(last()).toBe(wanted())
  }
  for (const key of ['space', 'right', '?', 'escape', 'space']) {
    const [before, drawings] = [painted.length, frames.length]
    app.press(key)
    await settled()
    expect([painted.length, frames.length], key).toEqual([before + 1, drawings])
    expect(last(), key).toBe(wanted())
    await rest()
    expect([painted.length, frames.length], `${key}, at rest`).toEqual([before + 2, drawings + 1])
    expect(drawn(), `${key}, by Ink`).toBe(wanted())
    expect(last(), `${key}, by Ink`).toBe(wanted())
  }
})

test('keys no further apart than a typing hand’s cost no frame of Ink’s until they rest, whatever ticks come between', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, time, rest, frames, last, drawn, wanted } = mounted(app)
  app.take(0)
  await rest()
  const drawings = frames.length
  for (let press = 0; press < 10; press += 1) {
    app.press(press % 2 === 0 ? '-' : '+')
    expect(last()).toBe(wanted())
    time.pass(press < 5 ? 33 : 140)
    tick(66)
    await settled()
  }
  expect(frames).toHaveLength(drawings)
  await rest()
  expect(frames).toHaveLength(drawings + 1)
  expect(drawn()).toBe(wanted())
})

test('a menu that a tick brings up is there at once, and Ink draws it too', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, rest, last, drawn, wanted } = mounted(app)
  app.take(0)
  await rest()
  for (let frame = 0; frame < 1000 && appView(app.state()).menu === null; frame += 1) tick(250)
  expect(appView(app.state()).menu).not.toBeNull()
  expect(last()).toBe(wanted())
  await rest()
  expect(drawn()).toBe(wanted())
  app.take(0)
  await rest()
  expect(drawn()).toBe(wanted())
  expect(last()).toBe(wanted())
})

test('another size is another grid, whenever it comes, and nothing is painted after the end', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, close, rest, painted, last, wanted } = mounted(app)
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
    expect(last()).toBe(wanted())
    await rest()
    expect(last()).toBe(wanted())
    tick(30)
    expect(last()).toBe(wanted())
  }
  const { length } = painted
  close()
  app.send({ type: 'frame', elapsedMs: 30 })
  await rest()
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
  await terminal.write(bytes)
  for (let frame = 0; frame < 40; frame += 1) {
    bytes = ''
    painter.tick(66)
    expect(bytes).not.toContain('J')
    await terminal.write(bytes)
    expect(JSON.stringify(terminal.shown())).toBe(JSON.stringify(flat(composed(app))))
  }
  painter.close()
  terminal.dispose()
})
