import { readFileSync } from 'node:fs'
import {
  advance,
  decide,
  goOn,
  type Run,
  readScenario,
  type Scenario,
  startRun,
  stopOf,
} from '../../src/lab/lab.ts'
import type { Choose } from '../../src/lab/sweep.ts'
import { present } from '../../src/model/assert.ts'
import type { Policy } from '../../src/model/cluster.ts'
import { problemLine } from '../../src/model/problem.ts'

/** The text of a scenario that is shipped. */
export function scenarioText(id: string): string {
  return readFileSync(new URL(`../../lessons/scenarios/${id}.yaml`, import.meta.url), 'utf8')
}

export function shippedScenario(id: string): Scenario {
  const read = readScenario(scenarioText(id), `${id}.yaml`)
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'))
  return read.value
}

export const TO_THE_END = 3_600_000_000

/** Goes on to the next stop that asks something, or to the end. */
export function toTheChoice(run: Run): Run {
  let next = advance(run, TO_THE_END)
  for (let stop = stopOf(next); stop?.choice === null; stop = stopOf(next))
    next = advance(goOn(next), TO_THE_END)
  return next
}

/** A run to its end, with the same choice at every stop that has it, and the first one elsewhere. */
export function played(run: Run, choice: string | null): Run {
  let next = advance(run, TO_THE_END)
  for (let stop = stopOf(next); stop; stop = stopOf(next)) {
    const options = stop.choice?.options ?? []
    const taken = options.find(({ id }) => id === choice) ?? options[0]
    next = taken ? present(decide(next, taken.id), 'an option of this stop') : goOn(next)
    next = advance(next, TO_THE_END)
  }
  return next
}

/** A run with the same choice at every stop that asks. */
export function playedRun(scenario: Scenario, seed: number, choice: Policy): Run {
  let next = toTheChoice(startRun(scenario, seed))
  for (let decided = decide(next, choice); decided !== null; decided = decide(next, choice))
    next = toTheChoice(decided)
  return next
}

/** Every way through a scenario's stops: one choice for each stop that asks. */
export function combinations({ stops }: Scenario): readonly (readonly string[])[] {
  return stops.reduce<readonly (readonly string[])[]>(
    (ways, { choice }) =>
      choice === null ? ways : ways.flatMap(way => choice.options.map(({ id }) => [...way, id])),
    [[]],
  )
}

/** Chooses what is among these, at every stop. */
export function chooser(choices: readonly string[]): Choose {
  return stop =>
    present(
      stop.choice?.options.find(({ id }) => choices.includes(id)),
      `a choice at ${stop.id}`,
    )
}
