import {
  advance,
  assess,
  type Choice,
  decide,
  expectProblems,
  goOn,
  isSandbox,
  type PredictionAsked,
  predictionAsked,
  predictionsThatHeld,
  type Run,
  type Scenario,
  type Stop,
  startRun,
  stopOf,
} from '../../lab/lab.ts'
import { present } from '../../model/assert.ts'
import { scenarioBeliefs } from './beliefs.ts'
import { type Finding, fault, guarded, hint, lineOf, literally, type Subject } from './finding.ts'
import { proofSeeds } from './seeds.ts'

/** So many ways through a scenario are tried; one that asks more often is looked at in part. */
const WAYS_MAX = 16

/** Scenarios that can't be run to their end, that break a promise, or stop where nobody ever comes. */
export function scenarioFindings(subject: Subject, judged = assess): readonly Finding[] {
  return subject.scenarios.flatMap(scenario =>
    guarded(fileOf(scenario), () => [
      ...runFindings(scenario, subject, judged),
      ...expectProblems(scenario, fileOf(scenario), proofSeeds(scenario.seed)).map(
        ({ file, line, message }) =>
          fault('scenario-promise', file, line, `${message} Correct what is expected, or the scenario.`),
      ),
    ]),
  )
}

function fileOf({ id }: Scenario): string {
  return `scenarios/${id}.yaml`
}

/** Which choice is made at which stop, by their ids. */
type Way = Readonly<Record<string, string>>

function runFindings(scenario: Scenario, subject: Subject, judged: typeof assess): readonly Finding[] {
  const file = fileOf(scenario)
  const reached = new Set<string>()
  const cameTrue = new Set<PredictionAsked['options'][number]>()
  // Where nothing happens by itself, as in a sandbox, one seed is as good as many.
  for (const seed of scenario.workload.length + scenario.faults.length === 0
    ? [scenario.seed]
    : proofSeeds(scenario.seed))
    for (const way of waysThrough(scenario)) {
      const run = played(startRun(scenario, seed), way, reached)
      const about = `with seed ${seed}${chosen(way)}`
      const { verdict, facts } = judged(run)
      if (verdict.result === 'unknown')
        return [
          fault(
            'undecided',
            file,
            null,
            `${about} the history can't be judged in time: let fewer operations overlap`,
          ),
        ]
      const asked = predictionAsked(run)
      const held = predictionsThatHeld(asked, facts)
      for (const option of held) cameTrue.add(option)
      if (asked === null || isSandbox(scenario) || held.length === 1) continue
      const found = held.length === 0 ? 'none' : held.map(({ id }) => id).join(' and ')
      const message = `${about} exactly one option of «predict» should come true, found ${found}: correct «holds»`
      return [fault('scenario-prediction', file, lineOf(subject, file, /^predict:/), message)]
    }
  const unreached = scenario.stops
    .filter(({ id }) => !reached.has(id))
    .map(({ id }) => {
      const line = lineOf(subject, file, new RegExp(`id:\\s*["']?${literally(id)}\\b`))
      return hint('unreached-stop', file, line, `no run came to the stop «${id}»: correct «when»`)
    })
  // Of a question that no run came to nothing is known.
  if (unreached.length > 0) return unreached
  return scenarioBeliefs(scenario, cameTrue, file, subject)
}

function chosen(way: Way): string {
  const ids = Object.values(way)
  return ids.length === 0 ? '' : ` and ${ids.join(', ')}`
}

/** Every combination of choices, the first sixteen of them. */
function waysThrough({ stops }: Scenario): readonly Way[] {
  return stops.reduce<readonly Way[]>(
    (ways, { id, choice }) =>
      choice === null
        ? ways
        : ways.flatMap(way => choice.options.map(option => ({ ...way, [id]: option.id }))).slice(0, WAYS_MAX),
    [{}],
  )
}

/** A run to its end. The stops that it comes to are added to `reached`. */
function played(begin: Run, way: Way, reached: Set<string>): Run {
  const { scenario } = begin
  let run = begin
  for (;;) {
    run = advance(run, scenario.lastsUs + 1 - run.now)
    const stop = stopOf(run)
    if (!stop) return run
    reached.add(stop.id)
    const choice = choiceAt(stop, way)
    run = choice === null ? goOn(run) : present(decide(run, choice.id), `a choice at «${stop.id}»`)
  }
}

function choiceAt({ id, choice }: Stop, way: Way): Choice | null {
  return choice?.options.find(option => option.id === way[id]) ?? choice?.options[0] ?? null
}
