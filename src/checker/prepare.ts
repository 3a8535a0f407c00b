import { canonicalJson, type Json } from '../model/json.ts'
import type { Operation } from '../model/operation.ts'
import type { Answered, Request, SequentialSpec } from './spec.ts'
import { createTransitions, type Transitions } from './transitions.ts'

/**
 * The operations of one key with their requests numbered. It is made once for a key and searched many times, each time
 * with other roles, while a witness is shrunk.
 */
export interface Prepared {
  readonly spec: SequentialSpec
  /** In the order in which they were called. */
  readonly operations: readonly Operation[]
  /** Of each operation, by its place in `operations`: the number of its request. */
  readonly requestOf: Int32Array
  /** Of each operation that was answered, its request with the answer; the others have an empty answer. */
  readonly answered: readonly Answered[]
  /** Of each operation: equal numbers have equal requests and equal answers. */
  readonly kindOf: Int32Array
  readonly requests: readonly Request[]
  readonly transitions: Transitions
}

/**
 * What a search makes of each operation. `known`: it took effect once between call and return, with its answer.
 * `unknown`: it took effect at any time after its call, or never. `absent`: it never did.
 */
export type Role = 'known' | 'unknown' | 'absent'

/** The roles that the outcomes give. A read that nobody heard of explains nothing, so it need not be placed. */
export function rolesOf(operations: readonly Operation[]): Role[] {
  return operations.map(({ f, outcome }) => {
    if (outcome === 'ok') return 'known'
    return outcome === 'fail' || f === 'read' ? 'absent' : 'unknown'
  })
}

export function prepare(spec: SequentialSpec, initial: unknown, operations: readonly Operation[]): Prepared {
  const requests: Request[] = []
  const requestNumbers = new Map<string, number>()
  const kindNumbers = new Map<string, number>()
  const requestOf = new Int32Array(operations.length)
  const kindOf = new Int32Array(operations.length)
  const answered: Answered[] = []
  for (const [place, { f, value, outcome, result }] of operations.entries()) {
    const spelling = `${f} ${canonicalJson(value)}`
    requestOf[place] = numberOf(requestNumbers, spelling)
    if (requestOf[place] === requests.length) requests.push({ f, value })
    const answer = outcome === 'ok' ? spec.answer(f, result) : ''
    kindOf[place] = numberOf(kindNumbers, `${requestOf[place]} ${answer}`)
    answered.push({ f, value, answer })
  }
  const transitions = createTransitions(spec, initial, requests)
  return {
    spec,
    operations,
    requestOf,
    answered,
    kindOf,
    requests,
    transitions,
  }
}

function numberOf(numbers: Map<string, number>, spelling: string): number {
  const known = numbers.get(spelling)
  if (known !== undefined) return known
  numbers.set(spelling, numbers.size)
  return numbers.size - 1
}

/** A state as JSON, for people. */
export function stateToJson(prepared: Prepared, state: number): Json {
  return prepared.spec.toJson(prepared.transitions.state(state))
}
