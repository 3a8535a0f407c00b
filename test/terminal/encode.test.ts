import { expect, test } from 'vitest'
import { encode } from '../../src/terminal/encode.ts'
import { disputedColumns } from '../../src/terminal/glyphs.ts'
import { type Grid, gridOfRows } from '../../src/terminal/grid.ts'
import { repeatWith, seedsOf } from '../sim/seeds.ts'
import { tellSoak } from '../support/soak.ts'
import { flat } from './flat.ts'
import { changedGrid, drawFrom, randomGrid } from './random-grid.ts'
import { type ShownTerminal, shownTerminal } from './shown.ts'

/** Whatever makes a terminal start again with an empty screen, or forget what it holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the sequences are made of.
const CLEARS = /\x1b\[[0-3]?J|\x1bc/

/** Screens of one terminal, one after the other: mostly small changes, at times another screen or another size. */
async function replay(seed: number, frames: number, terminal: ShownTerminal, check: (grid: Grid) => void) {
  const draw = drawFrom(seed)
  let before: Grid | null = null
  let [columns, rows] = [2 + draw(30), 1 + draw(6)]
  terminal.resize(columns, rows)
  for (let frame = 0; frame < frames; frame += 1) {
    const resizes: boolean = draw(20) === 0
    if (resizes) {
      ;[columns, rows] = draw(30) === 0 ? [80, 24] : [2 + draw(40), 1 + draw(8)]
      terminal.resize(columns, rows)
    }
    const fresh = before === null || resizes || draw(10) === 0
    const after: Grid = fresh
      ? randomGrid(draw, columns, rows)
      : changedGrid(draw, before ?? randomGrid(draw, 1, 1))
    const bytes = encode(before, after)
    if (before !== null && !resizes)
      expect(bytes, 'a screen of the same size is never cleared').not.toMatch(CLEARS)
    expect(encode(after, after)).toBe('')
    await terminal.write(bytes)
    check(after)
    before = after
  }
}

test('replaying what is written gives exactly the intended screen, glyph, width and style of each cell', async () => {
  const terminal = shownTerminal(80, 24)
  const seeds = seedsOf(0.03)
  let screens = 0
  for (const seed of seeds)
    await replay(seed, 50, terminal, grid => {
      screens += 1
      const { glyphs, styles } = flat(grid)
      const shown = terminal.shown()
      // As texts, since to compare thousands of cells one by one is most of the time.
      if (shown.glyphs.join('|') !== glyphs.join('|')) expect(shown.glyphs, repeatWith(seed)).toEqual(glyphs)
      if (shown.styles.join('|') !== styles.join('|')) expect(shown.styles, repeatWith(seed)).toEqual(styles)
    })
  tellSoak(`${screens} random screens from seed ${seeds[0]} on, each exactly as its bytes were replayed`)
  terminal.dispose()
})

test('a terminal that takes emoji for narrow, or for many, shows all other cells as intended', async () => {
  const terminal = shownTerminal(80, 24, false)
  for (const seed of seedsOf(0.01))
    await replay(seed, 30, terminal, grid => {
      const shown = terminal.shown()
      const wrong = flat(grid).glyphs.filter(
        (glyph, at) => !isDisputed(grid, at) && shown.glyphs[at] !== glyph,
      )
      expect(wrong, repeatWith(seed)).toEqual([])
    })
  terminal.dispose()
})

/** Whether the glyph, of which this cell may be the right half, is one of which terminals disagree how wide it is. */
function isDisputed({ columns, cells }: Grid, at: number): boolean {
  const { glyphs = [] } = cells[Math.floor(at / columns)] ?? {}
  const column = at % columns
  const left = glyphs[column] === '' ? column - 1 : column
  const wide = glyphs[left + 1] === ''
  return disputedColumns({ glyph: glyphs[left] ?? ' ', width: wide ? 2 : 1 }) !== null
}

test('what is near is written again, what is far is moved to, and the rest of a row is erased', () => {
  const grid = (...rows: string[]) =>
    gridOfRows(
      rows.map(row => [...row].map(glyph => ({ glyph, width: 1, style: '' }))),
      40,
      rows.length,
    )
  expect(encode(grid('abcdefghijkl'), grid('Abcdefghijkl'))).toBe('\x1b[HA')
  expect(encode(grid('abcdefghijkl'), grid('AbcDefghijkl'))).toBe('\x1b[HAbcD')
  expect(encode(grid('abcdefghijkl'), grid('AbcdefghijkL'))).toBe('\x1b[HA\x1b[12GL')
  expect(encode(grid('abcdefghijkl'), grid('ab'))).toBe('\x1b[;3H\x1b[K')
  expect(encode(grid('ab', 'ab'), grid('Ab', 'Ab'))).toBe('\x1b[HA\r\nA')
  expect(encode(null, grid('a'))).toBe('\x1b[m\x1b[2J\x1b[Ha')
})
