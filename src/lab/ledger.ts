import { items } from '../model/sequence.ts'
import { countLedger, type Ledger } from './ledger-count.ts'
import { type Entry, entriesOf } from './ledger-entries.ts'
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
  // A copy changes oftener than the history does.
  const isSame = known?.moment.told.length === moment.told.length
  const entries = known && isSame ? known.entries : entriesOf(items(moment.told))
  const ledger = countLedger(scenario, moment, entries)
  KNOWN.set(moment.told.items, { scenario, moment, entries, ledger })
  return ledger
}

interface Known {
  readonly scenario: Scenario
  readonly moment: Moment
  readonly entries: readonly Entry[]
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
