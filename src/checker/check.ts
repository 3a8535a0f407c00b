import { assert } from '../model/assert.ts'
import type { Json } from '../model/json.ts'
import type { History, Operation } from '../model/operation.ts'
import type { LinearOrder, Verdict } from '../model/verdict.ts'
import { explainOrder, explainUndecided, explainViolation } from './explain.ts'
import { modelFor } from './models.ts'
import { operationsOf } from './operations.ts'
import { type Prepared, prepare, rolesOf, stateToJson } from './prepare.ts'
import { type Found, type Placed, search } from './search.ts'
import type { ModelName } from './spec.ts'
import { shrink } from './witness.ts'

export interface CheckOptions {
  readonly model: ModelName
  /** The value of every key at the beginning; the model's own if left out. */
  readonly initial?: Json
  /**
   * How many steps the search may take for the verdict, and as many again for the witness. A step is one operation
   * considered at one point of the search, well under a microsecond to a few.
   */
  readonly maxSteps?: number
}

export const MAX_STEPS = 2_000_000

/**
 * Whether a single correct copy could have given the answers in this history. Keys are independent of each other, so
 * each is searched by itself: a history is linearizable exactly when each of its keys is (Herlihy and Wing, 1990). One
 * key without an order is a violation, even if another is undecided.
 *
 * The history must be well formed and fit the model: `checkProblems` is empty for it. What does not fit is a bug here.
 */
export function checkHistory(history: History, options: CheckOptions): Verdict {
  const { model, maxSteps = MAX_STEPS } = options
  const spec = modelFor(model)
  const initial = options.initial ?? spec.initial
  const started = spec.init(initial)
  assert(started.ok, `the ${model} model was given an initial value that it does not know`)
  const keys = byKey(operationsOf(history)).map(({ key, operations }) => ({
    key,
    prepared: prepare(spec, started.state, operations),
  }))

  const found = searchAll(
    keys.map(({ prepared }) => prepared),
    maxSteps,
  )
  for (const [i, { key, prepared }] of keys.entries()) {
    const none = found[i]
    if (none?.result !== 'none') continue
    const witness = { key, ...shrink(prepared, none.stuckAt, maxSteps) }
    return { result: 'violation', explanation: explainViolation(witness, initial), witness }
  }
  const undecided = keys.filter((_, i) => found[i]?.result === 'undecided')
  if (undecided.length > 0) {
    return {
      result: 'unknown',
      explanation: explainUndecided(
        undecided.map(({ key }) => key),
        maxSteps,
      ),
    }
  }
  const orders = keys.flatMap(({ key, prepared }, i): LinearOrder[] => {
    const order = found[i]
    return order?.result === 'order' ? [{ key, steps: stepsOf(prepared, order.order) }] : []
  })
  const placed = orders.reduce((sum, order) => sum + order.steps.length, 0)
  return { result: 'linearizable', explanation: explainOrder(placed, orders.length), orders }
}

/** The operations of each key, keys in the order of their first appearance; no key at all is one key of its own. */
function byKey(operations: readonly Operation[]): { key: string | null; operations: Operation[] }[] {
  const groups = new Map<string | null, Operation[]>()
  for (const operation of operations) {
    const group = groups.get(operation.key)
    if (group) group.push(operation)
    else groups.set(operation.key, [operation])
  }
  return [...groups].map(([key, group]) => ({ key, operations: group }))
}

/**
 * Searches every key, until one is found wrong, in `maxSteps` steps together. In each round the undecided keys share
 * what is left, so that one hard key can't use up what the others would need.
 */
function searchAll(keys: readonly Prepared[], maxSteps: number): Found[] {
  const found: Found[] = keys.map(() => ({ result: 'undecided', steps: 0, stuckAt: 0 }))
  let left = maxSteps
  let shareBefore = -1
  for (;;) {
    const open = [...keys.keys()].filter(i => found[i]?.result === 'undecided')
    const share = Math.floor(left / Math.max(1, open.length))
    if (open.length === 0 || share <= shareBefore) return found
    shareBefore = share
    for (const i of open) {
      const prepared = keys[i]
      if (!prepared) continue
      const now = search(prepared, rolesOf(prepared.operations), share)
      found[i] = now
      left -= now.steps
      if (now.result === 'none') return found
    }
  }
}

/**
 * The order with the state after each operation. A state is spelled when somebody looks at it: a set of thousands after
 * each of thousands of adds would fill the memory, and most are never looked at.
 */
function stepsOf(prepared: Prepared, order: readonly Placed[]): LinearOrder['steps'] {
  return order.map(({ operation, state }) => ({
    operation: prepared.operations[operation]?.id ?? -1,
    get state() {
      return stateToJson(prepared, state)
    },
  }))
}
