import { canonicalJson, type Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import { casPair } from '../shape.ts'
import type { Helpers, Request, SequentialSpec, Step } from '../spec.ts'

/** A value with its canonical spelling, so that it is spelled once. */
interface Held {
  readonly value: Json
  readonly spelling: string
}

const hold = (value: Json): Held => ({ value, spelling: canonicalJson(value) })

/** One value: `write` replaces it, `read` tells it. */
export const registerSpec = (): SequentialSpec<Held> => ({
  name: 'register',
  operations: ['read', 'write'],
  initial: null,
  init: initial => ({ ok: true, state: hold(initial) }),
  step,
  answer: (_, result) => canonicalJson(result),
  isObservation: ({ f, answer }) => f === 'read' || (f === 'cas' && answer === 'false'),
  key: state => state.spelling,
  toJson: state => state.value,
  misfit: () => null,
  helpers,
})

/** A register with `cas [expected, next]`: it writes `next` if the value is `expected`, and says whether it did. */
export const casRegisterSpec = (): SequentialSpec<Held> => ({
  ...registerSpec(),
  name: 'cas-register',
  operations: ['read', 'write', 'cas'],
})

function step(state: Held, f: OperationName, value: Json): Step<Held> {
  if (f === 'read') return { state, answer: state.spelling }
  if (f === 'write') return { state: hold(value), answer: 'true' }
  const { expected, next } = casPair(value)
  const swaps = canonicalJson(expected) === state.spelling
  return { state: swaps ? hold(next) : state, answer: String(swaps) }
}

/**
 * Ways to the value that the target wants: a write of it, or a chain of swaps, which begins with a swap of the value
 * at hand or with a write of a value that some swap expects.
 */
function helpers(requests: readonly Request[]): Helpers<Held> {
  const writes = new Map<string, number>()
  const swaps = new Map<string, number[]>()
  for (const [index, { f, value }] of requests.entries()) {
    if (f === 'write') writes.set(canonicalJson(value), index)
    if (f === 'cas') push(swaps, canonicalJson(casPair(value).expected), index)
  }
  const chainStarts = [...writes].filter(([value]) => swaps.has(value)).map(([, index]) => index)
  const everyWrite = [...writes.values()]
  const towards: Helpers<Held>['towards'] = (target, state) => {
    const swapsHere = swaps.get(state.spelling) ?? []
    // A «did not match» wants any other value than the one at hand.
    if (target.f === 'cas' && target.answer === 'false') return [...everyWrite, ...swapsHere]
    const wanted = target.f === 'cas' ? canonicalJson(casPair(target.value).expected) : target.answer
    const direct = writes.get(wanted)
    // The chains are offered beside the write that would do: it may be used up, not begun, or needed later.
    return [...(direct === undefined ? [] : [direct]), ...swapsHere, ...chainStarts]
  }
  return { towards }
}

function push(lists: Map<string, number[]>, key: string, item: number): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
