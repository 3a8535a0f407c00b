import type { Json } from './json.ts'
import type { Micros } from './time.ts'

/**
 * What an operation asks of a store. `read` asks for the value; `write` sets it blindly; `cas` sets it only if it still
 * is what the caller last saw (its value is `[expected, next]`); `withdraw` and `deposit` change a balance; `add` and
 * `remove` change a set.
 */
export type OperationName = 'read' | 'write' | 'cas' | 'withdraw' | 'deposit' | 'add' | 'remove'

export const OPERATION_NAMES: readonly OperationName[] = [
  'read',
  'write',
  'cas',
  'withdraw',
  'deposit',
  'add',
  'remove',
]

/**
 * What the client knows at the end: `ok` it was answered; `fail` it definitely did not happen; `unknown` nobody can
 * tell: it may have taken effect, may still do so, or never will. Silence is a result too.
 */
export type Outcome = 'ok' | 'fail' | 'unknown'

/**
 * One operation as its client saw it, from invoke to return.
 *
 * `value` is what was asked (for `read` it is null). `result` is what an `ok` answer said: the value read; for `cas`
 * whether it swapped; for `withdraw` whether it was paid (false: declined); true for the others.
 */
export interface Operation<F extends string = OperationName> {
  /** Its place in the history's order of invokes, from 0. */
  readonly id: number
  readonly process: string
  readonly f: F
  readonly key: string | null
  readonly value: Json
  readonly outcome: Outcome
  readonly result: Json
  /** Positions in the history's order of events; `returned` is null when nothing ever came back. */
  readonly called: number
  readonly returned: number | null
}

/**
 * One line of a history, in Jepsen's vocabulary: `invoke` opens an operation of a process, the next event of that
 * process closes it. `info` means that nobody knows; a process whose operation ended so invokes no more.
 */
export interface HistoryEvent<F extends string = OperationName> {
  readonly process: string
  readonly type: 'invoke' | 'ok' | 'fail' | 'info'
  readonly f: F
  readonly key?: string
  readonly value: Json
  /** For display only; the order of the lines is the order of what happened. */
  readonly time?: Micros
  /** `false` on an ok `cas` that was answered «did not match». */
  readonly swapped?: boolean
  /** `true` on an ok `withdraw` that was answered «insufficient funds». */
  readonly declined?: boolean
}

/** What the clients of a run saw, one event after the other: the only thing a verdict is computed from. */
export type History<F extends string = OperationName> = readonly HistoryEvent<F>[]
