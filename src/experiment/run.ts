import { holds } from '../model/condition.ts'
import type { Experiment, PredictionOfRun, Turned } from './definition.ts'
import type { Outcome, Setting, Settings } from './program.ts'

/** The dials as it was built: each at its first value, without the remedy. */
export function builtSo({ dials }: Experiment): Turned {
  return { dials: dials.map(() => 0), remedy: false }
}

/** The settings in force: the experiment's, then the dials', then the remedy's. */
export function settingsOf({ settings, dials, remedy }: Experiment, turned: Turned): Settings {
  const dialled = dials.flatMap(({ setting, values }, index): [string, Setting][] => {
    const chosen = values[turned.dials[index] ?? 0]
    return chosen ? [[setting, chosen.value]] : []
  })
  return { ...settings, ...Object.fromEntries(dialled), ...(turned.remedy ? remedy?.settings : {}) }
}

/** Runs an experiment with its dials turned so: the same seed gives the same outcome. */
export function runExperiment(experiment: Experiment, turned: Turned, seed: number): Outcome {
  return experiment.program.run(settingsOf(experiment, turned), seed)
}

/** The options of a prediction that turned out right in a run, by their ids. */
export function optionsThatHeld({ options }: PredictionOfRun, { figures }: Outcome): readonly string[] {
  return options.filter(option => holds(option.holds, figures)).map(({ id }) => id)
}
