import { holds } from '../model/condition.ts'
import type { Experiment } from './definition.ts'
import { optionsThatHeld, runExperiment } from './run.ts'

/**
 * What an experiment promises and does not keep with a seed, a sentence each: figures that are not as expected, and a
 * prediction of which not exactly one option comes true.
 */
export function brokenPromises(experiment: Experiment, seed: number): readonly string[] {
  const { prediction, expected } = experiment
  const broken = expected.flatMap(({ holds: condition, ...turned }, index) => {
    const { figures } = runExperiment(experiment, turned, seed)
    if (holds(condition, figures)) return []
    const found = Object.keys(condition).map(name => `${name} ${figures[name]}`)
    return [`With seed ${seed} promise ${index + 1} of «expect» is not kept: found ${found.join(', ')}.`]
  })
  if (prediction === null) return broken
  const run = runExperiment(experiment, { dials: prediction.about, remedy: false }, seed)
  const right = optionsThatHeld(prediction, run)
  if (right.length === 1) return broken
  const which = right.length === 0 ? 'none' : right.join(' and ')
  return [...broken, `With seed ${seed} exactly one option of «predict» should come true, found ${which}.`]
}
