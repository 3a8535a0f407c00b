import { expect, test } from 'vitest'
import type { LabScreen } from '../../src/app/app.ts'
import { historyOf } from '../../src/lab/lab.ts'
import { plain } from '../../src/terminal/text.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { meaning } from '../../src/tui/views/situation.ts'
import { type TestApp, testApp } from '../support/app.ts'

function lab(app: TestApp): LabScreen {
  const { screen } = app.state()
  if (screen.type !== 'lab') throw new Error(`expected a lab, found ${screen.type}`)
  return screen
}

const CHOSEN = 'n4 goes on asking for a majority until its deadline.'

/** At the choice of split-bank, which asks what n4 shall do. */
function atTheChoice(): TestApp {
  const app = testApp({ scenario: 'split-bank' })
  app.take(0)
  app.watch()
  return app
}

test('what was chosen is said until whoever waited for it has been told, and not to those who ask later', () => {
  const app = atTheChoice()
  app.take(0)
  app.take(0)
  expect(meaning(lab(app).run)).toBe(CHOSEN)
  const later = new Set<string>()
  for (; lab(app).run.moment.standsAt === null; app.send({ type: 'frame', elapsedMs: 50 })) {
    const { run } = lab(app)
    if (historyOf(run.moment).some(({ type }) => type === 'fail')) later.add(meaning(run))
  }
  expect([...later]).toEqual([expect.stringMatching(/^Broken now: /)])
})

test('Esc takes the cursor from the options, and leaves their words where they stood', () => {
  const app = atTheChoice()
  const { menu } = appView(app.state())
  const before = (menu?.options ?? []).map(([line = []]) => `    ${plain(line)}`)
  app.press('escape')
  const after = appView(app.state()).above.map(plain)
  expect(before).toHaveLength(2)
  expect(after).toEqual(expect.arrayContaining(before))
})
