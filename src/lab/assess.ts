import { checkHistory, type ModelName } from '../checker/checker.ts'
import { type Facts, holds } from '../model/condition.ts'
import type { Json } from '../model/json.ts'
import type { History } from '../model/operation.ts'
import { items } from '../model/sequence.ts'
import type { Verdict } from '../model/verdict.ts'
import { type Availability, availabilityOf } from './availability.ts'
import { factsOf } from './facts.ts'
import { countLedger, type Ledger } from './ledger-count.ts'
import type { Moment } from './moment.ts'
import type { Run } from './run.ts'
import type { PredictionAsked, PredictionOption, Scenario } from './scenario.ts'

/** What a run came to: everything in it is computed from the run's own history and copies. */
export interface Assessment {
  readonly ledger: Ledger
  readonly availability: Availability
  readonly verdict: Verdict
  readonly facts: Facts
}

export function assess({ scenario, moment }: Run): Assessment {
  // Once for each run of a sweep: kept, it would keep the whole run in memory until the next full collection.
  const ledger = countLedger(scenario, moment)
  const availability = availabilityOf(moment)
  const verdict = verdictOf(scenario, moment)
  return { ledger, availability, verdict, facts: factsOf(moment, ledger, availability, verdict) }
}

/** What the clients saw, in the order in which it happened. */
export function historyOf(moment: Moment): History {
  return items(moment.told).map(({ event }) => event)
}

/** The options of a prediction that turned out to hold: none, one or more. */
export function predictionsThatHeld(
  prediction: PredictionAsked | null,
  facts: Facts,
): readonly PredictionOption[] {
  return (prediction?.options ?? []).filter(option => holds(option.holds, facts))
}

/** The question about a run that was asked last: after the newest choice that has one, or before the start. */
export function predictionAsked({ scenario, acts, acted }: Run): PredictionAsked | null {
  for (const { deed } of acts.slice(0, acted).reverse()) {
    if (deed.type !== 'choose') continue
    const options = scenario.stops.find(({ id }) => id === deed.stop)?.choice?.options
    const asked = options?.find(({ id }) => id === deed.choice)?.prediction
    if (asked) return asked
  }
  return scenario.prediction
}

/** The model that judges a scenario's histories, and what it begins with. */
export function judgedBy({ model, keys }: Scenario): { readonly model: ModelName; readonly initial: Json } {
  // All keys of a scenario begin with the same value: the scenario's check sees to it.
  const [first] = Object.values(keys)
  return { model, initial: first?.initial ?? null }
}

function verdictOf(scenario: Scenario, moment: Moment): Verdict {
  return checkHistory(historyOf(moment), judgedBy(scenario))
}
