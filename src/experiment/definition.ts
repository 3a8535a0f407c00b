import type { Condition } from '../model/condition.ts'
import type { Misconception } from '../model/misconceptions.ts'
import type { Program, Setting, Settings } from './program.ts'

/**
 * One belief put to the test, as data: a program, how it was built, the dials that the learner turns, what is predicted
 * of it, and what helps. An experiment without a prediction is a calculator: its dials are turned and its figures read.
 */
export interface Experiment {
  readonly id: string
  readonly title: string
  /** The place in the list of the eight fallacies, from 1; null for an experiment about something else. */
  readonly fallacy: number | null
  /** One or two sentences for the learner, before the start. */
  readonly story: string
  readonly program: Program
  /** Every setting of the program, dials and remedy apart. */
  readonly settings: Settings
  readonly dials: readonly Dial[]
  readonly remedy: Remedy | null
  /** The figures shown, by their names in the program. */
  readonly figures: readonly string[]
  readonly prediction: PredictionOfRun | null
  /** What to see in each run, in a sentence or two. */
  readonly says: { readonly built: string; readonly broken: string | null }
  readonly seed: number
  readonly expected: readonly Expectation[]
}

/** Something that the learner turns. The first value is how it was built. */
export interface Dial {
  readonly setting: string
  readonly text: string
  readonly values: readonly { readonly text: string; readonly value: Setting }[]
}

/** What helps: settings that are in force with it, whatever the dials say. */
export interface Remedy {
  readonly text: string
  readonly settings: Settings
  readonly says: string
}

/** Where the dials stand, each as the place of its value, and whether the remedy is applied. */
export interface Turned {
  readonly dials: readonly number[]
  readonly remedy: boolean
}

/** The question asked before the dials are turned to `about`; which of its options held is computed from that run. */
export interface PredictionOfRun {
  readonly ask: string
  readonly options: readonly PredictedOption[]
  readonly about: readonly number[]
}

export interface PredictedOption {
  readonly id: string
  readonly text: string
  /** What it means that somebody thinks so. */
  readonly says: string
  readonly misconception: Misconception | null
  readonly holds: Condition
}

/**
 * A promise of the author, kept for every seed: with the dials turned so, this is true of the figures. `says` is told to
 * a learner who turns them so, and stands beside the promise that bears it out.
 */
export interface Expectation extends Turned {
  readonly holds: Condition
  readonly says?: string | undefined
}
