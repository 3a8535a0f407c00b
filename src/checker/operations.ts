import { assert, present } from '../model/assert.ts'
import type { Json } from '../model/json.ts'
import { type History, type HistoryEvent, OPERATION_NAMES, type Operation } from '../model/operation.ts'

/**
 * The operations of a history, in order of their invokes. One that ended in `info`, or not at all, is `unknown` and
 * never returned; one that ended in `fail` definitely did not happen. The history must be well formed, as everything
 * is that comes from `parseHistory`: an answer without an invoke is a bug.
 */
export function operationsOf<F extends string>(history: History<F>): Operation<F>[] {
  const operations: Operation<F>[] = []
  const open = new Map<string, number>()
  for (const [position, event] of history.entries()) {
    if (event.type === 'invoke') {
      assert(!open.has(event.process), `${event.process} invokes while it waits`)
      open.set(event.process, operations.length)
      operations.push(opened(event, operations.length, position))
      continue
    }
    const id = present(open.get(event.process), `${event.process} is answered without having asked`)
    open.delete(event.process)
    // Nothing came back with an `info`: the client gave up, and the operation has no upper bound in time.
    if (event.type === 'info') continue
    const operation = present(operations[id], 'an open operation is in the list')
    const result = event.type === 'ok' ? resultOf(event) : null
    operations[id] = { ...operation, outcome: event.type, result, returned: position }
  }
  return operations
}

function opened<F extends string>(event: HistoryEvent<F>, id: number, position: number): Operation<F> {
  const { process, f, value } = event
  const key = event.key ?? null
  return { id, process, f, key, value, outcome: 'unknown', result: null, called: position, returned: null }
}

/** What was said; of an operation that is none of the project's own, the value of the answer. */
function resultOf(event: HistoryEvent<string>): Json {
  if (event.f === 'read') return event.value
  if (event.f === 'cas') return event.swapped !== false
  if (event.f === 'withdraw') return event.declined !== true
  return OPERATION_NAMES.some(name => name === event.f) ? true : event.value
}
