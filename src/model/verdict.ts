import type { Json } from './json.ts'
import type { Operation } from './operation.ts'

/**
 * A set of operations that cannot all be true of a single correct copy, minimal under inclusion: the history stays
 * wrong when every other operation is treated as unknown, and no smaller part of this set does that. There may be other
 * witnesses; one is proof enough. `minimal` is false only when the step budget ran out while shrinking it.
 */
export interface Witness {
  readonly key: string | null
  readonly operations: readonly Operation[]
  readonly minimal: boolean
}

/**
 * The answer about a whole history. `linearizable`: some order of the operations, each at one instant between its
 * invoke and its return, explains every answer. `violation`: no order does. `unknown`: the search ran out of its step
 * budget, and says so instead of guessing.
 */
export type Verdict =
  | { readonly result: 'linearizable'; readonly explanation: string; readonly orders: readonly LinearOrder[] }
  | { readonly result: 'violation'; readonly explanation: string; readonly witness: Witness }
  | { readonly result: 'unknown'; readonly explanation: string }

/** An order that explains the answers of one key: each operation's id and the state after it. */
export interface LinearOrder {
  readonly key: string | null
  readonly steps: readonly { readonly operation: number; readonly state: Json }[]
}
