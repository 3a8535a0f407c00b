import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { encode } from '../../src/terminal/encode.ts'
import { parseFrame } from '../../src/terminal/frame.ts'
import { type Grid, gridOf } from '../../src/terminal/grid.ts'
import { paint } from '../../src/terminal/paint.ts'
import { applySgr, transition } from '../../src/terminal/style.ts'
import { columns, type Line, type Role, span } from '../../src/terminal/text.ts'
import { repeatWith, seedsOf } from '../sim/seeds.ts'
import { PLAIN, SIXTEEN } from '../support/looks.ts'
import { flat } from './flat.ts'
import { drawFrom, randomGrid } from './random-grid.ts'
import { shownTerminal } from './shown.ts'

test('a frame of any terminal text is the screen that a terminal makes of it', async () => {
  for (const seed of seedsOf(0.05)) {
    const draw = drawFrom(seed)
    const [columns, rows] = [2 + draw(40), 1 + draw(8)]
    const grid = randomGrid(draw, columns, rows)
    const text = frameText(grid)
    const terminal = shownTerminal(columns, rows)
    await terminal.write(text.replaceAll('\n', '\r\n'))
    const parsed = parseFrame(text, columns, rows)
    expect(flat(parsed), repeatWith(seed)).toEqual(terminal.shown())
    expect(parsed, repeatWith(seed)).toEqual(grid)
    terminal.dispose()
  }
})

/** The cells as text, each with its style in full. */
function frameText({ cells }: Grid): string {
  const rows = cells.map(({ glyphs, styles }) =>
    glyphs.map((glyph, column) => `\x1b[0;${styles[column]}m${glyph}`).join(''),
  )
  return rows.join('\n')
}

test('how wide a text is, is what string-width says', () => {
  for (const seed of seedsOf(0.1)) {
    const text = flat(randomGrid(drawFrom(seed), 12, 1)).glyphs.join('')
    expect(columns(text), `${text}; ${repeatWith(seed)}`).toBe(stringWidth(text))
  }
  for (let code = 0x20; code < 0x2800; code += 1) {
    const point = String.fromCodePoint(code)
    expect(columns(point), code.toString(16)).toBe(stringWidth(point))
  }
})

test.each([
  ['', '1;36', '1;36'],
  ['1;36', '22', '36'],
  ['1;36', '', ''],
  ['31', '1;32', '1;32'],
  ['31', '38;5;9', '38;5;9'],
  ['', '38:2::1:2:3', '38;2;1;2;3'],
  ['', '48:5:17;58:5:1', '48;5;17'],
  ['', '58;2;1;2;3;4', '4'],
  ['4', '4:0', ''],
  ['', '4:3', '4'],
  ['1;4', '0;7', '7'],
  ['7;31;41', '27;39;49', ''],
  ['2', '77', '2'],
])('in style %j the parameters %j make it %j', (style, parameters, after) => {
  expect(applySgr(style, parameters)).toBe(after)
})

test('from one style to another the shorter way is taken', () => {
  expect(transition('2', '2')).toBe('')
  expect(transition('2', '')).toBe('\x1b[m')
  expect(transition('2', '36')).toBe('\x1b[0;36m')
  expect(transition('1;2;31', '2;31')).toBe('\x1b[22;2m')
  expect(transition('38;2;100;100;100', '1;38;2;100;100;100')).toBe('\x1b[1m')
  expect(transition('31', '32')).toBe('\x1b[32m')
})

test('lines become the cells that their paint is parsed as, cut at the edges', () => {
  const roles: readonly Role[] = ['text', 'quiet', 'focus', 'good', 'bad', 'unsure']
  const lines: Line[] = roles.map((role, index) => [
    span(' ab 日本 ', role, index % 2 === 0),
    span('e\u0301 x', role),
  ])
  for (const look of [PLAIN, SIXTEEN])
    for (const columns of [3, 7, 8, 9, 20]) {
      const text = lines.map(line => paint(line, look)).join('\n')
      expect(flat(gridOf(lines, columns, 4, look))).toEqual(flat(parseFrame(text, columns, 4)))
    }
  expect(flat(gridOf([[span('日本x')]], 3, 1, PLAIN)).glyphs).toEqual(['日', '', ' '])
})

test('in ASCII a screen has the same columns', () => {
  const grid = gridOf([[span('╭─╮ ✓ 日e\u0301')]], 10, 1, { ...PLAIN, unicode: false })
  expect(flat(grid).glyphs.join('')).toBe('+-+ V ??e ')
  expect(encode(null, grid)).not.toMatch(/[^\0-\x7e]/)
})
