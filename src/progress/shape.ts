import type { Micros } from '../model/time.ts'
import type { Verdict } from '../model/verdict.ts'
import { own } from './joins.ts'
import { type ChallengeProgress, type CheckProgress, noCheck } from './learning.ts'
import type { EpochMs } from './when.ts'

/**
 * What one learner has done in the course, on every machine and in every running copy that they used. It only ever
 * grows: any two are joined by `mergeProgress` without losing what either holds. Lessons, blocks and scenarios are
 * found by their id, never by their place, so that a reordered course keeps what was done.
 */
export interface Progress {
  /** Where the learner stopped last, in the whole course; null before the first page. */
  readonly last: Stop | null
  readonly lessons: { readonly [lesson: string]: LessonProgress }
  /** The runs of each scenario, the newest last; at most `RUNS_MAX` of them. */
  readonly scenarios: { readonly [scenario: string]: readonly RunRecord[] }
  /** What was seen of each experiment, the first one first; at most `EXPERIMENTS_MAX` of them. */
  readonly experiments: { readonly [experiment: string]: readonly ExperimentRecord[] }
  /** What was answered in the check before the course and in the one after it. */
  readonly check: CheckProgress
  /** What became of the challenges, by their ids. */
  readonly challenges: { readonly [challenge: string]: ChallengeProgress }
  /** Answers in practice by misconception (M1, M2 …), the newest last; at most `ANSWERS_MAX` of each. */
  readonly practice: { readonly [misconception: string]: readonly PracticeAnswer[] }
  /** What was said from memory, by the block's id, the newest last; at most `RECALLS_MAX` of each. */
  readonly recalls: { readonly [block: string]: readonly RecallRecord[] }
}

/** A page of a lesson that somebody was on, and when. */
interface Stop extends PageStop {
  readonly lesson: string
}

/** A page, as its index from 0, and when somebody came to it. A shortened lesson may no longer have that page. */
interface PageStop {
  readonly page: number
  readonly when: EpochMs
}

/** What was done in one lesson. */
export interface LessonProgress {
  readonly stopped: PageStop | null
  /** The furthest page ever reached, as its index from 0. */
  readonly furthest: number
  /** When the lesson was first done; null while it isn't. */
  readonly doneWhen: EpochMs | null
  /** By the block's id. The first prediction counts: one made after the run would be no prediction. */
  readonly predictions: { readonly [block: string]: Prediction }
  /** By the block's id: every answer given, the first one first; at most `ANSWERS_MAX` of them. */
  readonly answers: { readonly [block: string]: readonly Answer[] }
}

/** The option that the learner expected, by its id, or `SKIPPED`. */
export interface Prediction {
  readonly option: string
  readonly when: EpochMs
}

/** The learner read on without predicting. No option may have this id. */
export const SKIPPED = 'skipped'

/** One answer to a quiz: the option's index from 0, and whether it was right when it was given. */
export interface Answer {
  readonly option: number
  readonly right: boolean
  readonly when: EpochMs
}

/** One run of a scenario that came to its end: enough to run it again, and what it came to. */
export interface RunRecord {
  readonly seed: number
  readonly decisions: readonly RunDecision[]
  /** The option predicted before the run, by its id, or `SKIPPED`; null where none was asked. */
  readonly prediction: string | null
  /** Whether that came true; null where nothing was predicted, or from before it was kept. */
  readonly held: boolean | null
  readonly verdict: Verdict['result']
  /** Its replay code; null where it is too long to be kept, or from before codes were kept. */
  readonly code: string | null
  readonly when: EpochMs
}

/** One answer to a case of practice, kept under each misconception that it speaks for or against. */
export interface PracticeAnswer {
  /** From 1 to 5. With the seed it names the case. */
  readonly level: number
  readonly seed: number
  readonly right: boolean
  readonly when: EpochMs
}

/** What the learner chose, by its id, at a virtual time. */
interface RunDecision {
  readonly at: Micros
  readonly choice: string
}

/** An experiment that was seen broken, or with its remedy as well: what was predicted, and the figures of each run. */
export interface ExperimentRecord {
  readonly seed: number
  /** The option predicted before the dial was turned, by its id, or `SKIPPED`; null where none was asked. */
  readonly prediction: string | null
  /** Whether the prediction came true; null where there was none. */
  readonly held: boolean | null
  readonly figures: {
    readonly built: Figures
    readonly broken: Figures
    readonly remedied: Figures | null
  }
  readonly when: EpochMs
}

/** A list said from memory, to its end or given up: the items that were said and those that were not, by their ids. */
export interface RecallRecord {
  readonly found: readonly string[]
  readonly missed: readonly string[]
  readonly when: EpochMs
}

export type Figures = { readonly [figure: string]: number }

/** Runs kept for a scenario: the newest ones. */
export const RUNS_MAX = 50
/** Answers kept for a quiz: the first one and the newest ones. */
export const ANSWERS_MAX = 20
/** Records kept for an experiment: the first one and the newest ones. */
export const EXPERIMENTS_MAX = 10
/** Recalls kept of a list: the newest ones. */
export const RECALLS_MAX = 20
/** A run with more decisions than these is not kept: a part of them would be another run. */
export const DECISIONS_MAX = 500

export const emptyProgress: Progress = {
  last: null,
  lessons: {},
  scenarios: {},
  experiments: {},
  check: noCheck,
  challenges: {},
  practice: {},
  recalls: {},
}

const untouched: LessonProgress = {
  stopped: null,
  furthest: 0,
  doneWhen: null,
  predictions: {},
  answers: {},
}

/** What was done in a lesson, by its id; nothing for one that was never opened. */
export function lessonProgress(progress: Progress, lesson: string): LessonProgress {
  return own(progress.lessons, lesson) ?? untouched
}

/** The runs of a scenario, by its id, the newest last. */
export function scenarioRuns(progress: Progress, scenario: string): readonly RunRecord[] {
  return own(progress.scenarios, scenario) ?? []
}

/** What was seen of an experiment, by its id, the first one first. */
export function experimentRecords(progress: Progress, experiment: string): readonly ExperimentRecord[] {
  return own(progress.experiments, experiment) ?? []
}

/** What was said of a list from memory, by the block's id, the newest last. */
export function recallRecords(progress: Progress, block: string): readonly RecallRecord[] {
  return own(progress.recalls, block) ?? []
}

/** The items that were missing when their list was last said from memory: what is worth asking again. */
export function missedItems(
  progress: Progress,
): readonly { readonly block: string; readonly item: string; readonly when: EpochMs }[] {
  return Object.entries(progress.recalls).flatMap(([block, records]) => {
    const last = records.at(-1)
    return (last?.missed ?? []).map(item => ({ block, item, when: last?.when ?? 0 }))
  })
}
