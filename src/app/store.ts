import type { EpochMs } from '../progress/progress.ts'
import type { AppEvent, AppState, Effect } from './state.ts'
import { update } from './update.ts'

/** An event as its sender knows it; the store adds when it came. */
export type NewEvent = AppEvent extends infer E ? (E extends unknown ? Omit<E, 'when'> : never) : never

/** Holds the one state, and tells its listeners when there is a new one. It knows no React and no effects. */
export interface Store {
  readonly state: () => AppState
  readonly dispatch: (event: NewEvent) => void
  /** Does several things at once: the listeners are told when all is done, and once. */
  readonly together: (work: () => void) => void
  /** The listener is called after each change; what comes back ends that. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A store with its first state. `now` is the wall clock; `perform` carries out effects, whose outcomes are events again. */
export function createStore(
  first: AppState,
  now: () => EpochMs,
  perform: (effect: Effect, store: Store) => void,
): Store {
  let state = first
  const listeners = new Set<() => void>()
  let told = first
  let works = 0
  const tell = () => {
    if (works > 0 || told === state) return
    told = state
    for (const listener of listeners) listener()
  }
  const store: Store = {
    state: () => state,
    dispatch: event => {
      const [next, effects] = update(state, { ...event, when: now() } as AppEvent)
      state = next
      tell()
      for (const effect of effects) perform(effect, store)
    },
    together: work => {
      works += 1
      try {
        work()
      } finally {
        works -= 1
        tell()
      }
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return store
}
