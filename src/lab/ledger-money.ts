import type { Json } from '../model/json.ts'
import type { View } from '../sim/sim.ts'
import type { Entry } from './ledger-entries.ts'
import type { Scenario } from './scenario.ts'

/**
 * What became of the money on accounts. `S` is what should be there by every acknowledged operation; operations whose
 * outcome nobody knows widen it to a range. Blind writes would make a sum meaningless, so then nothing is said.
 */
export function money(
  scenario: Scenario,
  entries: readonly Entry[],
  views: Readonly<Record<string, View>> | null,
): Readonly<Record<'moneyCreated' | 'moneyDestroyed' | 'overdraft', number | null>> {
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
