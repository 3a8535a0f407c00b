import { assert, present } from '../model/assert.ts'
import type { Json } from '../model/json.ts'
import type { History, Operation, OperationName } from '../model/operation.ts'
import type { Explored, LinearOrder, Verdict } from '../model/verdict.ts'
import type { Effort } from './effort.ts'
import { explainOrder, explainUndecided, explainViolation } from './explain.ts'
import { modelFor } from './models.ts'
import { operationsOf } from './operations.ts'
import { type Prepared, prepare, stateToJson } from './prepare.ts'
import type { Placed } from './search.ts'
import { searchAll } from './search-keys.ts'
import type { ModelName, SequentialSpec } from './spec.ts'
import { shrink } from './witness.ts'

/** What a correct copy would do, by the name of a model that is built in or by any specification. */
export type CheckOptions<F extends string = OperationName> = Bounds &
  ({ readonly model: ModelName } | { readonly spec: SequentialSpec<unknown, F> })

interface Bounds {
  /** The value of every key at the beginning; the model's own if left out. */
  readonly initial?: Json
  /**
   * How many steps the search may take for the verdict; the witness may take some times what the verdict took, and no
   * more than this either. A step is a bounded piece of work, such as one operation looked at in one configuration:
   * about a microsecond, and on average no more than 64 bytes that stay.
   */
  readonly maxSteps?: number
}

export const MAX_STEPS = 4_000_000

/**
 * Whether a single correct copy could have given the answers in this history. Keys are independent of each other, so
 * each is searched by itself: a history is linearizable exactly when each of its keys is (Herlihy and Wing, 1990). One
 * key without an order is a violation, even if another is undecided.
 *
 * The history must be well formed and fit the model: `checkProblems` is empty for it. What does not fit is a bug here.
 */
export function checkHistory<F extends string = OperationName>(
  history: History<F>,
  options: CheckOptions<F>,
): Verdict<F> {
  const { maxSteps = MAX_STEPS } = options
  const spec: SequentialSpec = 'model' in options ? modelFor(options.model) : options.spec
  const initial = options.initial ?? spec.initial
  const started = spec.init(initial)
  assert(started.ok, `the ${spec.name} model was given an initial value that it does not know`)
  const keys = byKey(operationsOf(history)).map(({ key, operations }) => ({
    key,
    operations,
    prepared: prepare(spec, started.state, operations),
  }))

  const found = searchAll(
    keys.map(({ prepared }) => prepared),
    maxSteps,
  )
  for (const [i, { key, operations, prepared }] of keys.entries()) {
    const none = found[i]
    if (none?.result !== 'none') continue
    const { places, minimal } = shrink(prepared, none.effort, none.proof, maxSteps)
    const guilty = places.map(place => present(operations[place], 'a place is one of an operation'))
    const witness = { key, operations: guilty, minimal }
    return { result: 'violation', explanation: explainViolation(witness, initial), witness }
  }
  const explored = keys.flatMap(({ key, operations }, i) => {
    const end = found[i]
    return end?.result === 'undecided' ? [exploredOf(key, operations, end.effort)] : []
  })
  if (explored.length > 0) {
    return { result: 'unknown', explanation: explainUndecided(explored, maxSteps), explored }
  }
  const orders = keys.flatMap(({ key, prepared }, i): LinearOrder[] => {
    const order = found[i]
    return order?.result === 'order' ? [{ key, steps: stepsOf(prepared, order.order) }] : []
  })
  const placed = orders.reduce((sum, order) => sum + order.steps.length, 0)
  return { result: 'linearizable', explanation: explainOrder(placed, orders.length), orders }
}

/** The operations of each key, keys in the order of their first appearance; no key at all is one key of its own. */
function byKey<O extends Operation<string>>(
  operations: readonly O[],
): { key: string | null; operations: O[] }[] {
  const groups = new Map<string | null, O[]>()
  for (const operation of operations) {
    const group = groups.get(operation.key)
    if (group) group.push(operation)
    else groups.set(operation.key, [operation])
  }
  return [...groups].map(([key, group]) => ({ key, operations: group }))
}

function exploredOf<F extends string>(
  key: string | null,
  operations: readonly Operation<F>[],
  { placedMax, configurations, stuckAt }: Effort,
): Explored<F> {
  const answered = operations.filter(({ outcome }) => outcome === 'ok')
  const stuck = answered.find(({ returned }) => returned === stuckAt) ?? answered[0]
  return {
    key,
    answered: answered.length,
    placed: placedMax,
    configurations,
    stuckAt: present(stuck, 'what is undecided has answers'),
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
