import { describe, expect, test } from 'vitest'
import { lineColumns, plain } from '../../../src/terminal/text.ts'
import { appView } from '../../../src/tui/views/app-view.ts'
import { shippedExperiments } from '../../experiment/shipped.ts'
import { type TestApp, testApp } from '../../support/app.ts'

/** What is wrong with the screen: rows too many or too few, or a line wider than the terminal. */
function faults(app: TestApp): readonly string[] {
  const { size } = app.state()
  const { above, menu, below } = appView(app.state())
  const lines = [...above, ...(menu?.options.flat() ?? []), ...below]
  const wide = lines.filter(line => lineColumns(line) > size.columns).map(line => `too wide: ${plain(line)}`)
  return lines.length === size.rows - 1 ? wide : [...wide, `${lines.length} rows`]
}

describe.each([
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('at $columns x $rows every experiment fits all the way', size => {
  test.each(shippedExperiments().map(({ id }) => id))('%s', experiment => {
    const app = testApp({ size, experiment })
    expect(faults(app)).toEqual([])
    // Through the question and the runs, at their beginnings and their ends.
    for (let step = 0; step < 12; step += 1) {
      const { screen } = app.state()
      if (screen.type !== 'experiment' || screen.phase === 'free') break
      if (screen.phase === 'predict') app.take(0)
      else app.press('enter')
      expect(faults(app), `step ${step}`).toEqual([])
    }
    for (const key of ['down', 'right', 'right', 'm', 'down', 'right', 'm', '.', 'e', 'up', 'left']) {
      app.press(key)
      expect(faults(app), `after ${key}`).toEqual([])
    }
  })

  test.each(shippedExperiments())('$id says what it meant in full, whatever was expected', experiment => {
    const { prediction, says, remedy, id } = experiment
    for (const option of prediction?.options.keys() ?? []) {
      const app = testApp({ size, experiment: id })
      const see = (...told: readonly (string | undefined)[]) => {
        const { above, below } = appView(app.state())
        const text = [...above, ...below].map(plain).join(' ').replace(/\s+/g, ' ')
        for (const words of told) expect(text).toContain(words?.replace(/\s+/g, ' '))
      }
      app.press('enter', 'enter')
      see(says.built)
      app.press('enter')
      app.take(option)
      app.press('enter')
      see(says.broken ?? '', prediction?.options[option]?.says)
      if (remedy === null) continue
      app.press('enter', 'enter')
      see(remedy.says)
    }
  })
})
