import { describe, expect, test } from 'vitest'
import { advance, decide, goOn, type Run, startRun, stopOf } from '../../../src/lab/lab.ts'
import { draw, type Random, seededRandom } from '../../../src/model/random.ts'
import { items } from '../../../src/model/sequence.ts'
import { lineColumns, plain } from '../../../src/terminal/text.ts'
import { drawStage } from '../../../src/tui/cluster/stage.ts'
import { randomScenario } from '../../support/random-scenario.ts'
import { runAt, splitBank, THREE } from './scenes.ts'

/** What a drawing could have spoilt, as text; operation sets are BigInts, which JSON does not know. */
function said({ moment, ...run }: Run): string {
  const { world, told, happenings } = moment
  const last = items(happenings, happenings.length - 50)
  const all = [world, told, last, happenings.length, run.now, run.acts, run.acted, run.scenario]
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

/** A random moment of a random run, harsh ones among them, and a random size. */
function randomScene(seed: number): { run: Run; columns: number; rows: number; ascii: boolean } {
  const roll = dice(seed)
  const model = (['account', 'set', 'register', 'cas-register'] as const)[roll(0, 3)] ?? 'account'
  const scenario = {
    ...randomScenario(seed, {
      model,
      merge: model === 'set' ? 'set-union' : 'last-write-wins',
      policy: roll(0, 1) === 0 ? 'consistency' : 'availability',
      faults: 'random',
      operations: 40,
      clients: roll(1, 7),
    }),
    replicas: Array.from({ length: 5 }, (_, i) => `n${i + 1}`),
  }
  const run = advance(startRun(scenario, seed), roll(0, 9_000_000))
  return { run, columns: roll(40, 200), rows: roll(8, 40), ascii: roll(0, 3) === 0 }
}

describe('every stage', () => {
  test('is exactly as large as asked, the same each time, and leaves the run alone', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { run, columns, rows, ascii } = randomScene(seed)
      const before = said(run)
      const options = { selectedClient: 'c1', ascii }
      const lines = drawStage(run, { columns, rows }, options)
      expect(lines.length, `seed ${seed}`).toBe(rows)
      for (const line of lines)
        expect(lineColumns(line), `seed ${seed} ${columns}x${rows}: ${plain(line)}`).toBe(columns)
      expect(drawStage(run, { columns, rows }, options), `seed ${seed}`).toEqual(lines)
      expect(said(run) === before, `seed ${seed}: drawing changed the run`).toBe(true)
    }
  })

  test('has its boxes where they were, whatever happens', () => {
    const calm = splitBank()
    const size = { columns: 80, rows: 12 }
    const corners = (run: Run) =>
      drawStage(run, size, { selectedClient: 'c1', ascii: false }).map(line =>
        [...plain(line)].flatMap((glyph, x) => ('╭╮╰╯'.includes(glyph) && x > 0 ? [x] : [])).join(' '),
      )[3]
    const first = corners(runAt(calm, 0))
    for (let ms = 100; ms <= 7400; ms += 100) expect(corners(runAt(calm, ms, 'availability'))).toBe(first)
  })

  test.each([3, 5, 7])('shows every value and every name, with %i replicas', count => {
    const scenario = splitBank(['replicas: 5', `replicas: ${count}`], ...(count === 3 ? THREE.slice(1) : []))
    for (const ms of [0, 1900, 3000, 7000])
      for (let columns = 40; columns <= 200; columns += 7)
        for (let rows = 8; rows <= 40; rows += 4) {
          const run = runAt(scenario, ms, 'availability')
          const text = drawStage(run, { columns, rows }, { selectedClient: null, ascii: false })
            .map(plain)
            .join('\n')
          for (const id of scenario.replicas) expect(text).toContain(id)
          const values = text.match(/(?<![\d#/])\b(100|20)\b/g) ?? []
          expect(values.length, `${columns}x${rows} at ${ms}\n${text}`).toBeGreaterThanOrEqual(count)
        }
  })

  test('is drawn even where there is hardly any room', () => {
    const run = runAt(splitBank(), 1900)
    for (let columns = 0; columns < 60; columns += 3)
      for (let rows = 0; rows < 9; rows += 1) {
        const lines = drawStage(run, { columns, rows }, { selectedClient: 'c2', ascii: false })
        expect(lines.map(lineColumns)).toEqual(Array.from({ length: rows }, () => columns))
      }
  })

  test('moves a message on from frame to frame, never back', () => {
    const run = runAt(splitBank(), 60)
    let before = -1
    for (let us = 0; us < 30_000; us += 2_000) {
      const line = plain(
        drawStage(advance(run, us), { columns: 80, rows: 11 }, { selectedClient: null, ascii: false })[10] ??
          [],
      )
      const x = line.indexOf('·')
      if (x < 0) continue
      expect(x).toBeGreaterThanOrEqual(before)
      before = x
    }
  })
})

test('a message that the cut has stopped is marked at the curtain, and the mark goes', () => {
  const crosses = (ms: number) =>
    drawStage(runAt(splitBank(), ms), { columns: 80, rows: 11 }, { selectedClient: null, ascii: false })
      .map(plain)
      .join('\n')
      .match(/×┇|┇×/g)?.length ?? 0
  expect(crosses(1700)).toBe(0)
  expect(crosses(1900)).toBeGreaterThan(2)
  expect(crosses(2350)).toBe(0)
})

test('how fast it is', () => {
  let run = startRun(splitBank(), 7)
  const runs: Run[] = []
  while (!run.moment.ended) {
    run = advance(run, 16_000)
    if (stopOf(run)) run = decide(run, 'availability') ?? goOn(run)
    runs.push(run)
  }
  for (const size of [
    { columns: 80, rows: 12 },
    { columns: 120, rows: 24 },
  ]) {
    const begin = performance.now()
    for (const each of runs) drawStage(each, size, { selectedClient: 'c1', ascii: false })
    const perSecond = (runs.length * 1000) / (performance.now() - begin)
    console.log(`${size.columns} x ${size.rows}: ${perSecond.toFixed(0)} drawings a second`)
  }
  expect(runs.length).toBeGreaterThan(400)
})
