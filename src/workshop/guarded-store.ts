import type { Store } from '../app/app.ts'

/**
 * A store in which what throws while something happens (an update, a listener that draws) is told to `onCrash`, once,
 * and nothing happens any more: in a room one learner's exception is nobody else's.
 */
export function guarded(store: Store, onCrash: (error: unknown) => void): Store {
  let over = false
  const safely = (work: () => void) => {
    if (over) return
    try {
      work()
    } catch (error) {
      over = true
      onCrash(error)
    }
  }
  return {
    ...store,
    dispatch: event => safely(() => store.dispatch(event)),
    together: work => safely(() => store.together(work)),
  }
}
