import { expect, test } from 'vitest'
import { brokenPromises } from '../../src/experiment/experiment.ts'
import { shippedExperiments } from './shipped.ts'

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

test.each(shippedExperiments().map(experiment => [experiment.id, experiment] as const))(
  '%s keeps its promises, and one prediction comes true, whatever the seed',
  (_, experiment) => {
    for (const seed of [experiment.seed, ...SEEDS]) expect(brokenPromises(experiment, seed)).toEqual([])
  },
)
