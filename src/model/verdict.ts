import type { Json } from './json.ts'
import type { Operation, OperationName } from './operation.ts'

/**
 * A set of operations that cannot all be true of a single correct copy, minimal under inclusion: the history stays
 * wrong when every other operation is treated as unknown, and no smaller part of this set does that. There may be other
 * witnesses; one is proof enough. `minimal` is false only when the step budget ran out while shrinking it.
 */
export interface Witness<F extends string = OperationName> {
  readonly key: string | null
  readonly operations: readonly Operation<F>[]
  readonly minimal: boolean
}

/**
 * The answer about a whole history. `linearizable`: some order of the operations, each at one instant between its
 * invoke and its return, explains every answer. `violation`: no order does. `unknown`: the search ran out of its step
 * budget, and says what it explored instead of guessing.
 */
export type Verdict<F extends string = OperationName> =
  | { readonly result: 'linearizable'; readonly explanation: string; readonly orders: readonly LinearOrder[] }
  | { readonly result: 'violation'; readonly explanation: string; readonly witness: Witness<F> }
  | { readonly result: 'unknown'; readonly explanation: string; readonly explored: readonly Explored<F>[] }

/** How far the search got with a key that it could not decide. */
export interface Explored<F extends string = OperationName> {
  readonly key: string | null
  /** The answered operations of the key, and how many of them were in the longest order that explained its own. */
  readonly answered: number
  readonly placed: number
  /** Different states of affairs that it met: what was placed, what was used up, and what the copy then held. */
  readonly configurations: number
  /** No order got past this operation's return. */
  readonly stuckAt: Operation<F>
}

/** An order that explains the answers of one key: each operation's id and the state after it. */
export interface LinearOrder {
  readonly key: string | null
  readonly steps: readonly { readonly operation: number; readonly state: Json }[]
}
