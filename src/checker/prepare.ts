import { present } from '../model/assert.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { Operation } from '../model/operation.ts'
import type { Answered, Prospects, Request, SequentialSpec } from './spec.ts'
import { createTransitions, type Transitions } from './transitions.ts'

/**
 * The operations of one key with their requests numbered. It is made once for a key and searched many times, each time
 * with other roles, while a witness is shrunk.
 */
export interface Prepared {
  readonly spec: SequentialSpec
  /** In the order in which they were called. */
  readonly operations: readonly Operation<string>[]
  /** Of each operation, by its place in `operations`: the number of its request. */
  readonly requestOf: Int32Array
  /** Of each operation that was answered, its request with the answer; the others have an empty answer. */
  readonly answered: readonly Answered[]
  /** Of each operation: equal numbers have equal requests and equal answers. */
  readonly kindOf: Int32Array
  /** Of each operation: whether it has changed nothing, given its answer. */
  readonly isObservation: readonly boolean[]
  readonly requests: readonly Request[]
  readonly transitions: Transitions
  /** Null where the specification can't tell what is impossible. */
  readonly prospects: (() => Prospects) | null
  /** The calls, and the returns of those that were answered, in order of time. */
  readonly timeline: readonly Instant[]
}

interface Instant {
  /** In `operations`. */
  readonly place: number
  readonly returns: boolean
}

/**
 * What a search makes of each operation. `known`: it took effect once between call and return, with its answer.
 * `unknown`: it took effect at any time after its call, or never. `absent`: it never did.
 */
export type Role = 'known' | 'unknown' | 'absent'

/** The roles that the outcomes give. A read that nobody heard of explains nothing, so it need not be placed. */
export function rolesOf({ spec, operations }: Prepared): Role[] {
  return operations.map(({ f, outcome }) => {
    if (outcome === 'ok') return 'known'
    return outcome === 'fail' || isRead(spec, f) ? 'absent' : 'unknown'
  })
}

/** Whether an operation changes nothing, whatever it is answered. */
export function isRead({ reads }: SequentialSpec, f: string): boolean {
  return reads?.includes(f) ?? false
}

export function prepare(
  spec: SequentialSpec,
  initial: unknown,
  operations: readonly Operation<string>[],
): Prepared {
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
  const isObservation = operations.map(
    ({ f, outcome }, place) =>
      outcome === 'ok' &&
      (isRead(spec, f) || (spec.isObservation?.(present(answered[place], 'as above')) ?? false)),
  )
  return {
    spec,
    operations,
    requestOf,
    answered,
    kindOf,
    isObservation,
    requests,
    transitions,
    prospects: spec.prospects?.(initial, requests) ?? null,
    timeline: timelineOf(operations),
  }
}

function timelineOf(operations: readonly Operation<string>[]): Instant[] {
  const instants = operations.flatMap(({ called, returned, outcome }, place) => {
    const call = { at: called, place, returns: false }
    return outcome === 'ok' && returned !== null ? [call, { at: returned, place, returns: true }] : [call]
  })
  return instants.sort((a, b) => a.at - b.at).map(({ place, returns }) => ({ place, returns }))
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
