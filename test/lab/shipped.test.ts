import { describe, expect, it, test } from 'vitest'
import {
  assess,
  decisionsOf,
  historyOf,
  predictionAsked,
  predictionsThatHeld,
  type Run,
  traceHash,
} from '../../src/lab/lab.ts'
import { sweepRun } from '../../src/lab/sweep.ts'
import { traceLine } from '../../src/lab/trace.ts'
import { present } from '../../src/model/assert.ts'
import { items } from '../../src/model/sequence.ts'
import { shippedCourse } from '../support/course.ts'
import { chooser, combinations, playedRun, shippedScenario } from './scenarios.ts'

const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1)
const bank = shippedScenario('split-bank')
const feed = shippedScenario('split-feed')

/** The trace up to what was decided first. */
function linesBeforeDecision(run: Run): readonly string[] {
  return items(run.moment.happenings)
    .slice(0, run.acts[0]?.position ?? 0)
    .map(traceLine)
}

describe('split-bank, seeds 1 to 200', () => {
  it('under consistency: linearizable, no money made, something refused or unanswered', () => {
    for (const seed of SEEDS) {
      const { verdict, ledger, availability } = assess(playedRun(bank, seed, 'consistency'))
      const about = `seed ${seed}`
      expect(verdict.result, about).toBe('linearizable')
      expect(ledger, about).toMatchObject({ moneyCreated: 0, moneyDestroyed: 0, overdraft: 0, settled: true })
      expect(ledger.refused + ledger.unknown, about).toBeGreaterThan(0)
      expect(availability.total, about).toBe(false)
    }
  })

  it('what is refused or unanswered was asked while the network was cut', () => {
    for (const seed of SEEDS.slice(0, 50)) {
      const ended = historyOf(playedRun(bank, seed, 'consistency').moment).filter(
        ({ type }) => type === 'fail' || type === 'info',
      )
      expect(ended.every(({ time = 0 }) => time > 1_500_000 && time < 5_000_000)).toBe(true)
    }
  })

  it('under availability: all answered, paid twice or lost, a violation with its witness', () => {
    for (const seed of SEEDS) {
      const { verdict, ledger, availability } = assess(playedRun(bank, seed, 'availability'))
      const about = `seed ${seed}`
      expect(ledger.answered, about).toBe(ledger.requests)
      expect(availability, about).toEqual({ total: true, answeredRatio: 1 })
      expect((ledger.moneyCreated ?? 0) + (ledger.lostWrites ?? 0), about).toBeGreaterThan(0)
      if (verdict.result !== 'violation') return expect.fail(`no violation with ${about}`)
      expect(verdict.witness, about).toMatchObject({ key: 'account', minimal: true })
      expect(verdict.witness.operations.length, about).toBeGreaterThan(1)
      expect(verdict.explanation, about).toContain('withdrew 80')
    }
  })

  it('both choices are made at the same instant of the same run', () => {
    for (const seed of SEEDS.slice(0, 50)) {
      const strict = playedRun(bank, seed, 'consistency')
      const loose = playedRun(bank, seed, 'availability')
      expect(decisionsOf(strict).map(({ at }) => at)).toEqual(decisionsOf(loose).map(({ at }) => at))
      expect(decisionsOf(strict)).toHaveLength(1)
      expect(linesBeforeDecision(strict).length).toBeGreaterThan(100)
      expect(linesBeforeDecision(strict)).toEqual(linesBeforeDecision(loose))
      expect(traceHash(strict.moment)).not.toBe(traceHash(loose.moment))
    }
  })
})

describe('split-feed, seeds 1 to 200', () => {
  it('under consistency: linearizable, and something is not answered', () => {
    for (const seed of SEEDS) {
      const { verdict, ledger } = assess(playedRun(feed, seed, 'consistency'))
      const about = `seed ${seed}`
      expect(verdict.result, about).toBe('linearizable')
      expect(ledger.answered, about).toBeLessThan(ledger.requests)
      expect(ledger, about).toMatchObject({ staleReads: 0, lostWrites: 0, settled: true })
    }
  })

  it('under availability: all answered, reads are stale for a while, nothing is lost', () => {
    for (const seed of SEEDS) {
      const { verdict, ledger, availability } = assess(playedRun(feed, seed, 'availability'))
      const about = `seed ${seed}`
      expect(ledger.answered, about).toBe(ledger.requests)
      expect(availability.total, about).toBe(true)
      expect(ledger, about).toMatchObject({ lostWrites: 0, settled: true })
      expect(ledger.staleReads, about).toBeGreaterThan(0)
      expect(verdict.result, about).toBe('violation')
    }
  })
})

describe('what is predicted of a run, right after its choices', () => {
  const asking = shippedCourse().scenarios.flatMap(scenario =>
    combinations(scenario).map(choices => ({
      name: `${scenario.id}: ${choices.join(', ')}`,
      scenario,
      choices,
    })),
  )
  test.each(asking.filter(({ choices }) => choices.length > 0))(
    '$name: exactly one option holds, the same over 20 seeds',
    ({ scenario, choices }) => {
      const held = SEEDS.slice(0, 20).map(seed => {
        const run = sweepRun(scenario, seed, chooser(choices))
        const prediction = present(predictionAsked(run), 'a question')
        return predictionsThatHeld(prediction, assess(run).facts).map(({ id }) => id)
      })
      expect(held[0]).toHaveLength(1)
      expect(held.filter(ids => ids.join() !== held[0]?.join())).toEqual([])
    },
  )
})
