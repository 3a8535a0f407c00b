import type { Json } from '../model/json.ts'
import type { OperationId, OperationSet } from '../model/operation-set.ts'
import type { Told } from './moment.ts'

/** An operation as the ledger sees it; times are places in the history. */
export interface Entry {
  readonly op: OperationId
  readonly f: Told['event']['f']
  readonly key: string
  readonly value: Json
  readonly call: number
  readonly return: number | null
  readonly outcome: 'ok' | 'refused' | 'unknown' | 'open'
  readonly basis: OperationSet
  readonly effect: boolean
}

/** The operations of a history, in the order of their invokes. */
export function entriesOf(told: readonly Told[]): readonly Entry[] {
  const entries = new Map<OperationId, Entry>()
  told.forEach(({ op, event, basis, effect }, place) => {
    if (event.type === 'invoke') {
      const { f, key = '', value } = event
      const open = { op, f, key, value, call: place, return: null, basis: 0n, effect: false }
      entries.set(op, { ...open, outcome: 'open' })
      return
    }
    const entry = entries.get(op)
    if (!entry) return
    const outcome = event.type === 'ok' ? 'ok' : event.type === 'fail' ? 'refused' : 'unknown'
    // What nobody knows of may still happen after its client has given up: it is never over.
    const returned = outcome === 'unknown' ? null : place
    entries.set(op, { ...entry, outcome, return: returned, basis: basis ?? 0n, effect })
  })
  return [...entries.values()]
}
