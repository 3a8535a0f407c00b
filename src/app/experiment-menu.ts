import { SKIPPED } from '../progress/progress.ts'
import type { ExperimentScreen } from './experiment-state.ts'

/** What is asked before the dial is turned: the options, the last of which is to skip it. */
export interface PredictionMenu {
  readonly ask: string
  readonly options: readonly { readonly id: string; readonly text: string }[]
}

export function predictionMenu({ experiment }: ExperimentScreen): PredictionMenu {
  const { prediction } = experiment
  const skip = { id: SKIPPED, text: 'Skip: I would rather watch without a prediction' }
  return { ask: prediction?.ask ?? '', options: [...(prediction?.options ?? []), skip] }
}
