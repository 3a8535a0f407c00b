import { builtSo, runExperiment, type Turned } from '../experiment/experiment.ts'
import { turnedTo } from './experiment-screen.ts'
import type { Column, ExperimentScreen } from './experiment-state.ts'

type Phase = ExperimentScreen['phase']

/** Where the dials stand in the run of a column. */
export function turnedIn({ experiment }: ExperimentScreen, column: Column): Turned {
  const built = builtSo(experiment)
  if (column === 'built') return built
  return { dials: experiment.prediction?.about ?? built.dials, remedy: column === 'remedied' }
}

/** The screen in a phase: its run is played from the start, or shown at its end where it has been seen before. */
export function toPhase(screen: ExperimentScreen, phase: Phase): ExperimentScreen {
  if (phase === 'free') return turnedTo({ ...screen, phase }, screen.turned, 'its end')
  if (phase === 'predict') return { ...screen, phase, playing: false }
  const show = screen.seen[phase] === undefined ? 'from the start' : 'its end'
  return turnedTo({ ...screen, phase }, turnedIn(screen, phase), show)
}

/** Everything that was seen again, with another seed. */
export function withSeed(screen: ExperimentScreen, seed: number): ExperimentScreen {
  const { experiment, turned } = screen
  const columns = Object.keys(screen.seen) as Column[]
  const figures = columns.map(column => [
    column,
    runExperiment(experiment, turnedIn(screen, column), seed).figures,
  ])
  return turnedTo({ ...screen, seed, seen: Object.fromEntries(figures) }, turned, 'its end')
}

/** Back to the run before this one, which has been seen; the first one stays. */
export function phaseBefore(screen: ExperimentScreen): ExperimentScreen {
  const { phase, experiment } = screen
  switch (phase) {
    case 'built':
      return screen
    case 'predict':
    case 'broken':
      return toPhase(screen, 'built')
    case 'remedied':
      return toPhase(screen, 'broken')
    case 'free':
      if (experiment.prediction === null) return screen
      return toPhase(screen, experiment.remedy === null ? 'broken' : 'remedied')
  }
}
