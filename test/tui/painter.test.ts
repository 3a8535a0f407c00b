import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { createScreenWriter } from '../../src/effects/screen-writer.ts'
import type { Grid } from '../../src/terminal/grid.ts'
import { compose } from '../../src/tui/compose.ts'
import { mount } from '../../src/tui/mount.tsx'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { SIXTEEN } from '../support/looks.ts'
import { shownTerminal } from '../terminal/shown.ts'

const LOOK = SIXTEEN

/** A keyboard on which nobody types. */
function keyboard(): NodeJS.ReadStream {
  const none = () => keys
  const keys: object = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: none,
    ref: none,
    unref: none,
  })
  return keys as NodeJS.ReadStream
}

/** What the view says that the screen is. */
function composed(app: TestApp): Grid {
  return compose(appView(app.state()), app.state().size, LOOK)
}

/** The screens of an app, and each grid that was painted. */
function mounted(app: TestApp) {
  const painted: Grid[] = []
  const screens = mount(
    app.store,
    { stdin: keyboard(), screen: { paint: grid => painted.push(grid) }, escapeMs: 50 },
    LOOK,
  )
  screens.untilExit.catch(() => {})
  onTestFinished(screens.unmount)
  const last = () => JSON.stringify(painted[painted.length - 1])
  return { ...screens, painted, last, wanted: () => JSON.stringify(composed(app)) }
}

/** React tells Ink of some changes in a later turn. */
const settled = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)))

test('a tick is painted at once, from the view; after any other change Ink paints the same', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, painted, last, wanted } = mounted(app)
  app.take(0)
  await settled()
  for (let frame = 0; frame < 20; frame += 1) {
    const before = painted.length
    tick(50)
    expect(painted).toHaveLength(before + 1)
    expect(last()).toBe(wanted())
  }
  for (const key of ['space', 'right', '?', 'escape', 'space']) {
    app.press(key)
    await settled()
    expect(last(), key).toBe(wanted())
    tick(50)
    await settled()
    expect(last(), `${key} and a tick`).toBe(wanted())
  }
})

test('when a tick brings up a menu, Ink draws it', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, last, wanted } = mounted(app)
  app.take(0)
  await settled()
  for (let frame = 0; frame < 1000 && appView(app.state()).menu === null; frame += 1) tick(250)
  await settled()
  expect(appView(app.state()).menu).not.toBeNull()
  expect(last()).toBe(wanted())
  app.take(0)
  await settled()
  expect(last()).toBe(wanted())
})

test('another size is another grid, whenever it comes, and nothing is painted after the end', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { tick, unmount, painted, last, wanted } = mounted(app)
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
  unmount()
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
  const screens = mount(app.store, { stdin: keyboard(), screen: writer, escapeMs: 50 }, LOOK)
  screens.untilExit.catch(() => {})
  app.take(0)
  await settled()
  await terminal.write(bytes)
  for (let frame = 0; frame < 40; frame += 1) {
    bytes = ''
    screens.tick(66)
    expect(bytes).not.toContain('J')
    await terminal.write(bytes)
    const { glyphs, styles } = composed(app)
    expect(JSON.stringify(terminal.shown())).toBe(JSON.stringify({ glyphs, styles }))
  }
  screens.unmount()
  terminal.dispose()
})
