import type { Store } from '../app/app.ts'
import { parseFrame } from '../terminal/frame.ts'
import type { Grid } from '../terminal/grid.ts'
import type { Look } from '../terminal/paint.ts'
import { compose } from './compose.ts'
import { appView } from './views/app-view.ts'

/** Where screens go: what it shows is its own business. */
export interface Screen {
  readonly paint: (grid: Grid) => void
}

/**
 * Stands between the store, Ink and the screen. Ink composes a screen whenever the state changes. Ticks of the clock it
 * isn't told of: they are composed straight from the view, which takes half a millisecond where a frame of Ink's takes
 * ten. So is all that changes before Ink has loaded; what it then makes of it is the same, cell for cell.
 */
export interface Painter {
  /** The store as React sees it. */
  readonly store: Store
  /** The output that Ink writes its frames to, each as a whole (`debug`). */
  readonly output: NodeJS.WriteStream
  /** Lets so many milliseconds pass, and paints what came of it. */
  readonly tick: (elapsedMs: number) => void
  /** Nothing is painted after this: Ink draws a last frame, of whatever it was told of last. */
  readonly close: () => void
}

/** Paints the screen as it is, and from here on whenever it changes; once Ink has joined, it has the larger part in that. */
export function createPainter(store: Store, screen: Screen, look: Look): Painter {
  let ticking = false
  let joined = false
  let closed = false
  const show = () => {
    const state = store.state()
    screen.paint(compose(appView(state), state.size, look))
  }
  const end = store.subscribe(() => {
    if (ticking || !joined) show()
  })
  show()
  return {
    store: {
      ...store,
      subscribe: listener =>
        store.subscribe(() => {
          if (!ticking) listener()
        }),
    },
    output: outputFor(store, text => {
      const { columns, rows } = store.state().size
      joined = true
      if (!closed) screen.paint(parseFrame(text, columns, rows))
    }),
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
