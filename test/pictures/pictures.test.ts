import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compose } from '../../src/tui/compose.ts'
import { escaped } from '../../src/tui/diagram/svg-parts.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { ROOT } from '../support/bundle.ts'
import { golden } from '../support/golden.ts'
import { gridSvg } from './grid-svg.ts'

// The pictures of the README: screens of the program as it is. `npm run pictures` makes them anew.

/** To split-bank's choice, and from there on: `choice` is its place, «skip» the fourth option of what is asked then. */
function choose(app: TestApp, choice: number): void {
  app.take(choice)
  app.take(3)
  app.watch()
  app.take(0)
  app.watch()
}

const PICTURES = [
  {
    name: 'map',
    title: 'netsplit: the map',
    description:
      'The course’s first screen: six lessons with what each is about and how long it takes, and the cursor on the first one.',
    play: () => testApp(),
  },
  {
    name: 'choice',
    title: 'netsplit: the split bank',
    description:
      'Five replicas of an account, and a cut between n3 and n4. Lyon was paid 80; Oslo wants 80 and waits. n4 can’t reach a majority, and the learner is asked: consistency or availability?',
    play: () => {
      const app = testApp({ scenario: 'split-bank' })
      app.take(0)
      app.watch()
      return app
    },
  },
  {
    name: 'futures',
    title: 'netsplit: both futures of the split bank',
    description:
      'Both choices side by side. Consistency: 6 of 7 requests served, every answer right. Availability: all 7 served, and 80 too much in the books.',
    play: () => {
      const app = testApp({ scenario: 'split-bank' })
      app.take(0)
      app.watch()
      choose(app, 0)
      // «The same moment, another choice», which is the other one.
      app.take(0)
      app.take(3)
      app.watch()
      app.take(0)
      app.watch()
      app.take(0)
      return app
    },
  },
] as const

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

describe.each(PICTURES)('$name', ({ name, title, description, play }) => {
  const app = play()

  test.each(['dark', 'light'] as const)('on a %s page it is the screen as it is now', background => {
    const grid = compose(appView(app.state()), app.state().size, { depth: 'true', background, unicode: true })
    const svg = gridSvg(grid, { title, description, background })
    expect(svg).toBe(golden(`pictures/${name}-${background}.svg`, svg))
    // Read back by another way: every letter of the screen is there, in its row, and nothing else.
    const written = new Map<string, string>()
    for (const [, y = '', letters = ''] of svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"[^>]*>([^<]*)</g))
      written.set(y, (written.get(y) ?? '') + letters)
    const shown = [...written.values()]
    const meant = grid.cells.map(({ glyphs }) => glyphs.join(''))
    const bare = (row: string) => row.replace(/[\s─━│┇├┤┬┴┼╭╮╰╯]/g, '')
    expect(shown.map(bare)).toEqual(meant.map(row => escaped(bare(row))).filter(row => row !== ''))
  })

  test('the README shows it, dark or light as its reader’s system is, and says what is to be seen', () => {
    expect(readme).toContain(
      [
        '<picture>',
        `  <source media="(prefers-color-scheme: dark)" srcset="test/pictures/${name}-dark.svg">`,
        `  <img src="test/pictures/${name}-light.svg" alt="${description}">`,
        '</picture>',
      ].join('\n'),
    )
  })
})
