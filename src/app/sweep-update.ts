import { leaveLab, outOfLab } from './lab-end.ts'
import type { AppEvent, AppState, Command } from './state.ts'
import { type SweepScreen, sweepDone } from './sweep-screen.ts'

/** A key was pressed while many runs are counted: pause, go on with the lesson, or leave. */
export function sweepCommand(
  state: AppState,
  screen: SweepScreen,
  name: Command,
  event: Pick<AppEvent, 'when'>,
): AppState {
  switch (name) {
    case 'play':
      return { ...state, screen: { ...screen, playing: !screen.playing && sweepDone(screen) < screen.seeds } }
    case 'on':
      return leaveLab(state, screen, event)
    case 'out':
      return outOfLab(state, screen)
    default:
      return state
  }
}
