import type { Door } from '../course/course.ts'
import {
  type EpochMs,
  experimentRecords,
  type Progress,
  recallRecords,
  scenarioRuns,
  withExperiment,
} from '../progress/progress.ts'
import { FOUR_WORLDS } from './worlds-screen.ts'

/** Whether the learner has seen what a door leads to, to an end: until then nothing is told of how it comes out. */
export function hasBeenThere(progress: Progress, door: Door): boolean {
  switch (door.kind) {
    case 'lab':
      return scenarioRuns(progress, door.scenario).length > 0
    case 'experiment':
      return experimentRecords(progress, door.experiment).length > 0
    case 'sweep':
      return experimentRecords(progress, sweepRecord(door.scenario)).length > 0
    case 'worlds':
      return experimentRecords(progress, FOUR_WORLDS).length > 0
    case 'recall':
      return recallRecords(progress, door.id).length > 0
  }
}

/** A sweep was counted to its end, or as far as the learner wanted: so many seeds, of which so many runs had both. */
export function withSweep(
  progress: Progress,
  scenario: string,
  { seeds, both }: { readonly seeds: number; readonly both: number },
  when: EpochMs,
): Progress {
  return withExperiment(progress, sweepRecord(scenario), {
    seed: 1,
    prediction: null,
    held: null,
    figures: { built: { seeds }, broken: { both }, remedied: null },
    when,
  })
}

/** Sweeps are kept beside the experiments, under a name that none of those has. */
function sweepRecord(scenario: string): string {
  return `sweep-${scenario}`
}
