import { present } from '../model/assert.ts'
import { assess } from './assess.ts'
import { act, advance, decide, goOn, type Run, startRun, stopOf } from './run.ts'
import type { Choice, Scenario, Stop } from './scenario.ts'
import { type ChanceFault, chanceFaults } from './sweep-faults.ts'
import type { SweepRow } from './sweep-tally.ts'

/**
 * A sweep is the same scenario with many seeds: each run judged as any other, and counted in a tally. A seed's row
 * depends on nothing but the scenario, the seed and the choices, so it doesn't matter who counts which seeds.
 */
export {
  CONSEQUENCES,
  type Consequence,
  emptyTally,
  mergeTallies,
  SUM_KEYS,
  type SweepRow,
  type Tally,
  tallied,
} from './sweep-tally.ts'

/** What is chosen wherever a run stops and asks. */
export type Choose = (stop: Stop) => Choice

/** How many faults by chance a run of a sweep can be given on top of its scenario's own. */
export const CHANCE_FAULTS_MAX = 20

/**
 * What one seed comes to. With `faults`, so many things break by chance beside what the scenario breaks itself; they
 * are done by hand as it were, so that the row's replay code holds them.
 */
export function sweepSeed(scenario: Scenario, seed: number, choose: Choose, faults = 0): SweepRow {
  const run = sweepRun(scenario, seed, choose, faults)
  const { ledger, availability, verdict } = assess(run)
  return { run, verdict: verdict.result, available: availability.total, ledger }
}

/** The run of a seed at its end. */
export function sweepRun(scenario: Scenario, seed: number, choose: Choose, faults = 0): Run {
  let run = startRun(scenario, seed)
  for (const { at, fault } of faults === 0 ? [] : chanceFaults(scenario, seed, faults)) {
    run = until(run, at, choose)
    run = act(run, { type: 'fault', fault })
  }
  return until(run, scenario.lastsUs + 1, choose)
}

function until(begin: Run, at: ChanceFault['at'], choose: Choose): Run {
  let run = begin
  for (;;) {
    run = advance(run, at - run.now)
    const stop = stopOf(run)
    if (!stop) return run
    run = stop.choice === null ? goOn(run) : present(decide(run, choose(stop).id), `a choice at «${stop.id}»`)
  }
}

/** Whether a replica loses its disk in this scenario, which voids what consistency promises. */
export function losesDisk({ faults }: Scenario): boolean {
  return faults.some(({ fault }) => fault.type === 'restart' && !fault.diskKept)
}
