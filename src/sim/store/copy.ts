import type { NodeId } from '../../model/cluster.ts'
import type { Json } from '../../model/json.ts'
import type { OperationId, OperationSet } from '../../model/operation-set.ts'
import type { Micros } from '../../model/time.ts'

/**
 * The number of one try to get agreement, unique by its node. Ballots order what was agreed and nothing else.
 * (CASPaxos: Rystsov, arXiv:1802.07000.)
 */
export type Ballot = readonly [counter: number, node: NodeId]

export const NO_BALLOT: Ballot = [0, '']

/** When a version was made, by its maker's clock: orders versions inside a merge rule and nowhere else. */
export type Stamp = readonly [time: Micros, node: NodeId]

/** For each origin (a replica and which of its disks) how many of its versions have been seen, without gaps. */
export type Saw = Readonly<Record<string, number>>

/** The results of the operations that an agreed value has been through, newest first. Shared between values. */
export interface Done {
  readonly op: OperationId
  readonly result: Json
  /** Whether it changed anything then: a later merge may have dropped the change, and it was confirmed all the same. */
  readonly effect: boolean
  readonly rest: Done | null
}

/** What a majority agreed on (or may have): a value, and what it is made of. */
export interface Agreed {
  readonly value: Json
  /** The ballot that last changed the value; reads agree again without changing it. */
  readonly writtenBallot: Ballot
  readonly stamp: Stamp
  /** The versions that have been folded in. */
  readonly saw: Saw
  readonly done: Done | null
  readonly includes: OperationSet
  /** The policy epoch in which it was agreed; see `Settings` on sealing. */
  readonly epoch: number
}

/** What one replica answered on its own while it asked nobody: a resulting value, or for a counter the difference. */
export interface Version {
  readonly dot: readonly [origin: string, n: number]
  readonly stamp: Stamp
  readonly saw: Saw
  readonly sawAgreed: Ballot
  readonly change: { readonly value: Json } | { readonly delta: number }
  readonly op: OperationId
  readonly includes: OperationSet
}

/**
 * A replica's copy of one key, in one shape for both policies and every merge rule: what was promised and agreed, and
 * the versions answered locally that no agreement has taken up yet. With `pending` empty it is plain CASPaxos.
 */
export interface Copy {
  readonly promised: Ballot
  readonly ballot: Ballot
  readonly agreed: Agreed
  readonly pending: readonly Version[]
}

/** The copy that every replica has of a key before anything happened. */
export function initialCopy(value: Json): Copy {
  const agreed = {
    value,
    writtenBallot: NO_BALLOT,
    stamp: [0, ''],
    saw: {},
    done: null,
    includes: 0n,
    epoch: 0,
  } as const
  return { promised: NO_BALLOT, ballot: NO_BALLOT, agreed, pending: [] }
}

/** Negative where `a` is the lesser ballot (or stamp), 0 where they are the same. Ties fall to the node's name. */
export function compareMarks(a: Ballot | Stamp, b: Ballot | Stamp): number {
  if (a[0] !== b[0]) return a[0] - b[0]
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0
}

/** What an agreed value holds about an operation; undefined where it has not been through it. */
export function doneEntry(done: Done | null, op: OperationId): Done | undefined {
  for (let entry = done; entry !== null; entry = entry.rest) if (entry.op === op) return entry
  return undefined
}

export function covers(saw: Saw, version: Version): boolean {
  const [origin, n] = version.dot
  return (saw[origin] ?? 0) >= n
}

export function joinSaw(a: Saw, b: Saw): Saw {
  const joined: Record<string, number> = { ...a }
  for (const [origin, n] of Object.entries(b)) joined[origin] = Math.max(joined[origin] ?? 0, n)
  return joined
}

/** All that a copy has seen: what its agreed value has folded in, and its pending versions. */
export function seenBy(copy: { readonly agreed: Agreed; readonly pending: readonly Version[] }): Saw {
  if (copy.pending.length === 0) return copy.agreed.saw
  const saw: Record<string, number> = { ...copy.agreed.saw }
  for (const { dot } of copy.pending) saw[dot[0]] = Math.max(saw[dot[0]] ?? 0, dot[1])
  return saw
}

/** Whether `a` has seen everything that `b` has. */
export function seesAll(a: Saw, b: Saw): boolean {
  // Mostly both have the very same from the last agreement.
  return a === b || Object.entries(b).every(([origin, n]) => (a[origin] ?? 0) >= n)
}

/** The versions of both lists, each once, in the order of their dots: the same on every replica. */
export function joinPending(a: readonly Version[], b: readonly Version[]): readonly Version[] {
  // Nearly always the very same object: versions are never copied.
  const known = new Set(a)
  const missing = b.filter(version => !known.has(version) && !a.some(other => sameDot(other, version)))
  if (missing.length === 0) return a
  return [...a, ...missing].sort((x, y) =>
    x.dot[0] < y.dot[0] ? -1 : x.dot[0] > y.dot[0] ? 1 : x.dot[1] - y.dot[1],
  )
}

function sameDot(a: Version, b: Version): boolean {
  return a.dot[0] === b.dot[0] && a.dot[1] === b.dot[1]
}
