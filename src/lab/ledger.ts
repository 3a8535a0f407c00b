import { countLedger, type Ledger } from './ledger-count.ts'
import type { Moment, Told } from './moment.ts'
import type { Scenario } from './scenario.ts'
import { sameCopies } from './settled.ts'

export type { Ledger } from './ledger-count.ts'

/**
 * The ledger of a run at a moment. It is asked for in every frame, and grows with the square of the history: so the last
 * one of each history is kept, and good for as long as nothing has come to it and no copy has changed.
 */
export function ledgerOf(scenario: Scenario, moment: Moment): Ledger {
  const known = KNOWN.get(moment.told.items)
  if (known && isStillGood(known, scenario, moment)) return known.ledger
  const ledger = countLedger(scenario, moment)
  KNOWN.set(moment.told.items, { scenario, moment, ledger })
  return ledger
}

interface Known {
  readonly scenario: Scenario
  readonly moment: Moment
  readonly ledger: Ledger
}

/** By the list that the moments of a run share. */
const KNOWN = new WeakMap<readonly Told[], Known>()

function isStillGood(known: Known, scenario: Scenario, { told, ended, world }: Moment): boolean {
  const { moment } = known
  return (
    known.scenario === scenario &&
    moment.told.length === told.length &&
    moment.ended === ended &&
    moment.world.config === world.config &&
    sameCopies(scenario, moment.world, world)
  )
}
