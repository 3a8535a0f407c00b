import { canonicalJson, isJsonArray } from '../model/json.ts'
import { hasOperation, type OperationId, type OperationSet } from '../model/operation-set.ts'
import { items } from '../model/sequence.ts'
import type { View } from '../sim/sim.ts'
import { mostHolders } from './holders.ts'
import { type Entry, entriesOf } from './ledger-entries.ts'
import { money } from './ledger-money.ts'
import type { Moment } from './moment.ts'
import type { LedgerKey, Scenario } from './scenario.ts'
import { settledViews, viewsAtFirst } from './settled.ts'

/**
 * What a run has cost, counted from its history and its copies. Null where a figure does not apply: money outside
 * accounts, losses while the copies have not settled.
 */
export type Ledger = Readonly<Record<Exclude<LedgerKey, 'settled'>, number | null>> & {
  readonly requests: number
  readonly answered: number
  readonly refused: number
  readonly unknown: number
  /** Whether the network is whole, every replica runs, and all copies show the same. */
  readonly settled: boolean
}

/** The ledger of a run at a moment, counted afresh; it takes the square of the history, whose operations are `entries`. */
export function countLedger(
  scenario: Scenario,
  moment: Moment,
  entries: readonly Entry[] = entriesOf(items(moment.told)),
): Ledger {
  const settled = settledViews(scenario, moment.world)
  // While nobody has asked for a change every copy is as it began, whether or not all are idle.
  const views = settled ?? (entries.every(({ f }) => f === 'read') ? viewsAtFirst(scenario) : null)
  const count = (outcome: Entry['outcome']) => entries.filter(entry => entry.outcome === outcome).length
  return {
    requests: entries.length,
    answered: count('ok'),
    refused: count('refused'),
    // Whoever still waits when a run ends doesn't know either.
    unknown: count('unknown') + (moment.ended ? count('open') : 0),
    staleReads: countStale(entries, entry => entry.f === 'read'),
    staleDecisions: countStale(entries, entry => DECISIONS.has(entry.f)),
    lostWrites: views && countLost(entries, views),
    conflicts: countConflicts(scenario, moment, views),
    cameBack: scenario.model === 'set' ? views && countReturned(scenario, entries, views) : null,
    holders: scenario.lock ? mostHolders(scenario, items(moment.told)).clients.length : null,
    ...money(scenario, entries, views),
    settled: settled !== null,
  }
}

const DECISIONS: ReadonlySet<string> = new Set(['withdraw', 'cas', 'deposit'])

/**
 * Whether an acknowledged effect is missing from what something was computed from: it is not contained, and nothing that
 * is contained may have come after it and taken its place rightly: a blind write, or in a set the same element added or
 * removed again.
 */
function missing(write: Entry, within: OperationSet, entries: readonly Entry[]): boolean {
  if (hasOperation(within, write.op)) return false
  return !entries.some(
    other =>
      replaces(other, write) &&
      other.key === write.key &&
      hasOperation(within, other.op) &&
      !(other.return !== null && other.return < write.call),
  )
}

function replaces(other: Entry, write: Entry): boolean {
  if (other.f === 'write') return true
  const ofSet = (other.f === 'add' || other.f === 'remove') && (write.f === 'add' || write.f === 'remove')
  return ofSet && canonicalJson(other.value) === canonicalJson(write.value)
}

function acknowledged(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(entry => entry.outcome === 'ok' && entry.effect)
}

/** The operations whose answers were computed without an effect that had been acknowledged before they were asked. */
export function staleAnswers(moment: Moment): ReadonlySet<OperationId> {
  const counts = (entry: Entry) => entry.f === 'read' || DECISIONS.has(entry.f)
  return new Set(staleEntries(entriesOf(items(moment.told)), counts).map(({ op }) => op))
}

function countStale(entries: readonly Entry[], counts: (entry: Entry) => boolean): number {
  return staleEntries(entries, counts).length
}

function staleEntries(entries: readonly Entry[], counts: (entry: Entry) => boolean): readonly Entry[] {
  const writes = acknowledged(entries)
  return entries.filter(
    entry =>
      entry.outcome === 'ok' &&
      counts(entry) &&
      writes.some(
        write =>
          write.key === entry.key &&
          write.return !== null &&
          write.return < entry.call &&
          missing(write, entry.basis, entries),
      ),
  )
}

function countLost(entries: readonly Entry[], views: Readonly<Record<string, View>>): number {
  return acknowledged(entries).filter(write => missing(write, views[write.key]?.includes ?? 0n, entries))
    .length
}

/** Values too many, on keys whose merge rule leaves conflicts standing; the other rules resolve them by themselves. */
function countConflicts(
  scenario: Scenario,
  { world }: Moment,
  views: Readonly<Record<string, View>> | null,
): number | null {
  const rule = (key: string) => world.config.merge?.[key] ?? scenario.keys[key]?.merge
  const keys = Object.keys(scenario.keys).filter(key => rule(key) === 'siblings')
  if (keys.length === 0 || views === null) return null
  return keys.reduce((sum, key) => sum + Math.max(0, (views[key]?.parts ?? 1) - 1), 0)
}

/** Elements that are there although their removal was confirmed, and nobody can have added them again after it. */
function countReturned(
  { keys }: Scenario,
  entries: readonly Entry[],
  views: Readonly<Record<string, View>>,
): number {
  return Object.keys(keys).reduce((sum, key) => {
    const value = views[key]?.value ?? null
    const there = isJsonArray(value) ? value : []
    const own = entries.filter(entry => entry.key === key)
    return sum + there.filter(element => wasRemoved(own, canonicalJson(element))).length
  }, 0)
}

function wasRemoved(entries: readonly Entry[], element: string): boolean {
  const about = entries.filter(({ value }) => canonicalJson(value) === element)
  return about.some(
    gone =>
      gone.f === 'remove' &&
      gone.outcome === 'ok' &&
      about.every(
        added =>
          added.f !== 'add' ||
          added.outcome === 'refused' ||
          (added.return !== null && added.return < gone.call),
      ),
  )
}
