import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { Grid } from '../../src/terminal/grid.ts'
import type { Look } from '../../src/terminal/paint.ts'
import { compose } from '../../src/tui/compose.ts'
import { showScreens } from '../../src/tui/screens.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { testApp } from '../support/app.ts'
import { mounted } from '../support/mounted.ts'

const UNKNOWN: Look = { depth: 256, background: 'unknown', unicode: true }
const WHITE = '\x1b]11;rgb:ffff/ffff/ffff\x07'
const WHAT_IT_IS = '\x1b[?62;22c'

/** The map on a terminal that was asked for its background, or wasn't. */
function shown(asked: boolean) {
  const app = testApp()
  const stdin = Object.assign(new EventEmitter(), { pause: () => {} })
  const painted: Grid[] = []
  const screen = { paint: (grid: Grid) => painted.push(grid) }
  const screens = showScreens(app.store, { stdin, screen, escapeMs: 50, asked }, UNKNOWN)
  const map = (look: Look) => compose(appView(app.state()), app.state().size, look)
  return { app, screens, painted, map, says: (text: string) => stdin.emit('data', text) }
}

test('the first screen waits for no answer; one that comes changes the colours, and presses no key', () => {
  const { app, screens, painted, map, says } = shown(true)
  expect(painted).toEqual([map(UNKNOWN)])
  const before = app.state()
  expect(screens.owed()).toBe(true)
  for (const letter of WHITE) says(letter)
  expect(painted).toHaveLength(2)
  expect(painted[1]).toEqual(map({ ...UNKNOWN, background: 'light' }))
  says(WHAT_IT_IS)
  expect(screens.owed()).toBe(false)
  expect(app.state()).toBe(before)
  // Late, and twice.
  says(WHITE + WHAT_IT_IS)
  expect(app.state()).toBe(before)
  says('q')
  expect(app.state().leaving).toBe(true)
  screens.close()
})

test('a terminal that was not asked owes nothing, and what it says changes nothing', () => {
  const { screens, painted, says } = shown(false)
  expect(screens.owed()).toBe(false)
  says(WHITE)
  expect(painted).toHaveLength(1)
  screens.close()
})

test('Ink makes the same of the other colours', async () => {
  const app = testApp({ scenario: 'split-bank' })
  const { relook, rest, painted, frames, last, drawn } = mounted(app)
  await rest()
  const [before, drawings] = [painted.length, frames.length]
  relook({ depth: 'true', background: 'dark', unicode: true })
  expect(painted).toHaveLength(before + 1)
  expect(last()).toContain('38;2;')
  await rest()
  expect(frames).toHaveLength(drawings + 1)
  expect(drawn()).toBe(last())
})
