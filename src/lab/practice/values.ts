import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import { CUT_MS, type Plan } from './plan.ts'
import type { Heard, Scene } from './scene.ts'
import { INITIAL } from './work.ts'

/** A value that somebody could believe a copy to show, and what it would be made of. */
export interface Possible {
  readonly value: Json
  readonly from: 'one side' | 'before' | 'all together' | 'siblings' | 'nothing left'
}

/**
 * What somebody could believe a copy to show: each side's change alone, what was there before the cut, all changes
 * together in either order, all as siblings. No value twice. With `until`, only changes that were asked for before it.
 */
export function possibleValues({ plan, heard }: Scene, until?: Heard): readonly Possible[] {
  const base = valueBefore(plan, heard)
  const changes = heard.filter(
    ({ f, atMs }) => f !== 'read' && atMs > CUT_MS && (until === undefined || atMs < until.atMs),
  )
  const alone = changes.map(change => applied(base, change))
  const all: Possible[] = [
    ...alone.map((value): Possible => ({ value, from: 'one side' })),
    { value: base, from: 'before' },
    { value: changes.reduce(applied, base), from: 'all together' },
    { value: [...changes].reverse().reduce(applied, base), from: 'all together' },
  ]
  if (plan.model === 'register' && alone.length > 1)
    all.push({ value: { siblings: alone }, from: 'siblings' })
  if (plan.model === 'account') all.push({ value: 0, from: 'nothing left' })
  return distinct(all)
}

function distinct(values: readonly Possible[]): readonly Possible[] {
  const spelt = values.map(({ value }) => canonicalJson(value))
  return values.filter((_, index) => spelt.indexOf(spelt[index] ?? '') === index)
}

/** What all copies hold when the network is cut: what was asked before was answered everywhere. */
function valueBefore(plan: Plan, heard: readonly Heard[]): Json {
  return heard.filter(({ atMs, f }) => atMs < CUT_MS && f !== 'read').reduce(applied, INITIAL[plan.model])
}

/** A value after a change, as somebody works it out who thinks of nothing else; a balance may well go below zero. */
function applied(value: Json, { f, value: by }: Pick<Heard, 'f' | 'value'>): Json {
  switch (f) {
    case 'write':
      return by
    case 'withdraw':
      return Number(value) - Number(by)
    case 'deposit':
      return Number(value) + Number(by)
    case 'add':
      return isJsonArray(value) ? [...value.filter(item => item !== by), by].sort() : value
    case 'remove':
      return isJsonArray(value) ? value.filter(item => item !== by) : value
    default:
      return value
  }
}
