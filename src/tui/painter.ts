import { type AppState, isMoving, type Store } from '../app/app.ts'
import { parseFrame } from '../terminal/frame.ts'
import type { DrawnGrid, Grid } from '../terminal/grid.ts'
import type { Look } from '../terminal/paint.ts'
import { afterMs } from './after.ts'
import { compose } from './compose.ts'
import { appView } from './views/app-view.ts'
import type { View } from './views/view.ts'

/** Where screens go: what it shows is its own business. */
export interface Screen {
  readonly paint: (grid: Grid) => void
}

/**
 * Stands between the store, Ink and the screen. Whatever changes the state, the new screen is composed straight from the
 * view and is on the screen before anything else happens: that takes half a millisecond, where a frame of Ink's takes
 * ten. Ink composes the same screen once the keys have come to rest, and so nobody waits for it; cell for cell the two
 * are the same, so it finds nothing to write. Of a tick of the clock it is told only where that was the last one.
 */
export interface Painter {
  /** The store as React sees it: it hears of a change once nothing but ticks has come for a moment. */
  readonly store: Store
  /** What a state looks like, the very same for both. */
  readonly view: (state: AppState) => View
  /** The output that Ink writes its frames to, each as a whole (`debug`). */
  readonly output: NodeJS.WriteStream
  /** What the screens look like now. */
  readonly look: () => Look
  /** Shows them from here on as they look on another terminal, such as one that has told its background. */
  readonly relook: (look: Look) => void
  /** Lets so many milliseconds pass, and paints what came of it. */
  readonly tick: (elapsedMs: number) => void
  /** Nothing is painted after this: Ink draws a last frame, of whatever it was told of last. */
  readonly close: () => void
}

/**
 * Longer than presses are apart of a key that is held down and of a hand that types, so none of them waits for a frame of
 * Ink’s; and so short that this is done when the next key comes of a hand that chooses, three a second, also on a busy
 * machine, where it takes a tenth of a second.
 */
const REST_MS = 150

/** Paints the screen as it is, and from here on whenever it changes. `later` is for tests. */
export function createPainter(store: Store, screen: Screen, first: Look, later = afterMs): Painter {
  let look = first
  let last: DrawnGrid | null = null
  const listeners = new Set<() => void>()
  let ticking = false
  let closed = false
  let forgetRest = () => {}
  const show = () => {
    const state = store.state()
    last = compose(appView(state), state.size, look, last)
    screen.paint(last)
  }
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const tellAtRest = () => {
    if (listeners.size === 0) return
    forgetRest()
    forgetRest = later(tell, REST_MS)
  }
  const end = store.subscribe(() => {
    show()
    if (!ticking || !isMoving(store.state())) tellAtRest()
  })
  show()
  return {
    store: {
      ...store,
      subscribe: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    view: appView,
    output: outputFor(store, text => {
      const { columns, rows } = store.state().size
      if (!closed) screen.paint(parseFrame(text, columns, rows))
    }),
    look: () => look,
    relook: next => {
      if (closed) return
      look = next
      show()
      tellAtRest()
    },
    tick: elapsedMs => {
      ticking = true
      try {
        store.dispatch({ type: 'frame', elapsedMs })
      } finally {
        ticking = false
      }
    },
    close: () => {
      closed = true
      forgetRest()
      end()
    },
  }
}

/** As much of an output as Ink uses. It has the size that the state has, so that no two ideas of it can differ. */
function outputFor(store: Store, onFrame: (text: string) => void): NodeJS.WriteStream {
  const output = {
    get columns() {
      return store.state().size.columns
    },
    get rows() {
      return store.state().size.rows
    },
    write: (text: string) => {
      onFrame(text)
      return true
    },
    on: () => output,
    off: () => output,
  }
  return output as unknown as NodeJS.WriteStream
}
