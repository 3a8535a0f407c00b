import { optionsThatHeld } from '../experiment/experiment.ts'
import { SKIPPED, withExperiment } from '../progress/progress.ts'
import type { ExperimentScreen } from './experiment-state.ts'
import type { AppEvent, AppState } from './state.ts'

/** A run was played to its end: its figures stand in the table, and what was seen for the first time is kept. */
export function experimentEnded(
  state: AppState,
  screen: ExperimentScreen,
  event: Pick<AppEvent, 'when'>,
): AppState {
  const { phase, outcome, experiment } = screen
  if (phase === 'predict' || phase === 'free') return { ...state, screen }
  const first = screen.seen[phase] === undefined
  const seen = { ...screen.seen, [phase]: outcome.figures }
  const held =
    phase === 'broken' && experiment.prediction
      ? optionsThatHeld(experiment.prediction, outcome)
      : screen.held
  const ended = { ...screen, seen, held }
  return { ...state, screen: ended, progress: first ? kept(state, ended, event) : state.progress }
}

/** A dial was turned by hand. Where nothing is predicted that is all there is to see, and the first time is kept. */
export function calculated(
  state: AppState,
  screen: ExperimentScreen,
  event: Pick<AppEvent, 'when'>,
): AppState {
  if (screen.experiment.prediction !== null || screen.seen.broken) return { ...state, screen }
  const ended = { ...screen, seen: { ...screen.seen, broken: screen.outcome.figures } }
  return { ...state, screen: ended, progress: kept(state, ended, event) }
}

/** The progress with what was seen, once the dial has been turned. */
function kept({ progress }: AppState, screen: ExperimentScreen, { when }: Pick<AppEvent, 'when'>) {
  const { experiment, seed, seen, prediction, held } = screen
  if (!seen.built || !seen.broken) return progress
  const guessed = prediction !== null && prediction !== SKIPPED
  return withExperiment(progress, experiment.id, {
    seed,
    prediction,
    held: guessed ? held.includes(prediction) : null,
    figures: { built: seen.built, broken: seen.broken, remedied: seen.remedied ?? null },
    when,
  })
}
