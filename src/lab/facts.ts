import type { Facts } from '../model/condition.ts'
import { items } from '../model/sequence.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Availability } from './availability.ts'
import type { Ledger } from './ledger.ts'
import type { Moment } from './moment.ts'
import { LEDGER_KEYS } from './scenario.ts'

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
