import * as v from 'valibot'
import { fromAgain, keptScreen, screenAgain } from './bookmark-screens.ts'
import { type KeptScreen, overShape, screenShape } from './bookmark-shape.ts'
import { atRest } from './by-steps.ts'
import { helpAt } from './help-update.ts'
import { outOfLab } from './lab-end.ts'
import type { AppState } from './state.ts'

/** Raise it when what is kept means something else: an older bookmark then opens the course where its progress says. */
const FORMAT = 'netsplit-place/1'
const TEXT_MAX = 1_000_000

const bookmarkShape = v.object({ format: v.literal(FORMAT), over: overShape, screen: screenShape })

/**
 * Where a learner is, as a short text: the screen with everything done on it, a lab in the middle of its run included.
 * The progress is not in it, nor what the course says; a lab's runs are their replay codes.
 */
export function bookmarkOf({ screen, help, glossary, cursor }: AppState): string {
  return JSON.stringify({ format: FORMAT, over: { help, glossary, cursor }, screen: keptScreen(screen) })
}

/**
 * The state with the screen that a bookmark names. Where the course has changed so that there is no such place any more,
 * it is the nearest: the page from which it was opened, else the state as it is.
 */
export function openBookmark(state: AppState, text: string): AppState {
  const kept = readBookmark(text)
  if (kept === null) return state
  const screen = screenAgain(state, kept.screen)
  if (screen === null) return nearest(state, kept.screen)
  const there = atRest({ ...state, ...kept.over, screen })
  // The window may be another one than before.
  return there.help === null ? there : helpAt(there, there.help.scroll)
}

function readBookmark(text: string): v.InferOutput<typeof bookmarkShape> | null {
  if (text.length > TEXT_MAX) return null
  try {
    const read = v.safeParse(bookmarkShape, JSON.parse(text), { abortEarly: true })
    return read.success ? read.output : null
  } catch {
    return null
  }
}

function nearest(state: AppState, kept: KeptScreen): AppState {
  const from = 'from' in kept ? fromAgain(state, kept.from) : null
  return from === null ? state : outOfLab(state, { from })
}
