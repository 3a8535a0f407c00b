import { expect, test } from 'vitest'
import { comparedFutures, type Future, type LabScreen, labMenu } from '../../src/app/app.ts'
import type { AppEvent } from '../../src/app/state.ts'
import { update } from '../../src/app/update.ts'
import { assess } from '../../src/lab/lab.ts'
import { sweepRun } from '../../src/lab/sweep.ts'
import { present } from '../../src/model/assert.ts'
import { plain } from '../../src/terminal/text.ts'
import { meaningOf } from '../../src/tui/key-meaning.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { chooser, shippedScenario } from '../lab/scenarios.ts'
import { type TestApp, testApp } from '../support/app.ts'

/** The app at the verdict on the last of these ways through a scenario. */
function behind(id: string, ...ways: readonly (readonly string[])[]): TestApp & { readonly lab: LabScreen } {
  const scenario = shippedScenario(id)
  const futures = ways.map((way): Future => {
    const run = sweepRun(scenario, scenario.seed, chooser(way))
    return { run, assessment: assess(run) }
  })
  const app = testApp({ scenario: id })
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`on ${screen.type}`)
  const { run } = present(futures.at(-1), 'a future')
  return { ...app, lab: { ...screen, phase: 'verdict', run, futures, focus: true } }
}

function options(lab: LabScreen): readonly string[] {
  return (labMenu(lab)?.options ?? []).map(({ text }) => text)
}

function text(app: TestApp, screen: LabScreen): string {
  return appView({ ...app.state(), screen })
    .above.map(plain)
    .join('\n')
}

test('a rule from the start is another run, a choice on the way another future of the same moment', () => {
  const { lab } = behind('split-cart', ['newest', 'availability', 'leave'])
  expect(options(lab).slice(0, 2)).toEqual([
    'From the start, another rule: Everything that is in either cart',
    'The same moment, another choice: Consistency',
  ])
})

test('of more than two futures the two that are compared are named, in the words of their options', () => {
  const two = behind('split-names', ['consistency'], ['by-operation'])
  expect(options(two.lab)).toContain('Both futures side by side')
  const three = behind('split-names', ['availability'], ['by-operation'], ['consistency'])
  expect(comparedFutures(three.lab).map(({ name }) => name)).toEqual([
    'Consistency',
    'Lookups from the copy it has, changes with a majority',
  ])
  expect(options(three.lab)).toContain(
    'Side by side: «Consistency» and «Lookups from the copy it has, changes with a majority»',
  )
  const compared = text(three, { ...three.lab, phase: 'compare' })
  expect(compared).toContain('two of 3 futures')
  expect(compared).toMatch(/Consistency +Lookups from…/)
})

test('no screen behind a run calls a choice by its id', () => {
  const app = behind('split-cash', ['movements', 'by-operation', 'leave'])
  const verdict = text(app, app.lab)
  expect(verdict).toContain('chosen: Every payment that was made · The balance from the copy it has,')
  expect(verdict).not.toMatch(/movements|by-operation|leave/)
})

test('above the menu of a verdict the keys for pages scroll at once, and are named where it goes on', () => {
  const app = behind('split-cash', ['movements', 'by-operation', 'leave'])
  const open = { ...app.state(), screen: app.lab }
  expect(text(app, app.lab)).toMatch(/↓ \d+ more lines · PgDn/)
  const pressed = (screen: LabScreen, key: string) => {
    const there = { ...open, screen }
    const event = meaningOf(there, { type: 'key', key, ctrl: false, alt: false, shift: false })
    return update(there, { ...event, when: 1 } as AppEvent)[0].screen as LabScreen
  }
  const down = pressed(app.lab, 'page-down')
  expect(down).toMatchObject({ focus: true, scroll: 4 })
  expect(text(app, down)).not.toBe(text(app, app.lab))
  expect(pressed(down, 'page-up')).toMatchObject({ scroll: 0 })
  // However often the end is passed by, one press leads back from it.
  const end = Array.from({ length: 9 }).reduce((screen: LabScreen) => pressed(screen, 'page-down'), app.lab)
  expect(text(app, end)).toContain('the beginning is above')
  expect(pressed(end, 'page-up').scroll).toBe(end.scroll - 4)
  // In a terminal that has grown, what was scrolled away before is in sight again.
  expect(pressed({ ...end, scroll: 99 }, 'page-up').scroll).toBe(end.scroll - 4)
})
