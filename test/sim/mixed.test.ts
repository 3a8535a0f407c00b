import { describe, expect, it } from 'vitest'
import { checkHistory } from '../../src/checker/checker.ts'
import { advance, decide, historyOf, ledgerOf, type Run } from '../../src/lab/lab.ts'
import type { PlannedOperation, Scenario, Stop } from '../../src/lab/scenario.ts'
import { present } from '../../src/model/assert.ts'
import type { Policy } from '../../src/model/cluster.ts'
import type { Json } from '../../src/model/json.ts'
import { items } from '../../src/model/sequence.ts'
import { hostOf } from '../../src/sim/sim.ts'
import { compareMarks, initialCopy, joinPending } from '../../src/sim/store/copy.ts'
import { viewOf } from '../../src/sim/store/merge.ts'
import { badLinks, randomScenario, startHarshRun } from '../support/random-scenario.ts'
import { CAN_COUNT, repeatWith, SEED, seedsOf } from './seeds.ts'

const TO_AVAILABILITY_US = 1_500_000
/** Late enough that no operation of the first phase is still being agreed on: its deadline and its messages are over. */
const RETURN_US = 5_000_000
const TO_THE_END = 60_000_000

const KINDS = [
  { model: 'account', merge: 'counter', initial: 2000 },
  { model: 'register', merge: 'last-write-wins', initial: null },
  { model: 'set', merge: 'set-union', initial: [] },
] as const

/** First consistency, then availability with a cut, then consistency again, before the network is whole. */
function mixedRun(seed: number, kind: (typeof KINDS)[number], sealed: boolean): { atReturn: Run; end: Run } {
  const plan = { ...kind, policy: 'consistency', faults: 'none', operations: 30, clients: 4 } as const
  const drawn = randomScenario(seed, plan)
  const scenario: Scenario = {
    ...drawn,
    sealed,
    links: badLinks(80_000, 100_000, 50),
    lastsUs: 14_000_000,
    workload: drawn.workload.map(later),
    faults: [
      { atUs: 2_000_000, fault: { type: 'cut', partition: drawn.handCut } },
      { atUs: 2_500_000, fault: { type: 'crash', node: 'n2' } },
      { atUs: 3_500_000, fault: { type: 'restart', node: 'n2', diskKept: true } },
      { atUs: 6_500_000, fault: { type: 'heal' } },
    ],
    stops: [
      policyStop('away', TO_AVAILABILITY_US, 'availability'),
      policyStop('return', RETURN_US, 'consistency'),
    ],
  }
  const first = advance(startHarshRun(scenario, seed), TO_THE_END)
  const atReturn = advance(present(decide(first, 'availability'), 'the first stop'), TO_THE_END)
  return { atReturn, end: advance(present(decide(atReturn, 'consistency'), 'the return'), TO_THE_END) }
}

/** The same work spread over the three phases. */
function later(operation: PlannedOperation): PlannedOperation {
  const at = Math.floor(operation.at.fromUs * 1.7)
  return { ...operation, at: { fromUs: at, toUs: at } }
}

function policyStop(id: string, atUs: number, policy: Policy): Stop {
  const options = [{ id: policy, text: policy, says: policy, policy }]
  return {
    id,
    when: { type: 'time', atUs, whileCut: false },
    says: id,
    choice: { ask: id, options },
  }
}

/** What all the copies come to together at a moment: the newest agreement with every version folded in. */
function togetherAt({ scenario, moment }: Run): Json {
  const key = present(scenario.keys['x'], 'the key')
  const copies = scenario.replicas.map(id => {
    const state = hostOf(moment.world, id)?.state
    return (state?.kind === 'replica' ? state.disk.copies['x'] : undefined) ?? initialCopy(key.initial)
  })
  const newest = copies.reduce((a, b) => (compareMarks(b.ballot, a.ballot) > 0 ? b : a))
  const pending = copies.map(copy => copy.pending).reduce(joinPending)
  return viewOf(key.merge, { agreed: newest.agreed, pending }).value
}

/**
 * The history of all that can still take effect after the return, from the value found there. What nobody knows of is
 * among it: its request may have come late. What was answered alone is in that value already.
 */
function verdictAfterReturn(atReturn: Run, end: Run) {
  const before = items(atReturn.moment.told)
  const isOver = ({ event }: (typeof before)[number]) => event.type === 'ok' || event.type === 'fail'
  const over = new Set(before.filter(isOver).map(({ op }) => op))
  const notes = items(end.moment.happenings).flatMap(({ notes }) => notes)
  for (const { note } of notes) if (note.type === 'answers-alone') over.add(note.op)
  const told = items(end.moment.told).filter(({ op }) => !over.has(op))
  const model = atReturn.scenario.model
  return checkHistory(
    told.map(({ event }) => event),
    { model, initial: togetherAt(atReturn) },
  )
}

describe(`consistency, availability, and back, from NETSPLIT_SEED=${SEED}`, () => {
  it.each(KINDS)('a sealed return is linearizable from there on: $model, $merge', kind => {
    let judged = 0
    let damaged = 0
    const seeds = seedsOf(0.08)
    for (const seed of seeds) {
      const { atReturn, end } = mixedRun(seed, kind, true)
      const verdict = verdictAfterReturn(atReturn, end)
      if (verdict.result !== 'linearizable') expect.fail(`${verdict.explanation} ${repeatWith(seed)}`)
      judged += historyOf(end.moment).length - historyOf(atReturn.moment).length
      // The figures of the ledger alone: a verdict on the whole run takes long to shrink its witness.
      const whole = ledgerOf(end.scenario, end.moment)
      if (whole.staleReads || whole.staleDecisions) damaged += 1
      if (kind.merge !== 'counter') continue
      const { lostWrites, moneyCreated, moneyDestroyed, settled } = whole
      if (!settled) expect.fail(`not settled: ${repeatWith(seed)}`)
      if (lostWrites || moneyCreated || moneyDestroyed) expect.fail(`something is lost: ${repeatWith(seed)}`)
    }
    if (!CAN_COUNT) return
    // Enough came after the return to be judged; and what came before it was no consistency.
    expect(judged).toBeGreaterThan(seeds.length * 10)
    expect(damaged).toBeGreaterThan(seeds.length / 4)
  })

  it('an unsealed return is not: it can leave answers behind', () => {
    const [counter] = KINDS
    let violations = 0
    const seeds = seedsOf(0.08)
    for (const seed of seeds) {
      const { atReturn, end } = mixedRun(seed, counter, false)
      if (verdictAfterReturn(atReturn, end).result === 'violation') violations += 1
    }
    if (CAN_COUNT) expect(violations).toBeGreaterThan(seeds.length / 20)
  })
})
