import { bookmarkOf, type Store } from '../app/app.ts'
import type { KeptPlace } from './keeper.ts'

/** Where only time goes on in a lab, its place is kept so often. */
const MEANWHILE_MS = 3000

export interface PlaceKeeping {
  /** The store, through which all happens: what is more than time passing makes the place one that is to be kept. */
  readonly store: Store
  /** Keeps the place, if anything but time has changed it since; null where it is kept. */
  readonly keep: () => Promise<void> | null
  /** Keeps it for the last time. */
  readonly end: () => Promise<void>
}

/** Keeps where a learner is, each time it is told to, and now and then while time passes. */
export function keepPlace(store: Store, save: (place: KeptPlace) => Promise<void>): PlaceKeeping {
  let timer: NodeJS.Timeout | null = null
  let changed = true
  let kept: KeptPlace | null = null
  let next: KeptPlace | null = null
  let saving: Promise<void> | null = null
  /** Of those that wait only the newest is worth keeping. */
  const saveAll = async () => {
    for (let place = next; place !== null; place = next) {
      next = null
      await save(place)
    }
    saving = null
  }
  const keepNow = () => {
    changed = false
    if (timer !== null) clearTimeout(timer)
    timer = null
    const place = bookmarkOf(store.state())
    if (place === kept) return
    kept = place
    next = place
    saving ??= saveAll()
  }
  const unsubscribe = store.subscribe(() => {
    timer ??= setTimeout(keepNow, MEANWHILE_MS)
  })
  return {
    store: {
      ...store,
      dispatch: event => {
        if (event.type !== 'frame') changed = true
        // Together, so that what comes of it is being kept when it is shown.
        store.together(() => store.dispatch(event))
      },
    },
    keep: () => {
      if (changed) keepNow()
      return saving
    },
    end: async () => {
      unsubscribe()
      keepNow()
      await saving
    },
  }
}
