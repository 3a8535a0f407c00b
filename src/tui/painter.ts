import { type AppState, lineOf, type Store } from '../app/app.ts'
import { parseFrame } from '../terminal/frame.ts'
import type { Grid } from '../terminal/grid.ts'
import type { Look } from '../terminal/paint.ts'
import { compose } from './compose.ts'
import { appView } from './views/app-view.ts'
import type { View } from './views/view.ts'

/** Where screens go: what it shows is its own business. */
export interface Screen {
  readonly paint: (grid: Grid) => void
}

/**
 * Stands between the store, Ink and the screen. Ink composes a screen whenever the state changes, but for a tick of the
 * clock: then the cells come straight from the view, since a frame of Ink's takes a hundred times as long.
 */
export interface Painter {
  /** The store as React sees it: it isn't told of ticks that were painted without it. */
  readonly store: Store
  /** The output that Ink writes its frames to, each as a whole (`debug`). */
  readonly output: NodeJS.WriteStream
  /** Lets so much time pass, and paints what came of it. */
  readonly tick: (elapsedMs: number) => void
  /** Nothing is painted after this: Ink draws a last frame, of whatever it was told of last. */
  readonly close: () => void
}

export function createPainter(store: Store, screen: Screen, look: Look): Painter {
  let ticking = false
  let painted = false
  let closed = false
  /** What heard the keys before this change; null where a change was React's, and nobody has looked since. */
  let known: Keyboard | null = null

  const end = store.subscribe(() => {
    painted = false
    const before = known
    known = null
    if (!ticking || before === null || closed) return
    const state = store.state()
    const view = appView(state)
    known = keyboardOf(state, view)
    painted = before.menu === null && known.menu === null && before.line === known.line
    if (painted) screen.paint(compose(view, state.size, look))
  })

  return {
    store: {
      ...store,
      subscribe: listener =>
        store.subscribe(() => {
          if (!painted) listener()
        }),
    },
    output: outputFor(store, text => {
      const { columns, rows } = store.state().size
      if (!closed) screen.paint(parseFrame(text, columns, rows))
    }),
    tick: elapsedMs => {
      const state = store.state()
      known ??= keyboardOf(state, appView(state))
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

/**
 * What hears the keys: the menu that is open, and whether a line of text is. With a menu it is always React's turn: the
 * menu knows where its cursor is, and nobody else does.
 */
interface Keyboard {
  readonly menu: string | null
  readonly line: boolean
}

function keyboardOf(state: AppState, { menu }: View): Keyboard {
  return { menu: menu?.id ?? null, line: lineOf(state) !== null }
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
