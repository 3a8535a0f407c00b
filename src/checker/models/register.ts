import { canonicalJson, type Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import { casPair } from '../shape.ts'
import type { Helpers, Prospects, Request, SequentialSpec, Step } from '../spec.ts'

/** A value with its canonical spelling, so that it is spelled once. */
interface Held {
  readonly value: Json
  readonly spelling: string
}

const hold = (value: Json): Held => ({ value, spelling: canonicalJson(value) })

/** One value: `write` replaces it, `read` tells it. */
export const registerSpec = (): SequentialSpec<Held, OperationName> => ({
  name: 'register',
  operations: ['read', 'write'],
  reads: ['read'],
  initial: null,
  init: initial => ({ ok: true, state: hold(initial) }),
  step,
  answer: (_, result) => canonicalJson(result),
  isObservation: ({ f, answer }) => f === 'cas' && answer === 'false',
  key: state => state.spelling,
  toJson: state => state.value,
  misfit: () => null,
  helpers,
  prospects,
})

/** A register with `cas [expected, next]`: it writes `next` if the value is `expected`, and says whether it did. */
export const casRegisterSpec = (): SequentialSpec<Held, OperationName> => ({
  ...registerSpec(),
  name: 'cas-register',
  operations: ['read', 'write', 'cas'],
})

function step(state: Held, f: string, value: Json): Step<Held> {
  if (f === 'read') return { state, answer: state.spelling }
  if (f === 'write') return { state: hold(value), answer: 'true' }
  const { expected, next } = casPair(value)
  const swaps = canonicalJson(expected) === state.spelling
  return { state: swaps ? hold(next) : state, answer: String(swaps) }
}

/** A value can be there only if it was there at the beginning or somebody asked for it to be. */
function prospects(initial: Held, requests: readonly Request[]): () => Prospects {
  const wanted = requests.map(({ f, value }) => (f === 'cas' ? canonicalJson(casPair(value).expected) : ''))
  const left = requests.map(({ f, value }) => {
    return f === 'read' ? null : canonicalJson(f === 'cas' ? casPair(value).next : value)
  })
  return () => {
    const values = new Set([initial.spelling])
    return {
      called(_, request) {
        const value = left[request]
        if (typeof value === 'string') values.add(value)
      },
      returned(_, request, { f, answer }) {
        if (f === 'write') return true
        if (f === 'read') return values.has(answer)
        const isExpected = values.has(wanted[request] ?? '')
        return answer === 'true' ? isExpected : !isExpected || values.size > 1
      },
    }
  }
}

/**
 * Ways to the value that the target wants: a write of it, or a chain of swaps, which begins with a swap of the value
 * at hand or with a write of a value that some swap expects. By the laws of `SequentialSpec`:
 *
 * 2. *Waiting.* Before a known write an unknown operation may stay away: the write leaves the same value. Before a read,
 *    or a swap that did not match, which gives its answer without it, it may come just after: neither changes anything.
 *    Before a swap that matches without it, it may stay away: the swap leaves the same value, matched either way.
 * 3. *Helpers.* On a way in which none could be left out, nothing comes before a write, and a swap matches; so every
 *    step but the first is a swap of what the step before it left. To a wanted value, the first step is thus a write of
 *    it, or a write of what some swap expects, or a swap of the value at hand. To «did not match», which wants any other
 *    value, it is any write or a swap of the value at hand. Writes of the value at hand need no step and are left out.
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
