import { advance, type Challenge, judge, type Run, type Scenario, startRun, typeInto } from '../../lab/lab.ts'
import { micros } from '../../model/time.ts'
import { ATTEMPT_POLICIES, attempt } from './attempts.ts'
import { type Finding, fault, guarded, lineOf, type Subject } from './finding.ts'
import type { FindingKind } from './kinds.ts'
import { proofSeeds } from './seeds.ts'

const FILE = 'challenges.yaml'
/** An impossible challenge is swept over so many seeds, under each policy. */
const ATTEMPT_SEEDS = 200
/** Virtual time for everything to come to rest after the last line. */
const REST_US = micros(5000)

/** Challenges that are met by doing nothing, or not by their solution; and impossible ones that somebody can meet. */
export function challengeFindings(subject: Subject): readonly Finding[] {
  return subject.challenges.flatMap(challenge =>
    guarded(FILE, () => {
      const scenario = subject.scenarios.find(({ id }) => id === challenge.scenario)
      const wrong = scenario ? whatIsWrong(challenge, scenario) : null
      if (wrong === null) return []
      const line = lineOf(subject, FILE, new RegExp(`id:\\s*["']?${challenge.id}\\b`))
      return [fault(wrong[0], FILE, line, `«${challenge.id}» ${wrong[1]}`)]
    }),
  )
}

/** The kind of fault, and what is said of it. */
type Wrong = readonly [FindingKind, string]

function whatIsWrong(challenge: Challenge, scenario: Scenario): Wrong | null {
  if (judge(challenge, advance(startRun(scenario, 1), REST_US)).met)
    return ['met-at-start', 'is met before anything was done: choose another sandbox']
  if (challenge.impossible) return metAfterAll(challenge, scenario)
  for (const seed of proofSeeds()) {
    const run = typed(startRun(scenario, seed), challenge.solution)
    if (typeof run === 'string') return ['no-command', `has a line that is no command here: ${run}`]
    const { met, missing } = judge(challenge, run)
    if (!met) return ['not-met', `is not met by its solution with seed ${seed}: ${missing}`]
  }
  return null
}

/** A sweep of attempts at what nobody can do, under either policy: the first seed with which it was met. */
function metAfterAll(challenge: Challenge, scenario: Scenario): Wrong | null {
  for (let seed = 1; seed <= ATTEMPT_SEEDS; seed += 1)
    for (const policy of ATTEMPT_POLICIES)
      if (judge(challenge, attempt(scenario, policy, seed)).met)
        return ['impossible-met', `is called impossible, and with seed ${seed} it was met under ${policy}`]
  return null
}

/** The run some time after the last line; or what is wrong with a line. */
function typed(run: Run, lines: Challenge['solution']): Run | string {
  const read = typeInto(run, lines)
  if (read.ok) return advance(read.value, REST_US)
  return read.problems.map(({ file, message }) => `${file} ${message}`).join(' ')
}
