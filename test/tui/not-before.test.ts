import { expect, test } from 'vitest'
import type { AppState } from '../../src/app/app.ts'
import { policyIsOpen } from '../../src/lab/lab.ts'
import { plain } from '../../src/terminal/text.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'

const { scenarios } = shippedCourse()

/** The title and the stage, and what stands below the menu. */
function shown(state: AppState): string {
  const { above, below } = appView(state)
  return [...above.slice(0, 20), ...below].map(plain).join('\n')
}

function focused(app: TestApp): boolean {
  const { screen } = app.state()
  return screen.type === 'lab' && screen.focus
}

/** Goes on until the policy is asked for, by the first option wherever something else is. */
function toThePolicy(app: TestApp): void {
  for (let turn = 0; turn < 12; turn += 1) {
    const { screen } = app.state()
    if (screen.type !== 'lab') return
    const stop = screen.run.scenario.stops.find(({ id }) => id === screen.run.moment.standsAt)
    if (stop?.choice?.options.some(({ policy }) => policy)) return
    if (screen.focus) app.take(0)
    else app.press('space')
    app.watch()
  }
}

const asking = scenarios.filter(({ stops }) => stops.some(({ choice }) => choice !== null))

test.each(asking)('$id names no policy before it is chosen, and names it then', ({ id }) => {
  const app = testApp({ scenario: id, size: { columns: 120, rows: 40 } })
  toThePolicy(app)
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`on ${screen.type}`)
  expect(policyIsOpen(screen.run)).toBe(true)
  expect(shown(app.state())).not.toMatch(/consisten|consist\.|availab|avail\./)
  app.take(0)
  if (focused(app)) app.take(0)
  expect(shown(app.state())).toMatch(/· consistency.*\n/)
  expect(shown(app.state())).toMatch(/│ +(consistency|consist\.) +│/)
})
