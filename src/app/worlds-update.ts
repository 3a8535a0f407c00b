import { DECIDES_US, DECISIONS, playWorld, WORLDS } from '../experiment/worlds/worlds.ts'
import { micros } from '../model/time.ts'
import { withExperiment } from '../progress/progress.ts'
import { leaveLab, outOfLab } from './lab-end.ts'
import type { AppEvent, AppState, Command } from './state.ts'
import { anotherWorld, CANNOT_TELL, FOUR_WORLDS, type WorldsScreen, worldsEnd } from './worlds-screen.ts'

type When = Pick<AppEvent, 'when'>

/** Time passes on the screen that is watched. */
export function worldsFrame(
  state: AppState,
  screen: WorldsScreen,
  { elapsedMs }: Extract<AppEvent, { type: 'frame' }>,
): AppState {
  return screen.playing
    ? shown(state, worldsPlayedTo(screen, screen.at + Math.max(1, micros(elapsedMs))))
    : state
}

function shown(state: AppState, screen: WorldsScreen): AppState {
  return { ...state, screen }
}

/** After the timeout there is a question; elsewhere the end of the playing stands still. */
export function worldsPlayedTo(screen: WorldsScreen, at: number): WorldsScreen {
  const end = worldsEnd(screen)
  if (at < end) return { ...screen, at }
  return { ...screen, at: end, playing: false, phase: screen.phase === 'watch' ? 'guess' : screen.phase }
}

/** A world was guessed, or it was decided what to do. */
export function worldsSelected(state: AppState, screen: WorldsScreen, place: number, event: When): AppState {
  if (screen.phase === 'guess')
    return shown(state, { ...screen, phase: 'decide', guess: WORLDS[place]?.id ?? CANNOT_TELL })
  const decision = screen.phase === 'decide' ? DECISIONS[place] : undefined
  if (!decision) return state
  const { world, seed, guess } = screen
  const run = playWorld(world, decision.id, seed)
  const record = {
    seed,
    prediction: guess,
    held: guess === null ? null : guess === CANNOT_TELL,
    figures: {
      built: { charged: playWorld(world, null, seed).charged.length },
      broken: { charged: run.charged.length },
      remedied: null,
    },
    when: event.when,
  }
  const after = { ...screen, phase: 'after', run, decision: place, at: DECIDES_US, playing: true } as const
  return { ...shown(state, after), progress: withExperiment(state.progress, FOUR_WORLDS, record) }
}

/** A key was pressed in the four worlds. */
export function worldsCommand(state: AppState, screen: WorldsScreen, name: Command, event: When): AppState {
  switch (name) {
    case 'on':
      if (screen.playing || screen.at < worldsEnd(screen))
        return shown(state, worldsPlayedTo(screen, worldsEnd(screen)))
      return on(state, screen, event)
    case 'back':
      return back(state, screen)
    case 'another-seed':
      return shown(state, anotherWorld(screen))
    case 'out':
      return screen.phase === 'guess' || screen.phase === 'decide'
        ? back(state, screen)
        : outOfLab(state, screen)
    default:
      return state
  }
}

function on(state: AppState, screen: WorldsScreen, event: When): AppState {
  switch (screen.phase) {
    case 'watch':
      return shown(state, { ...screen, phase: 'guess' })
    case 'after':
      return shown(state, { ...screen, phase: 'reveal', at: 0, playing: true })
    case 'reveal':
      return shown(state, { ...screen, phase: 'table', at: 0, playing: true })
    case 'table':
      return leaveLab(state, screen, event)
    default:
      return state
  }
}

/** One step back: what has been played stands at its end. */
function back(state: AppState, screen: WorldsScreen): AppState {
  const to = (phase: WorldsScreen['phase']) => {
    const there = { ...screen, phase, playing: false }
    return shown(state, { ...there, at: worldsEnd(there) })
  }
  switch (screen.phase) {
    case 'watch':
      return outOfLab(state, screen)
    case 'guess':
      return to('watch')
    case 'decide':
      return to('guess')
    case 'after':
      return shown(state, {
        ...screen,
        phase: 'decide',
        run: playWorld(screen.world, null, screen.seed),
        decision: null,
        at: DECIDES_US,
        playing: false,
      })
    case 'reveal':
      return to('after')
    case 'table':
      return to('reveal')
  }
}
