import { builtSo, type Experiment, playedMs, runExperiment } from '../../experiment/experiment.ts'
import { type Finding, fault, lineOf, type Subject } from './finding.ts'
import { readingSeconds } from './reading.ts'

/** An experiment with a question is over within so many seconds, all that is read included. */
const SECONDS_MAX = 90
/** What somebody thinks over its question, in seconds. */
const THINKING_SECONDS = 10
/** A calculator, which is all dials, takes as long as one likes: about so many seconds. */
const CALCULATOR_SECONDS = 75

/** Experiments that take longer than somebody likes to sit still. */
export function longExperiments(subject: Subject): readonly Finding[] {
  return subject.experiments.flatMap(experiment => {
    const seconds = Math.round(experimentSeconds(experiment))
    if (seconds <= SECONDS_MAX) return []
    const file = `experiments/${experiment.id}.yaml`
    const message = `it takes about ${seconds} s, all that is read included: expected ${SECONDS_MAX} at most. Say less, or let its runs be shorter`
    return [fault('experiment-time', file, lineOf(subject, file, /^title:/), message)]
  })
}

/** Lint asks for each twice, and its runs are the same. */
const KNOWN = new WeakMap<Experiment, number>()

/** How long an experiment takes at its own speed, in seconds, without the dials at its end, which nobody has to turn. */
export function experimentSeconds(experiment: Experiment): number {
  const seconds = KNOWN.get(experiment) ?? readSeconds(experiment) + playedSeconds(experiment)
  KNOWN.set(experiment, seconds)
  return seconds
}

/** All that is told on the way, and of what is said about answers an average one. */
function readSeconds({ story, says, prediction, remedy }: Experiment): number {
  if (prediction === null) return 0
  const { ask, options } = prediction
  const answers = options.reduce((sum, option) => sum + readingSeconds(option.says), 0) / options.length
  const told = [story, says.built, ask, ...options.map(({ text }) => text), says.broken, remedy?.says]
  return THINKING_SECONDS + answers + readingSeconds(told.join(' '))
}

/** Its runs: as it was built, with the dials turned, and with the remedy; nothing where one breaks off, which is told. */
function playedSeconds(experiment: Experiment): number {
  const { prediction, remedy, seed } = experiment
  if (prediction === null) return CALCULATOR_SECONDS
  const broken = { dials: prediction.about, remedy: false }
  const turns = [builtSo(experiment), broken, ...(remedy === null ? [] : [{ ...broken, remedy: true }])]
  try {
    const played = turns.map((turned, place) =>
      playedMs(runExperiment(experiment, turned, seed), place === 0),
    )
    return played.reduce((sum, ms) => sum + ms, 0) / 1000
  } catch {
    return 0
  }
}
