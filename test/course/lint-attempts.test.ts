import { expect, test } from 'vitest'
import { ATTEMPT_POLICIES, attempt } from '../../src/course/lint/attempts.ts'
import { type Challenge, judge } from '../../src/lab/lab.ts'
import { shippedScenario } from '../lab/scenarios.ts'
import { shippedCourse } from '../support/course.ts'

/** Each possible challenge is met within so many seeds: a sweep that could not meet them would prove nothing of the last. */
const SEEDS = 60

const { challenges } = shippedCourse()

function firstMet({ id, scenario }: Challenge): number | null {
  for (let seed = 1; seed <= SEEDS; seed += 1)
    for (const policy of ATTEMPT_POLICIES)
      if (judge({ id, scenario }, attempt(shippedScenario(scenario), policy, seed)).met) return seed
  return null
}

test.each(challenges.filter(({ impossible }) => !impossible))(
  'lint’s attempts at the impossible would meet $id',
  challenge => expect(firstMet(challenge)).not.toBeNull(),
)

test('one challenge is called impossible', () => {
  expect(challenges.filter(({ impossible }) => impossible).map(({ id }) => id)).toEqual(['beat-cap'])
})
