import type { MergeRule } from '../../model/cluster.ts'
import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import { type OperationSet, withOperation } from '../../model/operation-set.ts'
import { type Agreed, type Ballot, compareMarks, covers, type Saw, seenBy, type Version } from './copy.ts'

/** What a replica shows of a key: one value made of the agreed one and the pending versions, by the key's merge rule. */
export interface View {
  readonly value: Json
  readonly includes: OperationSet
  readonly saw: Saw
  readonly sawAgreed: Ballot
  /** The latest stamp in it: whatever comes next is stamped later. */
  readonly latest: number
  /** How many different values had a say in this one, the agreed one included. More than one: they were in conflict. */
  readonly parts: number
}

/** The part of a copy that a view is made of. */
interface Parts {
  readonly agreed: Agreed
  readonly pending: readonly Version[]
}

/** The view of a copy. Versions that the agreed value has folded in are hidden: they are in it already. */
export function viewOf(rule: MergeRule, copy: Parts): View {
  const { agreed, pending } = copy
  const shown = pending.filter(version => !covers(agreed.saw, version))
  const latest = pending.reduce((time, version) => Math.max(time, version.stamp[0]), agreed.stamp[0])
  const { value, includes, parts } = shown.length === 0 ? agreedAlone(agreed) : merge(rule, agreed, shown)
  return { value, includes, saw: seenBy(copy), sawAgreed: agreed.writtenBallot, latest, parts }
}

type Merged = Pick<View, 'value' | 'includes' | 'parts'>

function agreedAlone(agreed: Agreed): Merged {
  return { value: agreed.value, includes: agreed.includes, parts: 1 }
}

function merge(rule: MergeRule, agreed: Agreed, shown: readonly Version[]): Merged {
  switch (rule) {
    case 'last-write-wins':
      return lastWriteWins(agreed, shown)
    case 'counter':
      return counter(agreed, shown)
    case 'set-union':
      return setUnion(agreed, shown)
    case 'siblings':
      return allSiblings(agreed, shown)
  }
}

/** The greatest stamp takes it all. What the others contained is gone, and nobody is told. */
function lastWriteWins(agreed: Agreed, shown: readonly Version[]): Merged {
  let winner: Agreed | Version = agreed
  for (const version of shown) if (compareMarks(version.stamp, winner.stamp) > 0) winner = version
  const value = 'change' in winner ? resultingValue(winner) : winner.value
  return { value, includes: winner.includes, parts: 1 }
}

/** Differences add up whatever their order, so nothing is lost; nothing checks the sum either. */
function counter(agreed: Agreed, shown: readonly Version[]): Merged {
  let value = typeof agreed.value === 'number' ? agreed.value : 0
  let includes = agreed.includes
  for (const version of shown) {
    if ('delta' in version.change) value += version.change.delta
    includes = withOperation(includes, version.op)
  }
  return { value, includes, parts: 1 }
}

/**
 * What the versions say that no other one has seen, the agreed one among them unless one of the others saw it. Each value
 * stands once: two that wrote the same without knowing of each other do not disagree.
 */
function siblingsOf(
  agreed: Agreed,
  shown: readonly Version[],
): { values: readonly Json[]; includes: OperationSet } {
  // No version has seen itself, so that whatever is seen at all is seen by another one.
  const seen: Record<string, number> = {}
  for (const { saw } of shown)
    for (const origin in saw) seen[origin] = Math.max(seen[origin] ?? 0, saw[origin] ?? 0)
  const siblings = shown.filter(version => !covers(seen, version))
  const agreedSeen = shown.some(version => compareMarks(version.sawAgreed, agreed.writtenBallot) >= 0)
  const values = distinct([...(agreedSeen ? [] : [agreed.value]), ...siblings.map(resultingValue)])
  const includes = siblings.reduce(
    (all, version) => all | version.includes,
    agreedSeen ? 0n : agreed.includes,
  )
  return { values, includes }
}

/**
 * The siblings, united. An element that was removed on one side comes back only where the other side changed the set at
 * the same time: a real conflict.
 */
function setUnion(agreed: Agreed, shown: readonly Version[]): Merged {
  const { values, includes } = siblingsOf(agreed, shown)
  return { value: uniteSets(values), includes, parts: values.length }
}

/**
 * The siblings as they are. More than one are shown as `{siblings: [...]}`, and so are they read: no single copy holds
 * two values at once, so whoever judges such an answer as a register's finds it wrong. The next write sees them all
 * and takes their place.
 */
function allSiblings(agreed: Agreed, shown: readonly Version[]): Merged {
  const { values, includes } = siblingsOf(agreed, shown)
  const [only = null, ...more] = values
  return {
    value: more.length === 0 ? only : { siblings: values },
    includes,
    parts: values.length,
  }
}

function resultingValue(version: Version): Json {
  return 'value' in version.change ? version.change.value : null
}

/** The union of sets, each an array, in canonical order. */
export function uniteSets(sets: readonly Json[]): Json {
  return distinct(sets.flatMap(set => (isJsonArray(set) ? set : [])))
}

/** Each value once, in canonical order. */
function distinct(values: readonly Json[]): readonly Json[] {
  const found = new Map(values.map(value => [canonicalJson(value), value]))
  return [...found.keys()].sort().map(key => found.get(key) ?? null)
}
