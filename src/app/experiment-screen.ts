import { builtSo, type Experiment, runExperiment, type Turned } from '../experiment/experiment.ts'
import type { LabReturn } from './door.ts'
import type { ExperimentScreen } from './experiment-state.ts'
import type { AppState } from './state.ts'

/** An experiment of the course, opened from a page. */
export function openExperiment(state: AppState, id: string, from: LabReturn): AppState {
  const found = state.experiments.get(id)
  if (!found) return { ...state, notice: `There is no experiment «${id}» in this course.` }
  return { ...state, screen: experimentScreen(found, from) }
}

/** An experiment as it was built, not started yet; one that predicts nothing has its dials open at once. */
export function experimentScreen(experiment: Experiment, from: LabReturn, seed?: number): ExperimentScreen {
  const built = builtSo(experiment)
  const chosen = seed ?? experiment.seed
  const outcome = runExperiment(experiment, built, chosen)
  const free = experiment.prediction === null
  return {
    type: 'experiment',
    phase: free ? 'free' : 'built',
    from,
    experiment,
    seed: chosen,
    turned: built,
    outcome,
    at: free ? outcome.lastsUs : 0,
    playing: false,
    seen: free ? { built: outcome.figures } : {},
    prediction: null,
    held: [],
    row: 0,
    said: null,
  }
}

/** The screen with the dials turned so, and what becomes of it: to be played from its start, or shown at its end. */
export function turnedTo(
  screen: ExperimentScreen,
  turned: Turned,
  show: 'from the start' | 'its end',
): ExperimentScreen {
  const outcome = runExperiment(screen.experiment, turned, screen.seed)
  const played = show === 'from the start'
  return { ...screen, turned, outcome, at: played ? 0 : outcome.lastsUs, playing: played }
}
