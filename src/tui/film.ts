import {
  type AppState,
  createStore,
  isMoving,
  type LabMenu,
  labMenu,
  placeOf,
  SPEEDS,
  type Store,
} from '../app/app.ts'
import { type Choice, type Stop, stopOf } from '../lab/lab.ts'
import { assert } from '../model/assert.ts'
import { SKIPPED } from '../progress/progress.ts'
import type { Grid } from '../terminal/grid.ts'
import type { Look } from '../terminal/paint.ts'
import { compose } from './compose.ts'
import { createKeyboard, type Keyboard } from './keyboard.ts'
import { appView } from './views/app-view.ts'

/** A moment of a film: what is to be seen, and what was typed for it, if anything was. */
export interface Shot {
  /** Microseconds from the beginning. */
  readonly atUs: number
  readonly grid: Grid
  readonly typed: string | null
}

export interface FilmOptions {
  readonly choose: (stop: Stop) => Choice
  /** Virtual seconds in a second, one of the lab's own speeds; as the lab begins where it is null. */
  readonly speed: number | null
  readonly look: Look
}

const FRAMES_PER_SECOND = 15
/** Frames that somebody who watches needs: to read a question, to see the cursor move, to see how it ended. */
const READ = 4 * FRAMES_PER_SECOND
const MOVE = 6
const END = 6 * FRAMES_PER_SECOND

/**
 * A lab played by keys that nobody presses, in a time of its own: predictions skipped, each question answered as
 * `choose` says, up to the verdict. The same state and options give the same film.
 * A sandbox does nothing by itself and has no film.
 */
export function* filmOf(first: AppState, { choose, speed, look }: FilmOptions): Generator<Shot> {
  let frames = 0
  const store = createStore(
    first,
    () => Math.floor((frames * 1000) / FRAMES_PER_SECOND),
    () => undefined,
  )
  // No key here is one of which more could come.
  const keyboard = createKeyboard(store, { escapeMs: 0, later: () => () => undefined })
  const shot = (typed: string | null): Shot => {
    const state = store.state()
    const atUs = Math.floor((frames * 1_000_000) / FRAMES_PER_SECOND)
    return { atUs, grid: compose(appView(state), state.size, look), typed }
  }
  function* wait(count: number): Generator<Shot> {
    for (let frame = 0; frame < count; frame += 1) {
      frames += 1
      if (!isMoving(store.state())) continue
      store.dispatch({ type: 'frame', elapsedMs: 1000 / FRAMES_PER_SECOND })
      yield shot(null)
    }
  }
  yield shot(null)
  while (!isOver(store)) {
    const keys = nextKeys(store.state(), choose, speed)
    assert(keys.length > 0 || isMoving(store.state()), 'a lab stands still and asks nothing')
    yield* wait(keys.length === 0 ? 1 : placeOf(store.state()) === 'menu' ? READ : MOVE)
    for (const [place, key] of keys.entries()) {
      if (place > 0) yield* wait(MOVE)
      yield pressed(keyboard, key, shot)
    }
  }
  yield* wait(END)
  yield shot(null)
}

function pressed(keyboard: Keyboard, key: string, shot: (typed: string) => Shot): Shot {
  keyboard.hear(key)
  return shot(key)
}

function isOver(store: Store): boolean {
  const { screen } = store.state()
  return screen.type !== 'lab' || screen.phase === 'verdict'
}

/** The keys for what is to be done now; none where it goes on by itself. */
function nextKeys(state: AppState, choose: FilmOptions['choose'], speed: number | null): readonly string[] {
  const { screen } = state
  if (screen.type !== 'lab') return []
  if (placeOf(state) !== 'menu') {
    const now = SPEEDS[screen.speed] ?? 1
    return speed === null || speed === now ? [] : [speed > now ? '+' : '-']
  }
  const menu = labMenu(screen)
  const { at = 0 } = appView(state).menu ?? {}
  const stop = stopOf(screen.run)
  const wanted = menu === null ? -1 : menu.options.findIndex(option => isWanted(option, stop, choose))
  if (wanted < 0) return []
  const step = wanted < at ? '\x1b[A' : '\x1b[B'
  return [...Array.from({ length: Math.abs(wanted - at) }, () => step), '\r']
}

function isWanted(
  { does }: LabMenu['options'][number],
  stop: Stop | undefined,
  choose: FilmOptions['choose'],
): boolean {
  if (does.type === 'predict') return does.prediction === SKIPPED
  return does.type !== 'choose' || (stop !== undefined && choose(stop).id === does.choice)
}
