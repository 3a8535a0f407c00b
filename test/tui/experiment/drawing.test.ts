import { describe, expect, test } from 'vitest'
import type { Series, Tape } from '../../../src/experiment/experiment.ts'
import { type Line, plain } from '../../../src/terminal/text.ts'
import { drawCurve } from '../../../src/tui/experiment/curve.ts'
import { drawTape } from '../../../src/tui/experiment/lanes.ts'
import { clockWords, figureWords } from '../../../src/tui/experiment/numbers.ts'
import { drawSeries } from '../../../src/tui/experiment/series.ts'

const SHEET = { columns: 60, rows: 6 }
const text = (lines: readonly Line[]) => lines.map(line => plain(line).trimEnd())

const TAPE: Tape = {
  lanes: [
    { id: 'c', name: 'client' },
    { id: 's', name: 'server' },
  ],
  entries: [
    { type: 'message', at: 0, from: 'c', to: 's', says: 'pay', fate: 'delivered', arrivesAt: 100 },
    { type: 'message', at: 100, from: 's', to: 'c', says: 'done', fate: 'lost', arrivesAt: 150 },
    { type: 'note', at: 300, lane: 'c', says: 'gives up', tone: 'bad' },
  ],
}

/** How many cells of a row are an arrow's, its words and its head included. */
const length = (row = '') =>
  row
    .replace(/^.*?│/, '')
    .replace(/│.*$/, '')
    .replace(/^ +| +$/g, '').length

describe('a tape', () => {
  test('an arrow is as long as its message has come, and nothing is shown before it happens', () => {
    const lengths = [0, 25, 50, 75, 100].map(at => length(text(drawTape(TAPE, at, 300, SHEET, false))[1]))
    expect(lengths[0]).toBe(0)
    for (const [index, one] of lengths.slice(1).entries()) expect(one).toBeGreaterThan(lengths[index] ?? 0)
    expect(text(drawTape(TAPE, 99, 300, SHEET, false))[2]).not.toContain('done')
  })

  test('at its end: an arrow that arrived, one that ends in a cross half-way, a note', () => {
    const rows = text(drawTape(TAPE, 300, 300, SHEET, false))
    expect(rows[1]).toMatch(/│─ pay ─+►│$/)
    expect(rows[2]).toMatch(/│ +×─+ done ─│$/)
    expect(length(rows[2])).toBeLessThan(length(rows[1]) / 1.5)
    expect(rows[3]).toContain('✗ gives up')
    expect(rows[4]?.trim()).toMatch(/^│ +│$/)
  })

  test('the newest lines are in sight', () => {
    const rows = text(drawTape(TAPE, 300, 300, { columns: 60, rows: 3 }, false))
    expect(rows).toHaveLength(3)
    expect(rows[1]).toContain('done')
    expect(rows[2]).toContain('gives up')
  })

  test('in ASCII it says the same', () => {
    const rows = text(drawTape(TAPE, 300, 300, SHEET, true))
    for (const row of rows) expect(row).toMatch(/^[\x20-\x7e]*$/)
    expect(rows[1]).toMatch(/\|- pay -+>\|$/)
    expect(rows[2]).toContain('x---')
  })
})

describe('a series', () => {
  const rising: Series = { id: 'q', label: 'queue', unit: '', everyUs: 10, values: [0, 1, 2, 3, 4, 5, 6, 8] }
  const draw = (at: number, ascii = false) =>
    drawSeries([rising], { at, lastsUs: 80 }, { columns: 62, rows: 6, scale: 12 }, ascii)

  /** The height of the bar in a column, in eighths of a cell. */
  const height = (rows: readonly string[], x: number) =>
    rows.slice(1, -1).reduce((sum, row) => sum + ' ▁▂▃▄▅▆▇█'.indexOf(row.padEnd(62)[x] ?? ' '), 0)

  test('the bars are in proportion, and rise only up to the moment', () => {
    const rows = text(draw(80))
    const heights = rising.values.map((_, index) => height(rows, 12 + index * 6 + 3))
    const room = (rows.length - 2) * 8
    expect(heights).toEqual(rising.values.map(value => Math.round((value * room) / 8)))
    expect(height(text(draw(40)), 12 + 5 * 6)).toBe(0)
    expect(rows[0]).toContain('queue: 8')
    expect(text(draw(40))[0]).toContain('queue: 4')
  })

  test('in ASCII it says the same', () => {
    for (const row of text(draw(80, true))) expect(row).toMatch(/^[\x20-\x7e]*$/)
  })
})

describe('numbers', () => {
  test.each([
    [6000, 0, 'ms', '6,000 ms'],
    [1234567, 2, '', '1,234,567'],
    [0.5, 1, 'ms', '0.5 ms'],
    [20, 1, 'ms', '20 ms'],
    [99.25, 1, '%', '99.3 %'],
    [150.4, 1, 'ms', '150 ms'],
    [1250, 0, '$', '$1,250'],
    [-1234, 0, '', '-1,234'],
  ])('%f with %i digits in «%s» is %s', (value, digits, unit, words) => {
    expect(figureWords(value, { digits, unit })).toBe(words)
  })

  test('a clock has as many digits all through a run', () => {
    expect([0, 1_234_000].map(at => clockWords(at, 6_000_000))).toEqual(['0.00 s', '1.23 s'])
    expect([0, 150_000].map(at => clockWords(at, 150_000))).toEqual(['0 ms', '150 ms'])
    expect(clockWords(250, 500)).toBe('0.25 ms')
  })
})

describe('a curve', () => {
  const falling = { label: 'answered', unit: '%', over: 'services', values: [100, 98, 96, 94, 92, 91] }
  const rows = text(drawCurve(falling, { columns: 40, rows: 12, scale: 8 }, false))

  /** How high the curve is over a column, in eighths of a cell. */
  const height = (x: number) => {
    const row = rows.findIndex((line, y) => y > 0 && y < 11 && line.padEnd(40)[x] !== ' ')
    return (10 - row) * 8 + ' ▁▂▃▄▅▆▇█'.indexOf(rows[row]?.[x] ?? ' ')
  }

  test('falls from 100 % in proportion, on a scale that says where it begins and ends', () => {
    const places = falling.values.map((_, index) => 8 + index * 5 + 2)
    expect(places.map(height)).toEqual(falling.values.map(value => (value - 90) * 8))
    expect(rows[0]).toContain('answered: 91 %')
    expect(rows[1]).toMatch(/^ *100 % /)
    expect(rows[10]).toMatch(/^ *90 % /)
    expect(rows[11]).toMatch(/ 1 ─+ 6 services ─/)
  })

  test('of one thing it is as high from end to end', () => {
    const flat = text(drawCurve({ ...falling, values: [99.9] }, { columns: 40, rows: 6, scale: 8 }, false))
    expect(flat.filter(line => /█{30}|▅{30}|▆{30}|▇{30}/.test(line))).toHaveLength(1)
    expect(flat.at(-1)).toContain(' 1 service ')
  })
})
