import { withSweep } from './been-there.ts'
import { leaveLab, outOfLab } from './lab-end.ts'
import type { AppEvent, AppState, Command } from './state.ts'
import { type SweepScreen, sweepBoth, sweepDone, sweepFrame } from './sweep-screen.ts'

type When = Pick<AppEvent, 'when'>

/** A key was pressed while many runs are counted: pause, enough, go on with the lesson, or leave. */
export function sweepCommand(state: AppState, screen: SweepScreen, name: Command, event: When): AppState {
  switch (name) {
    case 'play':
      return { ...state, screen: { ...screen, playing: !screen.playing && sweepDone(screen) < screen.seeds } }
    case 'on':
      // Whoever has seen enough is told first what it came to so far.
      return screen.playing && sweepDone(screen) > 0
        ? sweptTo(state, { ...screen, playing: false }, event)
        : leaveLab(state, screen, event)
    case 'out':
      return outOfLab(state, screen)
    default:
      return state
  }
}

/** Time for a few runs more; the last one ends it. */
export function sweepOn(state: AppState, screen: SweepScreen, event: When): AppState {
  return sweptTo(state, sweepFrame(screen), event)
}

/** The sweep has come so far. Where it stands still by itself, or somebody had enough, it was seen. */
export function sweptTo(state: AppState, screen: SweepScreen, { when }: When): AppState {
  if (screen.playing || state.screen === screen) return { ...state, screen }
  const counts = { seeds: sweepDone(screen), both: sweepBoth(screen) }
  return { ...state, screen, progress: withSweep(state.progress, screen.scenario.id, counts, when) }
}
