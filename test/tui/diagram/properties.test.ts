import { describe, expect, test } from 'vitest'
import { advance, assess, type Run, scroll, startRun, wholeWindow, zoom } from '../../../src/lab/lab.ts'
import { draw, type Random, seededRandom } from '../../../src/model/random.ts'
import { items } from '../../../src/model/sequence.ts'
import { lineColumns, plain } from '../../../src/terminal/text.ts'
import { drawDiagram } from '../../../src/tui/diagram/diagram.ts'
import { layoutOf } from '../../../src/tui/diagram/layout.ts'
import { diagramOf } from '../../../src/tui/diagram/model.ts'
import { randomScenario, startHarshRun } from '../../support/random-scenario.ts'
import { runAt, splitBank } from '../cluster/scenes.ts'

/** What a drawing could have spoilt, as text; operation sets are BigInts, which JSON does not know. */
function said({ moment, ...run }: Run): string {
  const { world, told, happenings } = moment
  const all = [world, items(told), items(happenings), run.now, run.acts, run.acted, run.scenario]
  return JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
}

function dice(seed: number): (from: number, to: number) => number {
  let random: Random = seededRandom(seed, 5)
  return (from, to) => {
    const [value, next] = draw(random, from, to)
    random = next
    return value
  }
}

/** A random moment of a random run, a size, and a window of it. */
function randomScene(seed: number) {
  const roll = dice(seed)
  const model = (['account', 'set', 'register', 'cas-register'] as const)[roll(0, 3)] ?? 'account'
  const scenario = randomScenario(seed, {
    model,
    merge: model === 'set' ? 'set-union' : 'last-write-wins',
    policy: roll(0, 1) === 0 ? 'consistency' : 'availability',
    faults: 'random',
    operations: 20,
    clients: roll(1, 5),
  })
  const begin = roll(0, 1) === 0 ? startRun(scenario, seed) : startHarshRun(scenario, seed)
  const run = advance(begin, roll(0, 12_000_000))
  let window = wholeWindow(run)
  for (let i = roll(0, 3); i > 0; i -= 1) {
    window = zoom(run, window, roll(5, 60) / 10, roll(window.from, window.to))
    window = scroll(run, window, roll(-10, 10) / 10)
  }
  const assessment = roll(0, 1) === 0 ? assess(run) : null
  const cursorAt = roll(0, 2) === 0 ? null : roll(window.from, window.to)
  const options = { ...window, cursorAt, ascii: roll(0, 3) === 0 }
  return { run, assessment, size: { columns: roll(40, 200), rows: roll(10, 40) }, options }
}

describe('every diagram', () => {
  test('is exactly as large as asked, the same each time, and leaves the run alone', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { run, assessment, size, options } = randomScene(seed)
      const before = said(run)
      const lines = drawDiagram(run, assessment, size, options)
      expect(lines.map(lineColumns), `seed ${seed}`).toEqual(
        Array.from({ length: size.rows }, () => size.columns),
      )
      expect(drawDiagram(run, assessment, size, options), `seed ${seed}`).toEqual(lines)
      expect(said(run) === before, `seed ${seed}: drawing changed the run`).toBe(true)
    }
  })

  test('shows every operation of its window on the lane of its client', () => {
    let shown = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const { run, assessment, size, options } = randomScene(seed)
      const rows = drawDiagram(run, assessment, size, { ...options, ascii: false }).map(plain)
      const { bars, lanes } = diagramOf(run, assessment)
      const layout = layoutOf(lanes, size, options)
      for (const { lane, from, until } of bars) {
        if (from > options.to || (until ?? run.now) < options.from) continue
        const row = [...(rows[layout.laneRows[lane] ?? -1] ?? '')]
        const begin = Math.max(layout.left, layout.column(from))
        const end = Math.min(size.columns - 1, layout.column(until ?? run.now))
        const cells = row.slice(begin, end + 1)
        expect(cells.length, `seed ${seed}`).toBeGreaterThan(0)
        // All of its cells are its own or a neighbour's in the same cell: no message, no cursor, no blank alone.
        expect(cells.join('').trim(), `seed ${seed}\n${rows.join('\n')}`).not.toMatch(/^[│╲╱▼▲●○×·]*$/)
        shown += 1
      }
    }
    expect(shown).toBeGreaterThan(200)
  })

  test('the labels of the axis never touch each other, wherever the cursor stands', () => {
    const run = runAt(splitBank(), 9000)
    let labels = 0
    for (let columns = 40; columns <= 120; columns += 7)
      for (let at = 0; at <= 7_400_000; at += 61_000)
        for (const window of [wholeWindow(run), { from: 1_900_000, to: 2_700_000 }]) {
          const options = { ...window, cursorAt: at, ascii: false }
          const rows = drawDiagram(run, null, { columns, rows: 16 }, options).map(plain)
          const { left } = layoutOf(diagramOf(run, null).lanes, { columns, rows: 16 }, window)
          const axis = (rows.at(-1) ?? '').slice(left)
          const bare = axis.replace(/(?<=[┴┃─])\d+(\.\d+)? s(?=[─┴┃]|$)/g, () => {
            labels += 1
            return ''
          })
          expect(bare, `${columns} columns, cursor at ${at}\n${axis}`).toMatch(/^[─┴┃]*$/)
          // Two labels have more between them than the cursor alone.
          expect(axis, axis).not.toMatch(/ s┃\d/)
        }
    expect(labels).toBeGreaterThan(1000)
  })

  test('marks every operation of a witness with its letter', () => {
    const run = runAt(splitBank(), 9000, 'availability')
    for (let columns = 40; columns <= 200; columns += 8)
      for (let rows = 10; rows <= 40; rows += 5) {
        const options = { ...wholeWindow(run), cursorAt: null, ascii: false }
        const lines = drawDiagram(run, assess(run), { columns, rows }, options)
        const bad = lines
          .filter(line => !plain(line).startsWith('✗ no'))
          .map(line => line.filter(({ role, bold }) => role === 'bad' && bold))
        const lanes = bad
          .filter(spans => spans.some(({ text }) => /[┣┃━]|A|B/.test(text)))
          .map(spans => spans.map(({ text }) => text).join(''))
        for (const letter of ['A', 'B'])
          expect(
            lanes.some(text => text.includes(letter)),
            `${columns}x${rows}\n${lines.map(plain).join('\n')}`,
          ).toBe(true)
      }
  })

  test('is drawn even where there is hardly any room, or no time', () => {
    const run = runAt(splitBank(), 1900)
    for (let columns = 0; columns < 60; columns += 3)
      for (let rows = 0; rows < 12; rows += 1)
        for (const { from, to } of [
          wholeWindow(run),
          { from: 0, to: 0 },
          { from: 1_800_000, to: 1_800_010 },
        ]) {
          const options = { from, to, cursorAt: 1_800_000, ascii: false }
          const lines = drawDiagram(run, assess(run), { columns, rows }, options)
          expect(lines.map(lineColumns)).toEqual(Array.from({ length: rows }, () => columns))
        }
  })
})

describe('the window', () => {
  const run = runAt(splitBank(), 2100)
  const whole = wholeWindow(run)

  test('is all of the run at first, and stays so while the run goes on', () => {
    expect(whole).toEqual({ from: 0, to: 7_400_000 })
    expect(wholeWindow(runAt(splitBank(), 9000))).toEqual(whole)
  })

  test('keeps the instant that it is zoomed around in its place', () => {
    expect(zoom(run, whole, 2, 3_700_000)).toEqual({ from: 1_850_000, to: 5_550_000 })
    expect(zoom(run, { from: 1_000_000, to: 2_000_000 }, 2, 1_000_000)).toEqual({
      from: 1_000_000,
      to: 1_500_000,
    })
    expect(zoom(run, zoom(run, whole, 4, 2_000_000), 1 / 4, 2_000_000)).toEqual(whole)
  })

  test('never leaves the run', () => {
    const roll = dice(1)
    let window = whole
    for (let i = 0; i < 2000; i += 1) {
      window =
        roll(0, 1) === 0
          ? zoom(run, window, roll(1, 40) / 10, roll(-1e6, 9e6))
          : scroll(run, window, roll(-20, 20) / 10)
      expect(window.from).toBeGreaterThanOrEqual(0)
      expect(window.to).toBeLessThanOrEqual(whole.to)
      expect(window.to - window.from).toBeGreaterThanOrEqual(20_000)
      expect(Number.isInteger(window.from) && Number.isInteger(window.to)).toBe(true)
    }
  })

  test('scrolls by a share of itself, up to the ends', () => {
    const window = { from: 1_000_000, to: 2_000_000 }
    expect(scroll(run, window, 0.5)).toEqual({ from: 1_500_000, to: 2_500_000 })
    expect(scroll(run, window, -5)).toEqual({ from: 0, to: 1_000_000 })
    expect(scroll(run, window, 50)).toEqual({ from: 6_400_000, to: 7_400_000 })
  })
})
