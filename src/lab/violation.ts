import { checkHistory } from '../checker/checker.ts'
import { at } from '../model/sequence.ts'
import { historyOf, judgedBy } from './assess.ts'
import type { LabHappening, Moment } from './moment.ts'
import type { Scenario } from './scenario.ts'

/** Steps of search for one prefix: a journey through time must not wait for a hard one. The verdict searches longer. */
const STEPS_MAX = 20_000

/**
 * The place in what was told (from 0) of the answer with which a run's history went wrong: up to it some order explains
 * what the clients saw, with it none does. Null where the history is right so far, or too hard to tell quickly. A
 * history stays wrong whatever follows (Herlihy and Wing, 1990: linearizability is prefix-closed), hence the halving.
 */
export function violationAt(scenario: Scenario, moment: Moment): number | null {
  const history = historyOf(moment)
  const isWrong = (length: number) =>
    checkHistory(history.slice(0, length), { ...judgedBy(scenario), maxSteps: STEPS_MAX }).result ===
    'violation'
  if (!isWrong(history.length)) return null
  let right = 0
  let wrong = history.length
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2)
    if (isWrong(middle)) wrong = middle
    else right = middle
  }
  return wrong - 1
}

/** Whether a happening is the one that brought this line of what was told. */
export function brought({ told }: Moment, place: number, happening: LabHappening): boolean {
  const line = at(told, place)
  return (
    happening.at === line?.event.time &&
    happening.reports.some(({ op, event }) => op === line.op && event.type === line.event.type)
  )
}

/** Whether the happening just behind this moment is the one with which its history went wrong. */
export function breaksHere(scenario: Scenario, moment: Moment): boolean {
  const last = at(moment.happenings, -1)
  if (!last?.reports.some(({ event }) => event.type === 'ok' || event.type === 'fail')) return false
  const place = violationAt(scenario, moment)
  return place !== null && brought(moment, place, last)
}
