import { checkCommand, checkSelected } from './check-update.ts'
import { learnedCommand } from './learned-update.ts'
import type { LearningScreen } from './learning-state.ts'
import { recallCommand, recallSelected } from './recall-update.ts'
import type { AppEvent, AppState, Command } from './state.ts'

/** A key on one of the screens about what was learned. */
export function learningCommand(
  state: AppState,
  screen: LearningScreen,
  name: Command,
  event: AppEvent,
): AppState {
  switch (screen.type) {
    case 'check':
      return checkCommand(state, screen, name, event)
    case 'recall':
      return recallCommand(state, screen, name, event)
    case 'learned':
      return learnedCommand(state, screen, name, event)
  }
}

/** An option was taken on one of them. */
export function learningSelected(
  state: AppState,
  screen: LearningScreen,
  event: Extract<AppEvent, { type: 'selected' }>,
): AppState {
  switch (screen.type) {
    case 'check':
      return checkSelected(state, screen, event)
    case 'recall':
      return recallSelected(state, screen, event)
    case 'learned':
      return state
  }
}
