import { DECISIONS } from '../experiment/worlds/worlds.ts'
import { isSandbox } from '../lab/lab.ts'
import { atEnd, type ExperimentScreen, isTold } from './experiment-state.ts'
import { experimentPlayedTo, nextEntry } from './experiment-update.ts'
import { judged } from './lab-goals.ts'
import { labCommand } from './lab-update.ts'
import type { AppEvent, AppState, Command, LabScreen } from './state.ts'
import { type SweepScreen, sweepDone, sweepFrame } from './sweep-screen.ts'
import { sweptTo } from './sweep-update.ts'
import { CELL_US, type WorldsScreen, worldsEnd } from './worlds-screen.ts'
import { worldsPlayedTo } from './worlds-update.ts'

/** Curves, which have no next thing, are told in so many steps. */
const CURVE_STEPS = 10

/** Tries are told so many at a time: few enough that nobody waits for the key. */
const SWEEP_STEP = 50

/**
 * What a key does where nothing moves, in the place of playing: it goes on to the next thing that can be told. Null for
 * every key that does the same with motion and without.
 */
export function stepped(state: AppState, name: Command, event: AppEvent): AppState | null {
  const { screen } = state
  switch (screen.type) {
    case 'lab':
      return name === 'play' ? nextTurn(state, screen, event) : null
    case 'experiment': {
      // A calculator plays nothing, with motion or without.
      if (screen.experiment.prediction === null || (name !== 'play' && !begins(screen, name))) return null
      if (atEnd(screen)) return { ...state, screen: { ...screen, at: 0, playing: true } }
      return experimentPlayedTo(state, { ...screen, playing: false }, nextSight(screen), event)
    }
    case 'sweep':
      return name === 'play' ? sweptTo(state, sweptOn(screen), event) : null
    case 'worlds':
      return name === 'on' && screen.playing
        ? { ...state, screen: worldsPlayedTo(screen, nextLine(screen)) }
        : null
    default:
      return null
  }
}

/** The state with its lab at rest: it would say that it runs, and no clock does. */
export function atRest(state: AppState): AppState {
  const { screen, motion } = state
  return motion || screen.type !== 'lab' || !screen.playing
    ? state
    : { ...state, screen: { ...screen, playing: false } }
}

/** On to what changes the story; in a sandbox, what came about on the way counts for the challenges. */
function nextTurn(state: AppState, screen: LabScreen, event: AppEvent): AppState {
  const next = labCommand(state, screen, 'jump-forward', event)
  if (next.screen.type !== 'lab' || !isSandbox(next.screen.run.scenario)) return next
  return judged(next, next.screen, event.when, screen.run)
}

/** Whether a key would start what stands at its beginning. */
function begins(screen: ExperimentScreen, name: Command): boolean {
  return name === 'on' && screen.phase !== 'free' && screen.at === 0 && !screen.playing && !isTold(screen)
}

/** When the next thing on the tape happens; with curves alone, a tenth of the time later. */
function nextSight(screen: ExperimentScreen): number {
  const { at, outcome } = screen
  return outcome.tape.entries.length > 0 ? nextEntry(screen) : at + Math.ceil(outcome.lastsUs / CURVE_STEPS)
}

function sweptOn(screen: SweepScreen): SweepScreen {
  const until = Math.min(screen.seeds, sweepDone(screen) + SWEEP_STEP)
  let next = { ...screen, playing: true }
  while (next.playing && sweepDone(next) < until) next = sweepFrame(next)
  return next
}

/** When the next line comes on the shop's screen, the next thing on the tape, or the next row of the table. */
function nextLine(screen: WorldsScreen): number {
  const { phase, run, at } = screen
  if (phase === 'table') {
    const row = DECISIONS.length * CELL_US
    return (Math.floor(at / row) + 1) * row
  }
  const lines = phase === 'reveal' ? run.tape.entries : run.screen
  return lines.find(line => line.at > at)?.at ?? worldsEnd(screen)
}
