import { emptyTally, type Scenario, sweepSeed, type Tally, tallied } from '../lab/lab.ts'
import type { LabReturn } from './door.ts'

/** Many runs of one scenario, under each of its choices: how often what came about, so far. */
export interface SweepScreen {
  readonly type: 'sweep'
  readonly scenario: Scenario
  readonly from: LabReturn
  /** How many seeds there will be for each choice. */
  readonly seeds: number
  readonly columns: readonly { readonly choice: string; readonly tally: Tally }[]
  readonly playing: boolean
}

/** Runs of each choice that are made for one frame: few enough that keys are answered at once. */
const RUNS_A_FRAME = 3

/** A sweep before its first run: the same scenario under each of its choices, seed after seed. */
export function sweepScreen(scenario: Scenario, seeds: number, from: LabReturn): SweepScreen {
  const options = scenario.stops.find(({ choice }) => choice !== null)?.choice?.options ?? []
  const columns = options.map(({ id }) => ({ choice: id, tally: emptyTally() }))
  return { type: 'sweep', scenario, seeds, from, columns, playing: true }
}

/** How many seeds have been run, of each choice as many. */
export function sweepDone({ columns }: SweepScreen): number {
  return columns[0]?.tally.runs ?? 0
}

/** How many runs had both, of all choices together. */
export function sweepBoth({ columns }: SweepScreen): number {
  return columns.reduce((sum, { tally }) => sum + tally.happened.both, 0)
}

/** A few seeds more; at the last one it stands still. */
export function sweepFrame(screen: SweepScreen): SweepScreen {
  if (!screen.playing) return screen
  const first = sweepDone(screen) + 1
  const last = Math.min(screen.seeds, first + RUNS_A_FRAME - 1)
  const columns = screen.columns.map(({ choice, tally }) => ({
    choice,
    tally: counted(screen.scenario, choice, tally, first, last),
  }))
  return { ...screen, columns, playing: last < screen.seeds }
}

function counted(scenario: Scenario, choice: string, before: Tally, first: number, last: number): Tally {
  let tally = before
  for (let seed = first; seed <= last; seed += 1) {
    const row = sweepSeed(scenario, seed, ({ choice: asked }) => {
      const options = asked?.options ?? []
      const option = options.find(({ id }) => id === choice) ?? options[0]
      if (!option) throw new Error('a stop that asks has options')
      return option
    })
    tally = tallied(tally, row)
  }
  return tally
}
