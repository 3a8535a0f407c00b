import { describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../support/app.ts'
import { golden } from '../../support/golden.ts'
import { picture } from '../../support/picture.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
  { columns: 120, rows: 40 },
]

/** Guessed the second world, and sent it again as it was. */
function decided(app: TestApp): void {
  app.watch()
  app.take(1)
  app.take(1)
  app.watch()
}

function revealed(app: TestApp): void {
  decided(app)
  app.press('enter')
  app.watch()
}

const SCENES: readonly [name: string, play: (app: TestApp) => void][] = [
  ['worlds-question', app => app.watch()],
  ['worlds-after', decided],
  ['worlds-reveal', revealed],
  [
    'worlds-table',
    app => {
      revealed(app)
      app.press('enter')
      app.watch()
    },
  ],
]

describe.each(SIZES)('at $columns x $rows', size => {
  test.each(SCENES.map(([name, play]) => ({ name, play })))('$name', ({ name, play }) => {
    const app = testApp({ size, worlds: true })
    play(app)
    const text = picture(app)
    expect(text.split('\n')).toHaveLength(size.rows - 1)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(size.columns)
    expect(`${text}\n`).toBe(golden(`tui/golden/${size.columns}x${size.rows}/${name}.txt`, `${text}\n`))
  })
})
