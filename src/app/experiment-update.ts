import type { Turned } from '../experiment/experiment.ts'
import { micros } from '../model/time.ts'
import { calculated, experimentEnded } from './experiment-end.ts'
import { predictionMenu } from './experiment-menu.ts'
import { phaseBefore, toPhase, withSeed } from './experiment-phase.ts'
import { turnedTo } from './experiment-screen.ts'
import {
  atEnd,
  dialAt,
  type ExperimentScreen,
  isTold,
  paceOf,
  turnBefore,
  turnsOf,
} from './experiment-state.ts'
import { leaveLab, outOfLab } from './lab-end.ts'
import type { AppEvent, AppState, Command } from './state.ts'

/** The run is played on; at its end it stands still, and its figures are known. */
export function experimentFrame(
  state: AppState,
  screen: ExperimentScreen,
  event: Extract<AppEvent, { type: 'frame' }>,
): AppState {
  if (!screen.playing) return state
  const passed = micros(event.elapsedMs * paceOf(screen.outcome, screen.phase))
  return experimentPlayedTo(state, screen, screen.at + Math.max(1, passed), event)
}

/** Where the playing stands after it went to a time. */
export function experimentPlayedTo(
  state: AppState,
  screen: ExperimentScreen,
  at: number,
  event: AppEvent,
): AppState {
  const { lastsUs } = screen.outcome
  const there = { ...screen, at: Math.max(0, Math.min(lastsUs, at)) }
  if (!atEnd(there)) return { ...state, screen: there }
  return experimentEnded(state, { ...there, playing: false }, event)
}

/** An option of the prediction was taken: now it is turned. */
export function experimentSelected(state: AppState, screen: ExperimentScreen, place: number): AppState {
  const option = screen.phase === 'predict' ? predictionMenu(screen).options[place] : undefined
  return option ? { ...state, screen: toPhase({ ...screen, prediction: option.id }, 'broken') } : state
}

/** A key was pressed in an experiment. What was said about the one before has been read. */
export function experimentCommand(
  state: AppState,
  before: ExperimentScreen,
  name: Command,
  event: AppEvent,
): AppState {
  const screen = { ...before, said: null }
  const shown = (next: ExperimentScreen): AppState => ({ ...state, screen: next })
  switch (name) {
    case 'on':
      return on(state, screen, event)
    case 'play':
      // A calculator shows how long things took, and no time that passes.
      if (screen.experiment.prediction === null) return state
      return shown(
        atEnd(screen) ? { ...screen, at: 0, playing: true } : { ...screen, playing: !screen.playing },
      )
    case 'step-forward':
      return experimentPlayedTo(state, { ...screen, playing: false }, nextEntry(screen), event)
    case 'step-back':
      return shown({ ...screen, playing: false, at: entryBefore(screen) })
    case 'jump-forward': {
      const next = turnsOf(screen.outcome).find(at => at > screen.at) ?? screen.outcome.lastsUs
      return experimentPlayedTo(state, { ...screen, playing: false }, next, event)
    }
    case 'jump-back':
      return shown({ ...screen, playing: false, at: turnBefore(screen) ?? 0 })
    case 'first':
    case 'last':
      if (screen.phase === 'free') return freeCommand(state, screen, name, event)
      return name === 'first'
        ? shown({ ...screen, playing: false, at: 0 })
        : experimentPlayedTo(state, { ...screen, playing: false }, screen.outcome.lastsUs, event)
    case 'back':
      return shown(phaseBefore(screen))
    case 'out':
      return screen.phase === 'predict' ? shown(phaseBefore(screen)) : outOfLab(state, screen)
    default:
      return screen.phase === 'free' ? freeCommand(state, screen, name, event) : state
  }
}

/** Starts what stands at its beginning, ends what is being played, and goes on from what has been seen. */
function on(state: AppState, screen: ExperimentScreen, event: AppEvent): AppState {
  const { phase, at, playing, outcome, prediction, experiment } = screen
  if (phase === 'free') return leaveLab(state, screen, event)
  const told = isTold(screen)
  if (at === 0 && !playing && !told) return { ...state, screen: { ...screen, playing: true } }
  if (!told) return experimentPlayedTo(state, screen, outcome.lastsUs, event)
  if (phase === 'built')
    return {
      ...state,
      screen: prediction === null ? { ...screen, phase: 'predict' } : toPhase(screen, 'broken'),
    }
  const next = phase === 'broken' && experiment.remedy !== null ? 'remedied' : 'free'
  return { ...state, screen: toPhase(screen, next) }
}

/** When the next thing on the tape happens, or the end. */
export function nextEntry({ at, outcome }: ExperimentScreen): number {
  return outcome.tape.entries.find(entry => entry.at > at)?.at ?? outcome.lastsUs
}

function entryBefore({ at, outcome }: ExperimentScreen): number {
  return outcome.tape.entries.findLast(entry => entry.at < at)?.at ?? 0
}

/** The keys of somebody who has the dials. What is turned is run at once, and shown at its end. */
function freeCommand(state: AppState, screen: ExperimentScreen, name: Command, event: AppEvent): AppState {
  const { experiment, row, turned, seed } = screen
  const rows = experiment.dials.length + (experiment.remedy === null ? 0 : 1)
  const moved = (by: number): AppState => ({ ...state, screen: { ...screen, row: (row + by + rows) % rows } })
  const run = (to: Turned): AppState => {
    const next = turnedTo(screen, to, 'its end')
    const idle = !sameTurn(to, turned) && shownFigures(next) === shownFigures(screen)
    // The switch of the remedy goes back by itself where a dial is turned that it decides about.
    const off = turned.remedy && !to.remedy && row < experiment.dials.length
    return calculated(state, { ...next, said: idle ? SAME_TURNED : off ? REMEDY_OFF : null }, event)
  }
  switch (name) {
    case 'up':
      return moved(-1)
    case 'down':
      return moved(1)
    case 'first':
    case 'last':
      return { ...state, screen: { ...screen, row: name === 'first' ? 0 : rows - 1 } }
    case 'turn-up':
    case 'turn-down':
      return run(dialTurned(screen, name === 'turn-up' ? 1 : -1))
    case 'remedy':
      return experiment.remedy === null ? state : run({ ...turned, remedy: !turned.remedy })
    case 'another-seed':
      return anotherSeed(state, screen, (seed + 1) >>> 0)
    default:
      return state
  }
}

/** Everything again with another seed; where nobody could see a difference, that is said. */
function anotherSeed(state: AppState, screen: ExperimentScreen, seed: number): AppState {
  const next = withSeed(screen, seed)
  const same = shownFigures(next) === shownFigures(screen)
  const said = same ? `The same figures with seed ${seed}: chance decides little here.` : null
  return { ...state, screen: { ...next, said } }
}

const REMEDY_OFF = 'The remedy is off: beside it, this dial would change nothing.'
const SAME_TURNED = 'The same figures: as the others stand, this dial changes nothing.'

function sameTurn(a: Turned, b: Turned): boolean {
  return a.remedy === b.remedy && a.dials.every((place, dial) => place === b.dials[dial])
}

/** The figures of all columns, with as many digits as are shown. */
function shownFigures({ experiment, seen, outcome }: ExperimentScreen): string {
  const { figures, program } = experiment
  const columns = [seen.built, seen.broken, seen.remedied, outcome.figures]
  const rounded = (name: string, value = 0) =>
    value.toFixed(Math.abs(value) >= 100 ? 0 : (program.figures[name]?.digits ?? 0))
  return columns.flatMap(own => figures.map(name => rounded(name, own?.[name]))).join(' ')
}

/** The dial of the row turned by a place, as far as it goes; the remedy's row is there or not. */
function dialTurned(screen: ExperimentScreen, by: number): Turned {
  const { experiment, row, turned } = screen
  const { place, last } = dialAt(screen)
  const next = Math.max(0, Math.min(last, place + by))
  const dial = experiment.dials[row]
  if (dial === undefined) return { ...turned, remedy: next > 0 }
  // A dial that the remedy decides about would turn nothing: who turns it wants to see it at work.
  const overruled = experiment.remedy !== null && Object.hasOwn(experiment.remedy.settings, dial.setting)
  return { dials: turned.dials.with(row, next), remedy: turned.remedy && !(overruled && next !== place) }
}
