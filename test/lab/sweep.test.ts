import { describe, expect, test } from 'vitest'
import { assess, readReplayCode, traceHash } from '../../src/lab/lab.ts'
import type { Scenario } from '../../src/lab/scenario.ts'
import { emptyTally, losesDisk, mergeTallies, sweepSeed, type Tally, tallied } from '../../src/lab/sweep.ts'
import { playedRun, shippedScenario } from './scenarios.ts'
import { chooseAlways } from './sweep-choices.ts'

const bank = shippedScenario('split-bank')
const choose = chooseAlways('availability')

function tallyOf(scenario: Scenario, seeds: readonly number[], faults = 0): Tally {
  return seeds.reduce(
    (tally, seed) => tallied(tally, sweepSeed(scenario, seed, choose, faults)),
    emptyTally(),
  )
}

describe('a sweep', () => {
  test('has the very runs that are played by hand', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const row = sweepSeed(bank, seed, choose)
      const played = playedRun(bank, seed, 'availability')
      expect(traceHash(row.run.moment)).toBe(traceHash(played.moment))
      const { verdict, availability, ledger } = assess(played)
      expect(row).toMatchObject({ verdict: verdict.result, available: availability.total, ledger })
    }
  })

  test('does not depend on who counts which seeds, and in which order', () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const whole = tallyOf(bank, seeds, 2)
    expect(tallyOf(bank, seeds.toReversed(), 2)).toEqual(whole)
    const [a, b, c] = [
      tallyOf(bank, [9, 2, 4], 2),
      tallyOf(bank, [1, 10, 3], 2),
      tallyOf(bank, [8, 5, 7, 6], 2),
    ]
    expect(mergeTallies(mergeTallies(a, b), c)).toEqual(whole)
    expect(mergeTallies(c, mergeTallies(b, a))).toEqual(whole)
    expect(mergeTallies(emptyTally(), whole)).toEqual(whole)
    // Data that another thread can be sent.
    expect(structuredClone(whole)).toEqual(whole)
  })

  test('names the smallest seeds, with codes that are those runs, faults by chance included', () => {
    const tally = tallyOf(bank, [7, 5, 6, 4, 3], 3)
    const [first] = tally.telling.violation
    expect(tally.telling.violation.length).toBeGreaterThan(0)
    expect(tally.telling.violation.length).toBeLessThanOrEqual(3)
    const read = readReplayCode(first?.replay ?? '', () => bank)
    if (!read.ok) return expect.fail(read.problems[0]?.message)
    expect(read.value.seed).toBe(first?.seed)
    const row = sweepSeed(bank, first?.seed ?? 0, choose, 3)
    expect(read.value.acts).toEqual(row.run.acts)
  })

  test('a scenario that loses a disk is known', () => {
    const lost = { atUs: 1, fault: { type: 'restart', node: 'n1', diskKept: false } } as const
    expect([losesDisk(bank), losesDisk({ ...bank, faults: [lost] })]).toEqual([false, true])
  })
})
