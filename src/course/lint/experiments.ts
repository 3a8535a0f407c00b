import { brokenPromises, type Experiment } from '../../experiment/experiment.ts'
import { type Finding, fault, lineOf, type Subject } from './finding.ts'

/** So many seeds, beside the experiment's own. */
const SEEDS = 5

/** Experiments whose figures are not as they promise, or of whose prediction not just one option comes true. */
export function experimentFindings(subject: Subject): readonly Finding[] {
  return subject.experiments.flatMap(experiment => {
    const file = `experiments/${experiment.id}.yaml`
    const message = firstBroken(experiment)
    if (message === null) return []
    const key = message.includes('«predict»') ? /^predict:/ : /^expect:/
    return [
      fault(file, lineOf(subject, file, key), `${message} Correct what is promised, or the experiment.`),
    ]
  })
}

function firstBroken(experiment: Experiment): string | null {
  const seeds = [experiment.seed, ...Array.from({ length: SEEDS }, (_, index) => index + 1)]
  for (const seed of seeds) {
    const [broken] = brokenPromises(experiment, seed)
    if (broken !== undefined) return broken
  }
  return null
}
