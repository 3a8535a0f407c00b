import type { Experiment, Outcome } from '../../src/experiment/experiment.ts'

/** Runs by program, settings and seed: the same ones have the same outcome, which is a value and can be shared. */
const RUNS = new Map<string, Outcome>()

/** An experiment that plays no run twice, for tests that look at the same runs at several sizes or from several sides. */
export function remembered(experiment: Experiment): Experiment {
  const { program } = experiment
  const run: typeof program.run = (settings, seed) => {
    const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))
    const key = JSON.stringify([program.id, sorted, seed])
    const outcome = RUNS.get(key) ?? program.run(settings, seed)
    RUNS.set(key, outcome)
    return outcome
  }
  return { ...experiment, program: { ...program, run } }
}
