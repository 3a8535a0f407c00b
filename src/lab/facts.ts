import { items } from '../model/sequence.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Availability } from './availability.ts'
import type { Ledger } from './ledger.ts'
import type { Moment } from './moment.ts'
import { type Condition, LEDGER_KEYS } from './scenario.ts'

/** What can be said of a run in single words and numbers: what a prediction is held against. */
export type Facts = Readonly<Record<string, number | boolean | string | null>>

export const FACT_NAMES: readonly string[] = [
  ...LEDGER_KEYS,
  'notAnswered',
  'answeredWhileCut',
  'availabilityTotal',
  'verdict',
]

export function factsOf(moment: Moment, ledger: Ledger, availability: Availability, verdict: Verdict): Facts {
  return {
    ...ledger,
    notAnswered: ledger.requests - ledger.answered,
    answeredWhileCut: answeredWhileCut(moment),
    availabilityTotal: availability.total,
    verdict: verdict.result,
  }
}

/** How many operations were answered while a partition was in force. */
function answeredWhileCut(moment: Moment): number {
  let cut = false
  let count = 0
  for (const { action, reports } of items(moment.happenings)) {
    if (action.type === 'fault' && action.fault.type === 'cut') cut = true
    if (action.type === 'fault' && action.fault.type === 'heal') cut = false
    if (cut) count += reports.filter(({ event }) => event.type === 'ok').length
  }
  return count
}

/** Whether a condition is true of the facts. A figure that does not apply fulfils no condition. */
export function holds(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const fact = facts[name]
    if (typeof wanted !== 'object') return fact === wanted
    return typeof fact === 'number' && fact >= (wanted.min ?? -Infinity) && fact <= (wanted.max ?? Infinity)
  })
}
