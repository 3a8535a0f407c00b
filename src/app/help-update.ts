import { pageful } from './course-places.ts'
import { helpScrollMax } from './help-lines.ts'
import type { AppState, Command } from './state.ts'

/** A key was pressed in the help. */
export function helpCommand(state: AppState, scroll: number, name: Command): AppState {
  switch (name) {
    case 'up':
      return helpAt(state, scroll - 1)
    case 'down':
      return helpAt(state, scroll + 1)
    case 'page-up':
      return helpAt(state, scroll - pageful(state))
    case 'page-down':
      return helpAt(state, scroll + pageful(state))
    case 'first':
      return helpAt(state, 0)
    case 'last':
      return helpAt(state, helpScrollMax(state))
    case 'out':
    case 'help':
      return { ...state, help: null }
    default:
      return state
  }
}

/** The help so many lines down, and never beyond its end: that would have to be scrolled back unseen. */
export function helpAt(state: AppState, scroll: number): AppState {
  return { ...state, help: { scroll: Math.max(0, Math.min(scroll, helpScrollMax(state))) } }
}
