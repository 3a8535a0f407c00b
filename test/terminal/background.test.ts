import { describe, expect, test } from 'vitest'
import { draw, seededRandom } from '../../src/model/random.ts'
import { asksBackground, readBackground, withoutAnswers } from '../../src/terminal/background.ts'
import { detect, misunderstood } from '../../src/terminal/capabilities.ts'
import { TRUE_COLOURS } from '../../src/terminal/palette.ts'
import { type Environment, NO_FLAGS } from '../../src/terminal/traits.ts'
import { repeatWith, SEED } from '../sim/seeds.ts'
import { contrast } from '../support/colours.ts'

const told = (colour: string) => readBackground(`\x1b]11;${colour}\x07`)

describe('what a terminal answers', () => {
  test.each([
    ['rgb:0000/0000/0000', 'dark', '#000000'],
    ['rgb:ff/ff/ff', 'light', '#ffffff'],
    ['rgb:fdfd/f6f6/e3e3', 'light', '#fdf6e3'],
    ['rgb:0/2/3', 'dark', '#002233'],
    ['rgba:1e1e/1e1e/1e1e/ffff', 'dark', '#1e1e1e'],
    ['#eff1f5', 'light', '#eff1f5'],
    ['rgb:8080/8080/8080', 'unknown', '#808080'],
  ])('%s is %s', (answer, background, colour) => {
    expect(told(answer)).toEqual({ background, colour })
    expect(readBackground(`\x1b]11;${answer}\x1b\\`)).toEqual({ background, colour })
  })

  test('can be told from what was typed', () => {
    const answers = ['\x1b]11;rgb:0/0/0\x07', '\x1b[?62;22c', '\x1b]11;#ffffff\x1b\\']
    expect(withoutAnswers(`a${answers.join('\x1b[A')}b\x1b`)).toBe('a\x1b[A\x1b[Ab\x1b')
  })

  test('what it is ends the answers, and all else says nothing', () => {
    expect(readBackground('\x1b[?62;22c')).toBe('all')
    for (const other of [
      '\x1b]10;rgb:0/0/0\x07',
      '\x1b]11;?\x07',
      '\x1b]11;rgb:0/0\x07',
      '\x1b[5;7R',
      '\x1b[?1u',
    ])
      expect(readBackground(other), JSON.stringify(other)).toBeNull()
  })

  test('on whatever is called dark or light, the colours for it can be read', () => {
    let random = seededRandom(SEED)
    const seen = { dark: 0, light: 0, unknown: 0 }
    for (let colour = 0; colour < 2000; colour += 1) {
      let number: number
      ;[number, random] = draw(random, 0, 0xffffff)
      // As many dark and light ones as there are in between.
      const mask = [0x3f3f3f, 0xffffff, 0xffffff][colour % 3] ?? 0
      const hex = ((number & mask) | (colour % 3 === 2 ? 0xe0e0e0 : 0)).toString(16).padStart(6, '0')
      const background = told(`#${hex}`)
      if (background === null || background === 'all') return expect.fail(hex)
      seen[background.background] += 1
      if (background.background === 'unknown') continue
      for (const role of ['focus', 'good', 'bad', 'unsure'] as const)
        expect(
          contrast(TRUE_COLOURS[background.background][role], hex),
          `${role} on ${hex}; ${repeatWith(SEED)}`,
        ).toBeGreaterThanOrEqual(4.5)
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100)
  })
})

const asks = (env: Environment, flags = NO_FLAGS) =>
  asksBackground(env, detect(env, { isTTY: true, platform: 'linux' }, flags))

test.each([
  [true, { TERM: 'xterm-256color' }],
  [true, { TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0' }],
  [true, { WT_SESSION: '1' }],
  [false, { TERM: 'screen-256color' }],
  [false, { TERM: 'screen.xterm-256color', STY: '1.pts' }],
  [false, { TERM: 'linux', COLORTERM: 'truecolor' }],
  [false, { TERM: 'dumb' }],
  [false, {}],
  // Sixteen colours are the terminal's own, whatever it stands on.
  [false, { TERM: 'xterm' }],
  [false, { TERM: 'xterm-256color', NO_COLOR: '1' }],
  [false, { TERM: 'xterm-256color', COLORFGBG: '0;15' }],
  [false, { TERM: 'xterm-256color', NETSPLIT_THEME: 'dark' }],
])('it is asked: %s, with %j', (asked, env: Environment) => {
  expect(asks(env)).toBe(asked)
  expect(asks(env, { ...NO_FLAGS, theme: 'light' })).toBe(false)
})

test('a variable that says what nothing understands is told of, with nothing in it that a terminal obeys', () => {
  expect(misunderstood({ NETSPLIT_THEME: 'dark', NETSPLIT_COLORS: '16' })).toEqual([])
  expect(misunderstood({ NETSPLIT_THEME: '', COLORFGBG: 'x' })).toEqual([])
  const told = misunderstood({ NETSPLIT_THEME: 'pink', NETSPLIT_COLORS: '\x1b[31m' })
  expect(told).toEqual([
    expect.stringMatching(/^NETSPLIT_THEME=pink .*dark or light\.$/),
    expect.stringMatching(/^NETSPLIT_COLORS=.* 0, 16, 256 or true\.$/),
  ])
  expect(told.join('')).not.toContain('\x1b')
})
