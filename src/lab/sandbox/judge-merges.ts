import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import { hasOperation } from '../../model/operation-set.ts'
import { ledgerOf } from '../ledger.ts'
import { valueWords } from '../narrate.ts'
import type { Run } from '../run.ts'
import { type Judgement, MET, missing, unsettledWords } from './judgement.ts'
import type { Account, Asked } from './record.ts'

/**
 * An element whose removal was acknowledged is read again after healing, by a replica that knows of the removal, though
 * nobody put it in anew. A replica that has not heard of the removal yet shows the element too: that is only stale.
 */
export function judgeDeletedBack(_run: Run, { asked, heals }: Account): Judgement {
  const removals = asked.filter(
    ({ f, outcome, ...removal }) => f === 'remove' && outcome === 'ok' && !addedAnew(removal, asked),
  )
  if (removals.length === 0) return missing(noRemoval(asked))
  const held = removals.filter(removal => wasIn(removal, asked))
  const last = held.at(-1)
  if (!last) return missing('What was removed had never been in: add it first, and wait for the answer.')
  const element = valueWords(last.value)
  const healed = held.filter(({ ended }) => heals.some(heal => ended !== null && heal > ended))
  if (healed.length === 0) return missing(`${element} was removed; no cut has been healed since.`)
  const pairs = healed.flatMap(removal => {
    const heal = heals.find(place => removal.ended !== null && place > removal.ended) ?? 0
    return asked
      .filter(
        read => read.f === 'read' && read.key === removal.key && read.called > heal && read.outcome === 'ok',
      )
      .map(read => ({
        shows: shows(read.result, removal.value),
        knows: hasOperation(read.basis, removal.op),
      }))
  })
  if (pairs.some(({ shows, knows }) => shows && knows)) return MET
  if (pairs.length === 0)
    return missing(`${element} was removed and the network healed; nobody has read since.`)
  if (pairs.some(({ shows }) => shows))
    return missing(
      `${element} was read, but by a replica that had not heard of its removal yet: wait, and read again.`,
    )
  return missing(
    `${element} was removed, and stays away: the other side must change the set as well, without knowing, before healing.`,
  )
}

function noRemoval(asked: readonly Asked[]): string {
  if (asked.some(({ f, outcome }) => f === 'remove' && outcome === 'ok'))
    return 'What was removed was added again afterwards, or by somebody whose add is still open: so it may well be there.'
  return asked.some(({ f }) => f === 'remove')
    ? 'No removal has been acknowledged yet.'
    : 'Nothing has been removed yet.'
}

/** Whether an add of the element may have come after its removal: it was not over when the removal was asked for. */
function addedAnew(removal: Pick<Asked, 'key' | 'value' | 'called'>, asked: readonly Asked[]): boolean {
  return addsOf(removal, asked).some(
    ({ outcome, ended }) => outcome !== 'refused' && (outcome !== 'ok' || (ended ?? 0) > removal.called),
  )
}

function wasIn(removal: Asked, asked: readonly Asked[]): boolean {
  return addsOf(removal, asked).some(({ outcome }) => outcome === 'ok')
}

function addsOf({ key, value }: Pick<Asked, 'key' | 'value'>, asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(other => other.f === 'add' && other.key === key && same(other.value, value))
}

function shows(set: Json, element: Json): boolean {
  return isJsonArray(set) && set.some(member => same(member, element))
}

function same(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/** A read was answered with two values that differ, or two such are left standing. */
export function judgeSiblings(run: Run, { asked, spells }: Account): Judgement {
  const { conflicts } = ledgerOf(run.scenario, run.moment)
  if ((conflicts ?? 0) > 0 || asked.some(({ f, result }) => f === 'read' && isSiblings(result))) return MET
  const keys = Object.keys(run.scenario.keys).filter(key => run.scenario.keys[key]?.merge === 'siblings')
  const changes = asked.filter(({ key, outcome, effect }) => keys.includes(key) && outcome === 'ok' && effect)
  const name = keys.join(' or ')
  if (changes.length === 0) {
    const elsewhere = asked.some(({ outcome, effect }) => outcome === 'ok' && effect)
    return missing(
      elsewhere
        ? `Something was written, but not to «${name}», the key that keeps both values.`
        : `Nothing has been written to «${name}» yet.`,
    )
  }
  if (changes.length === 1)
    return missing(`«${name}» was written once; siblings are two values that do not know of each other.`)
  if (new Set(changes.map(({ key, value }) => canonicalJson([key, value]))).size === 1)
    return missing(
      `«${name}» was written ${changes.length} times with the same value: siblings are values that differ.`,
    )
  if (conflicts === null)
    return missing(
      `«${name}» was written ${changes.length} times; two values show once they meet: ${unsettledWords(run)}.`,
    )
  const how = spells.length === 0 ? 'nothing was ever cut' : 'no two were made on two sides of one cut'
  return missing(`«${name}» was written ${changes.length} times, each knowing of the one before: ${how}.`)
}

function isSiblings(value: Json): boolean {
  return typeof value === 'object' && value !== null && !isJsonArray(value) && 'siblings' in value
}
