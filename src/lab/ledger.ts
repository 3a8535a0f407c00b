import { canonicalJson, isJsonArray, type Json } from '../model/json.ts'
import { hasOperation, type OperationId, type OperationSet } from '../model/operation-set.ts'
import { items } from '../model/sequence.ts'
import type { View } from '../sim/sim.ts'
import { mostHolders } from './holders.ts'
import type { Moment, Told } from './moment.ts'
import type { LedgerKey, Scenario } from './scenario.ts'
import { sameCopies, settledViews, viewsAtFirst } from './settled.ts'

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

/** An operation as the ledger sees it; times are places in the history. */
interface Entry {
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

/**
 * The ledger of a run at a moment. It is asked for in every frame, and grows with the square of the history: so the last
 * one of each history is kept, and good for as long as nothing has come to it and no copy has changed.
 */
export function ledgerOf(scenario: Scenario, moment: Moment): Ledger {
  const known = KNOWN.get(moment.told.items)
  if (known && isStillGood(known, scenario, moment)) return known.ledger
  const ledger = counted(scenario, moment)
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

function counted(scenario: Scenario, moment: Moment): Ledger {
  const entries = entriesOf(items(moment.told))
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

/** The operations of a history, in the order of their invokes. */
function entriesOf(told: readonly Told[]): readonly Entry[] {
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

/**
 * What became of the money on accounts. `S` is what should be there by every acknowledged operation; operations whose
 * outcome nobody knows widen it to a range. Blind writes would make a sum meaningless, so then nothing is said.
 */
function money(
  scenario: Scenario,
  entries: readonly Entry[],
  views: Readonly<Record<string, View>> | null,
): Pick<Ledger, 'moneyCreated' | 'moneyDestroyed' | 'overdraft'> {
  if (scenario.model !== 'account' || entries.some(entry => entry.f === 'write' || entry.f === 'cas'))
    return { moneyCreated: null, moneyDestroyed: null, overdraft: null }
  let created = 0
  let destroyed = 0
  let overdraft = 0
  for (const [key, { initial }] of Object.entries(scenario.keys)) {
    const { low, high } = rightBalance(
      amount(initial),
      entries.filter(entry => entry.key === key),
    )
    overdraft += Math.max(0, -high)
    if (views === null) continue
    const final = amount(views[key]?.value ?? null)
    created += Math.max(0, final - high)
    destroyed += Math.max(0, low - final)
  }
  return { moneyCreated: views && created, moneyDestroyed: views && destroyed, overdraft }
}

function rightBalance(initial: number, entries: readonly Entry[]): { low: number; high: number } {
  let low = initial
  let high = initial
  for (const { f, value, outcome, effect } of entries) {
    const sum = amount(value)
    const certain = outcome === 'ok' && effect
    const possible = outcome === 'unknown' || outcome === 'open'
    if (f === 'deposit') {
      if (certain) low += sum
      if (certain || possible) high += sum
    } else if (f === 'withdraw') {
      if (certain || possible) low -= sum
      if (certain) high -= sum
    }
  }
  return { low, high }
}

function amount(value: Json): number {
  return typeof value === 'number' ? value : 0
}
