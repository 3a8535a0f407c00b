import type { Json } from '../model/json.ts'

/** Something asked of a store, without who asked it and when. */
export interface Request {
  readonly f: string
  readonly value: Json
}

/** A request together with the answer that a client got for it, in the canonical spelling of its model. */
export interface Answered extends Request {
  readonly answer: string
}

/** What one operation does to one copy: the state after it, and the answer in canonical spelling. */
export interface Step<S> {
  readonly state: S
  readonly answer: string
}

export type ModelName = 'register' | 'cas-register' | 'account' | 'set'

export const MODEL_NAMES: readonly ModelName[] = ['register', 'cas-register', 'account', 'set']

/**
 * A sequential specification of a system: what a correct single copy would do, one operation at a time. It says
 * nothing about time, clients or failures; those are the search's business.
 *
 * What has to be there is enough for a right verdict. What may be there makes it cheap, and whoever adds it keeps a law,
 * because the search leans on it (the tests hold every model to brute force, which does not):
 *
 * 1. `step` is a function of its arguments alone, and states with equal keys are the same state.
 * 2. With `helpers`, an unknown operation can wait: if an operation gives its answer in a state, then operations of
 *    unknown outcome that come just before it may come just after it instead, or not at all, and whatever follows is
 *    answered alike. (A queue has no helpers, for who stands in line first can't be put off.)
 * 3. With `helpers`: of every way of unknown operations to an answer in which none could be left out, they offer the
 *    first step, in at least one order that leads there as well.
 */
export interface SequentialSpec<S = unknown, F extends string = string> {
  readonly name: string
  /** The operations that the model knows; no other may be given to `step`. */
  readonly operations: readonly F[]
  /** Those of them that never change a state, whatever they are answered. */
  readonly reads?: readonly F[]
  /** The value at the beginning when nobody names one. */
  readonly initial: Json
  /** The state for a value at the beginning, or one sentence: what was expected instead. */
  init(initial: Json): Started<S>
  step(state: S, f: F, value: Json): Step<S>
  /** The canonical spelling of an answer as `Operation.result` holds it: equal answers, equal spellings. */
  answer(f: F, result: Json): string
  /** Whether an operation that was answered so has changed nothing, in whatever state it found the copy. */
  isObservation?(answered: Answered): boolean
  /** Two states are the same state exactly when their keys are. */
  key(state: S): string | number
  toJson(state: S): Json
  /** What an answer to `f` looks like, if this one does not look so; null if it does. */
  misfit?(f: F, result: Json): string | null
  /** Without it, every unknown operation is tried everywhere. */
  helpers?(requests: readonly Request[]): Helpers<S>
  /** For one history after the other. Without it, no answer is impossible before every order has been tried. */
  prospects?(initial: S, requests: readonly Request[]): () => Prospects
}

/** Knows of some requests which of them lead where. */
export interface Helpers<S = unknown> {
  /**
   * The requests, by index, that could be the first step of a way from a state to one in which `target` gives its
   * answer, the most promising first. It is asked only where the target does not give that answer yet.
   */
  towards(target: Answered, state: S): readonly number[]
}

/**
 * Is told of the calls and returns of a history in order of time, and knows which answers nothing could give. It may
 * be mistaken in one way only: an answer that it calls impossible is impossible, even if every operation that could
 * come before it came or stayed away as one likes, in any order, and answered anything.
 */
export interface Prospects {
  /** From now on the operation with that request, by index, may take effect; until it returns, if it `returns`. */
  called(id: number, request: number, returns: boolean): void
  /** Whether some state could have given this answer between the call and now. */
  returned(id: number, request: number, answered: Answered): boolean
}

type Started<S> = { readonly ok: true; readonly state: S } | { readonly ok: false; readonly expected: string }
