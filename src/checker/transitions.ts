import { present } from '../model/assert.ts'
import type { Request, SequentialSpec } from './spec.ts'

/** The number of a state among those met so far. */
export type StateId = number

/** A specification's steps with states and requests as numbers, each step worked out once. */
export interface Transitions {
  readonly start: StateId
  /** What a request makes of a state, and what it is answered. */
  step(state: StateId, request: number): Transition
  /** The state itself, as the specification knows it. */
  state(id: StateId): unknown
}

interface Transition {
  readonly next: StateId
  readonly answer: string
}

export function createTransitions(
  spec: SequentialSpec,
  initial: unknown,
  requests: readonly Request[],
): Transitions {
  const states: unknown[] = []
  const ids = new Map<string | number, StateId>()
  const known: Map<number, Transition>[] = []

  const idOf = (state: unknown): StateId => {
    const key = spec.key(state)
    const id = ids.get(key)
    if (id !== undefined) return id
    ids.set(key, states.length)
    return states.push(state) - 1
  }
  const step = (state: StateId, request: number): Transition => {
    const ofState = known[state] ?? new Map<number, Transition>()
    const before = ofState.get(request)
    if (before) return before
    const { f, value } = present(requests[request], 'a request has a number')
    const after = spec.step(states[state], f, value)
    const transition = { next: idOf(after.state), answer: after.answer }
    ofState.set(request, transition)
    known[state] = ofState
    return transition
  }
  return { start: idOf(initial), step, state: id => states[id] }
}
