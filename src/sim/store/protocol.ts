import type { MergeRule, NodeId, Policy } from '../../model/cluster.ts'
import type { Json } from '../../model/json.ts'
import type { HistoryEvent, OperationName } from '../../model/operation.ts'
import type { OperationId, OperationSet } from '../../model/operation-set.ts'
import type { Micros } from '../../model/time.ts'
import type { Agreed, Ballot, Saw, Version } from './copy.ts'

/** What a client hands to its coordinator. `policy` overrides the one in force for this operation alone. */
export interface Request {
  readonly op: OperationId
  readonly client: NodeId
  readonly f: OperationName
  readonly key: string
  readonly value: Json
  readonly policy: Policy | null
}

/**
 * What a coordinator says in the end. `refused` is definite: nothing happened. `no-answer` is not: a majority may or
 * may not have it. `basis` is the set of operations whose effects the answer was computed from.
 */
export type Answer =
  | { readonly kind: 'ok'; readonly result: Json; readonly basis: OperationSet; readonly effect: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'no-answer' }

/** What can be on the wire. */
export type Body =
  | { readonly type: 'request'; readonly request: Request }
  | { readonly type: 'reply'; readonly op: OperationId; readonly answer: Answer }
  | { readonly type: 'prepare'; readonly op: OperationId; readonly key: string; readonly ballot: Ballot }
  | {
      readonly type: 'promise'
      readonly op: OperationId
      readonly key: string
      readonly ballot: Ballot
      readonly copy: PromisedCopy
    }
  | {
      readonly type: 'accept'
      readonly op: OperationId
      readonly key: string
      readonly ballot: Ballot
      readonly agreed: Agreed
    }
  | { readonly type: 'accepted'; readonly op: OperationId; readonly key: string; readonly ballot: Ballot }
  | {
      readonly type: 'nack'
      readonly op: OperationId
      readonly key: string
      readonly ballot: Ballot
      readonly promised: Ballot
    }
  | {
      readonly type: 'push'
      readonly key: string
      readonly pending: readonly Version[]
      readonly through: number
    }
  | { readonly type: 'pushed'; readonly key: string; readonly through: number }
  | { readonly type: 'digest'; readonly entries: readonly DigestEntry[] }
  | { readonly type: 'copies'; readonly entries: readonly CopyEntry[] }
  /** A replica that lost its disk asks what it may have promised, and is told. `number` is that of its new disk. */
  | { readonly type: 'recover'; readonly number: number }
  | {
      readonly type: 'recovery'
      readonly number: number
      readonly counter: number
      readonly entries: readonly RecoveryEntry[]
    }

/** What an acceptor shows of its copy when it promises. */
export interface PromisedCopy {
  readonly ballot: Ballot
  readonly agreed: Agreed
  readonly pending: readonly Version[]
}

/** What a replica says of a key in the periodic exchange; it doubles as its heartbeat. */
export interface DigestEntry {
  readonly key: string
  readonly ballot: Ballot
  readonly saw: Saw
}

/** What a peer knows of a key, its own promise included. */
export interface RecoveryEntry extends CopyEntry {
  readonly promised: Ballot
}

export interface CopyEntry extends PromisedCopy {
  readonly key: string
}

export type Timer =
  | {
      readonly type: 'attempt'
      readonly op: OperationId
      readonly tries: number
      readonly phase: 'prepare' | 'accept'
    }
  | { readonly type: 'retry'; readonly op: OperationId; readonly tries: number }
  | { readonly type: 'deadline'; readonly op: OperationId }
  | { readonly type: 'exchange' }
  | { readonly type: 'client-timeout'; readonly op: OperationId }

/** What a client is told to do from outside. */
export interface Order {
  readonly f: OperationName
  readonly key: string
  readonly value: Json
  readonly policy: Policy | null
}

/** A client's entry in the history; `basis` and `effect` stand beside an ok answer, for the ledger. */
export interface Report {
  readonly op: OperationId
  readonly client: NodeId
  readonly event: HistoryEvent
  readonly basis: OperationSet | null
  readonly effect: boolean
}

/** What a replica notes for those who watch. `op` names the operation where there is one. */
export type Note =
  | { readonly type: 'received'; readonly op: OperationId; readonly request: Request }
  | { readonly type: 'asks'; readonly op: OperationId; readonly key: string; readonly tries: number }
  | { readonly type: 'proposes'; readonly op: OperationId; readonly key: string; readonly again: boolean }
  | { readonly type: 'backs-off'; readonly op: OperationId; readonly key: string; readonly tries: number }
  | { readonly type: 'agreed'; readonly op: OperationId; readonly key: string; readonly accepted: number }
  | { readonly type: 'refuses'; readonly op: OperationId; readonly key: string; readonly promises: number }
  | { readonly type: 'gives-up'; readonly op: OperationId; readonly key: string; readonly accepted: number }
  | {
      readonly type: 'answers-alone'
      readonly op: OperationId
      readonly key: string
      readonly waited: boolean
    }
  | { readonly type: 'lost-disk' }
  | { readonly type: 'recovered'; readonly from: readonly NodeId[] }
  | {
      readonly type: 'shows'
      readonly key: string
      readonly before: Json
      readonly after: Json
      /** The operations whose effects were in the copy before and are not any more. */
      readonly dropped: OperationSet
      readonly from: NodeId
    }

/**
 * What the operators set for all: the policy in force, for the cluster, for single keys and for single operations (an
 * operation's own counts first, then its key's), and merge rules that take the place of the store's. Each return to
 * consistency begins a new `epoch`. While the switch is `sealed`, the first agreement on a key in an epoch needs every
 * replica, so that no answer given under availability is left behind; unsealed, a majority will do, and some can be.
 */
export interface Config {
  readonly policy: Policy
  readonly keyPolicies: Readonly<Record<string, Policy>>
  readonly operationPolicies?: OperationPolicies
  readonly merge?: Readonly<Record<string, MergeRule>>
  readonly epoch: number
  readonly sealed: boolean
}

/** A policy of their own for operations by name. */
export type OperationPolicies = Readonly<{ [f in OperationName]?: Policy | undefined }>

/** The timing of the store, in microseconds, and how each key's copies are merged. */
export interface Settings {
  readonly replicas: readonly NodeId[]
  readonly merge: Readonly<Record<string, MergeRule>>
  readonly initial: Readonly<Record<string, Json>>
  /** Stamps by the clock alone, even where that is behind what was seen: how writes get lost without any cut. */
  readonly rawClocks: boolean
  readonly deadlineUs: Micros
  readonly attemptTimeoutUs: Micros
  /** The pause after the first failed try is at most this long, and doubles from try to try up to the maximum. */
  readonly backoffUs: Micros
  readonly backoffMaxUs: Micros
  readonly exchangeEveryUs: Micros
  readonly clientTimeoutUs: Micros
}

/** The usual timing (store rules: backoff about four times a long delay, a deadline that contention does not reach). */
export const USUAL_TIMING = {
  deadlineUs: 1_500_000,
  attemptTimeoutUs: 400_000,
  backoffUs: 80_000,
  backoffMaxUs: 400_000,
  exchangeEveryUs: 250_000,
  clientTimeoutUs: 2_000_000,
} as const
