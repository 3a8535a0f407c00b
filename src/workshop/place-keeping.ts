import { bookmarkOf, type Store } from '../app/app.ts'
import type { Keys } from '../tui/screens.ts'
import type { KeptPlace } from './keeper.ts'

/** After a key, the place is kept so soon; where only time went on in a lab, so much later, since it does all the time. */
const AFTER_KEYS_MS = 200
const MEANWHILE_MS = 3000

/** Keeps where a learner is, until what comes back is called: then once more, whatever has happened. */
export function keepPlace(
  store: Store,
  input: Pick<Keys, 'on' | 'off'>,
  save: (place: KeptPlace) => Promise<void>,
): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null
  let typed = false
  let kept: KeptPlace | null = null
  let saving = Promise.resolve()
  const keep = () => {
    timer = null
    typed = false
    const place = bookmarkOf(store.state())
    if (place === kept) return
    kept = place
    saving = saving.then(() => save(place))
  }
  const schedule = () => {
    timer ??= setTimeout(keep, typed ? AFTER_KEYS_MS : MEANWHILE_MS)
  }
  const onKeys = () => {
    if (typed) return
    typed = true
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(keep, AFTER_KEYS_MS)
  }
  const unsubscribe = store.subscribe(schedule)
  input.on('data', onKeys)
  return async () => {
    unsubscribe()
    input.off('data', onKeys)
    if (timer !== null) clearTimeout(timer)
    keep()
    await saving
  }
}
