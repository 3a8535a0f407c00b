import { brokenPromises, type Experiment } from '../../experiment/experiment.ts'
import { experimentBeliefs } from './beliefs.ts'
import { type Finding, fault, guarded, lineOf, type Subject } from './finding.ts'
import { proofSeeds } from './seeds.ts'

/** Experiments whose figures are not as they promise, or of whose prediction not just one option comes true. */
export function experimentFindings(subject: Subject): readonly Finding[] {
  return subject.experiments.flatMap(experiment => {
    const file = `experiments/${experiment.id}.yaml`
    return guarded(file, () => {
      const message = firstBroken(experiment)
      if (message === null) return experimentBeliefs(experiment, file, subject)
      const key = message.includes('«predict»') ? /^predict:/ : /^expect:/
      return [
        fault(
          'experiment-promise',
          file,
          lineOf(subject, file, key),
          `${message} Correct what is promised, or the experiment.`,
        ),
      ]
    })
  })
}

function firstBroken(experiment: Experiment): string | null {
  for (const seed of proofSeeds(experiment.seed)) {
    const [broken] = brokenPromises(experiment, seed)
    if (broken !== undefined) return broken
  }
  return null
}
