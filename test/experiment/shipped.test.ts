import { expect, test } from 'vitest'
import { brokenPromises } from '../../src/experiment/experiment.ts'
import { repeatWith, seedsOf } from '../sim/seeds.ts'
import { remembered } from './remembered.ts'
import { shippedExperiments } from './shipped.ts'

test.each(shippedExperiments().map(experiment => [experiment.id, experiment] as const))(
  '%s keeps its promises, and one prediction comes true, whatever the seed',
  (_, experiment) => {
    const once = remembered(experiment)
    for (const seed of [experiment.seed, ...seedsOf(0.002)])
      expect(brokenPromises(once, seed), repeatWith(seed)).toEqual([])
  },
)
