import type { LearnedScreen } from './learning-state.ts'
import { toMap } from './navigate.ts'
import { scrolled } from './scrolled.ts'
import type { AppEvent, AppState, Command } from './state.ts'

/** Opens the learner's own page. */
export function openLearned(state: AppState): AppState {
  const screen: LearnedScreen = { type: 'learned', phase: 'learned', scroll: 0, said: null }
  return { ...state, screen }
}

/** What became of writing the card. */
export function cardTold(state: AppState, screen: LearnedScreen, said: string): AppState {
  return { ...state, screen: { ...screen, said } }
}

export function learnedCommand(
  state: AppState,
  shown: LearnedScreen,
  name: Command,
  event: AppEvent,
): AppState {
  const screen = { ...shown, said: null }
  switch (name) {
    case 'up':
      return { ...state, screen: { ...screen, scroll: scrolled(screen.scroll, -1, event) } }
    case 'down':
      return { ...state, screen: { ...screen, scroll: scrolled(screen.scroll, 1, event) } }
    case 'card':
      return { ...state, screen: { ...screen, phase: 'card', scroll: 0 } }
    case 'back':
    case 'out':
      if (screen.phase === 'card') return { ...state, screen: { ...screen, phase: 'learned', scroll: 0 } }
      return toMap(state, null)
    default:
      return state
  }
}
