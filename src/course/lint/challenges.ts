import { advance, type Challenge, judge, type Run, type Scenario, startRun, typeInto } from '../../lab/lab.ts'
import { micros } from '../../model/time.ts'
import { type Finding, fault, lineOf, type Subject } from './finding.ts'

const FILE = 'challenges.yaml'
const SEEDS = 10
/** An impossible challenge is attempted with so many seeds, under each policy. */
const ATTEMPT_SEEDS = 50
/** Virtual time for everything to come to rest after the last line. */
const REST_US = micros(5000)

/** Challenges that are met by doing nothing, or not by their solution; and impossible ones that somebody can meet. */
export function challengeFindings(subject: Subject): readonly Finding[] {
  return subject.challenges.flatMap(challenge => {
    const scenario = subject.scenarios.find(({ id }) => id === challenge.scenario)
    const message = scenario && whatIsWrong(challenge, scenario)
    if (message === undefined || message === null) return []
    const line = lineOf(subject, FILE, new RegExp(`id:\\s*["']?${challenge.id}\\b`))
    return [fault(FILE, line, `«${challenge.id}» ${message}`)]
  })
}

function whatIsWrong(challenge: Challenge, scenario: Scenario): string | null {
  if (judge(challenge, advance(startRun(scenario, 1), REST_US)).met)
    return 'is met before anything was done: choose another sandbox'
  if (challenge.impossible) return metAfterAll(challenge, scenario)
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const run = typed(startRun(scenario, seed), challenge.solution)
    if (typeof run === 'string') return `has a line that is no command here: ${run}`
    const { met, missing } = judge(challenge, run)
    if (!met) return `is not met by its solution with seed ${seed}: ${missing}`
  }
  return null
}

/** Attempts at what nobody can do: cut, change on one side, read on the other, under either policy. */
function metAfterAll(challenge: Challenge, scenario: Scenario): string | null {
  for (let seed = 1; seed <= ATTEMPT_SEEDS; seed += 1)
    for (const policy of ['consistency', 'availability']) {
      const run = typed(startRun(scenario, seed), attempt(scenario, policy, seed))
      if (typeof run === 'string') return `can't be attempted: ${run}`
      if (judge(challenge, run).met)
        return `is called impossible, and with seed ${seed} it was met under ${policy}`
    }
  return null
}

function attempt({ clients, handCut, handWrite }: Scenario, policy: string, seed: number) {
  const sides = handCut.groups.flatMap(
    group => clients.find(({ coordinator }) => group.includes(coordinator)) ?? [],
  )
  const [writer, reader] = seed % 2 === 0 ? sides : [...sides].reverse()
  const { f, key, value } = handWrite
  const argument = typeof value === 'number' || typeof value === 'string' ? ` ${value}` : ''
  const lines = [
    `policy ${policy}`,
    `cut ${handCut.groups.map(group => group.join(' ')).join(' | ')}`,
    `${f}${argument} ${f === 'write' ? 'to' : f === 'withdraw' || f === 'remove' ? 'from' : 'to'} ${key} at ${writer?.id}`,
    `read ${key} at ${reader?.id}`,
  ]
  return lines.map((line, index) => ({ at: 100 + index * (100 + seed * 20), do: line }))
}

/** The run some time after the last line; or what is wrong with a line. */
function typed(run: Run, lines: Challenge['solution']): Run | string {
  const read = typeInto(run, lines)
  if (read.ok) return advance(read.value, REST_US)
  return read.problems.map(({ file, message }) => `${file} ${message}`).join(' ')
}
