import { holds } from '../model/condition.ts'
import type { Experiment, Turned } from './definition.ts'
import type { Outcome } from './program.ts'
import { optionsThatHeld, runExperiment } from './run.ts'

/**
 * What an experiment promises and does not keep with a seed, a sentence each: figures that are not as expected, and a
 * prediction of which not exactly one option comes true.
 */
export function brokenPromises(experiment: Experiment, seed: number): readonly string[] {
  const { prediction, expected } = experiment
  // A prediction is mostly about a place that a promise names as well: it is run once.
  const runs = new Map<string, Outcome>()
  const runAt = ({ dials, remedy }: Turned): Outcome => {
    const place = `${dials.join(' ')} ${remedy}`
    const run = runs.get(place) ?? runExperiment(experiment, { dials, remedy }, seed)
    runs.set(place, run)
    return run
  }
  const broken = expected.flatMap(({ holds: condition, ...turned }, index) => {
    const { figures } = runAt(turned)
    if (holds(condition, figures)) return []
    const found = Object.keys(condition).map(name => `${name} ${figures[name]}`)
    return [`With seed ${seed} promise ${index + 1} of «expect» is not kept: found ${found.join(', ')}.`]
  })
  if (prediction === null) return broken
  const run = runAt({ dials: prediction.about, remedy: false })
  const right = optionsThatHeld(prediction, run)
  if (right.length === 1) return broken
  const which = right.length === 0 ? 'none' : right.join(' and ')
  return [...broken, `With seed ${seed} exactly one option of «predict» should come true, found ${which}.`]
}
