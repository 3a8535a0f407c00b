import { describe, expect, it } from 'vitest'
import { type Assessment, advance, assess, position, startRun } from '../../src/lab/lab.ts'
import { type RandomPlan, randomScenario, startHarshRun } from '../support/random-scenario.ts'
import { CAN_COUNT, repeatWith, SEED, SEEDS, Sums, seedsOf } from './seeds.ts'

const KINDS = [
  { model: 'register', merge: 'last-write-wins' },
  { model: 'cas-register', merge: 'last-write-wins' },
  { model: 'account', merge: 'last-write-wins' },
  { model: 'account', merge: 'counter' },
  { model: 'set', merge: 'set-union' },
] as const

/** What must never happen under consistency, and is to be seen under availability. */
const DAMAGE = [
  'staleReads',
  'staleDecisions',
  'lostWrites',
  'moneyCreated',
  'moneyDestroyed',
  'overdraft',
] as const

const TO_THE_END = 60_000_000
const SIZE = { operations: 24, clients: 4 } as const

describe(`random runs, ${SEEDS} seeds from NETSPLIT_SEED=${SEED}`, () => {
  it.each(KINDS)('consistency is linearizable and does no damage: $model, $merge', kind => {
    const plan = { ...kind, ...SIZE, policy: 'consistency', faults: 'random' } as const
    const sums = sumOver(seedsOf(0.4), plan, (seed, { verdict, ledger }) => {
      const damage = DAMAGE.filter(name => (ledger[name] ?? 0) !== 0)
      if (verdict.result !== 'linearizable') expect.fail(`${verdict.explanation} ${repeatWith(seed)}`)
      if (damage.length > 0) expect.fail(`${damage.join(', ')}: ${repeatWith(seed)}`)
    })
    if (!CAN_COUNT) return
    // The faults did bite, and yet most was answered; the copies came together where they exchanged at all.
    expect(sums.of('refused')).toBeGreaterThan(0)
    expect(sums.of('unknown')).toBeGreaterThan(sums.of('requests') / 20)
    expect(sums.of('answered')).toBeGreaterThan(sums.of('requests') * 0.7)
    expect(sums.of('settled')).toBeGreaterThan(sums.of('runs') * 0.6)
  })

  it.each(KINDS)(
    'availability with a cut answers everything, and violations are found: $model, $merge',
    kind => {
      const plan = { ...kind, ...SIZE, policy: 'availability', faults: 'cut' } as const
      const sums = sumOver(seedsOf(0.06), plan, (seed, { ledger, availability }) => {
        if (ledger.answered !== ledger.requests) expect.fail(`not all answered: ${repeatWith(seed)}`)
        if (!availability.total) expect.fail(`availability is not total: ${repeatWith(seed)}`)
        // These rules keep every effect; they only can't keep a sum from falling below zero.
        if (kind.merge !== 'last-write-wins' && ledger.settled && ledger.lostWrites !== 0)
          expect.fail(`${kind.merge} lost a write: ${repeatWith(seed)}`)
        if (kind.merge === 'counter' && ledger.settled && (ledger.moneyCreated || ledger.moneyDestroyed))
          expect.fail(`counter made or lost money: ${repeatWith(seed)}`)
      })
      if (!CAN_COUNT) return
      expect(sums.of('violation')).toBeGreaterThan(sums.of('runs') / 2)
      const seen = DAMAGE.filter(name => sums.of(name) > 0)
      expect(seen).toEqual(expectedDamage(kind))
    },
  )
})

function expectedDamage({ model, merge }: (typeof KINDS)[number]): readonly string[] {
  if (merge === 'counter') return ['staleReads', 'staleDecisions', 'overdraft']
  if (model === 'account') return [...DAMAGE]
  return model === 'cas-register' ? ['staleReads', 'staleDecisions', 'lostWrites'] : ['staleReads']
}

/** Runs every seed to its end, and adds up what the runs came to. */
function sumOver(
  seeds: readonly number[],
  plan: RandomPlan,
  check: (seed: number, assessment: Assessment) => void,
): Sums {
  const sums = new Sums()
  for (const seed of seeds) {
    const scenario = randomScenario(seed, plan)
    const started = plan.faults === 'random' ? startHarshRun(scenario, seed) : startRun(scenario, seed)
    const run = advance(started, TO_THE_END)
    const assessment = assess(run)
    check(seed, assessment)
    const { ledger, verdict } = assessment
    sums.add({ ...ledger, [verdict.result]: true, runs: 1, happenings: position(run) })
  }
  if (process.env['NETSPLIT_TELL'] === '1') console.log(plan.policy, plan.model, plan.merge, sums.sums)
  return sums
}
