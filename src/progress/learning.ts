import type { EpochMs } from './when.ts'

/** The two parallel forms of the check's questions: who had one before the course has the other after it. */
export type Form = 'A' | 'B'

/** What was answered in the check: once before the course, and once after it. */
export interface CheckProgress {
  /** When the check before was first opened, from which the form is drawn; null while it never was. */
  readonly begun: EpochMs | null
  /** When the check after was first gone through to its end; null before that. */
  readonly over: EpochMs | null
  /** By the item's id. */
  readonly items: { readonly [item: string]: CheckItemProgress }
}

/** One item, before and after the course. Of each the first answer counts, and any answer beats leaving it out. */
export interface CheckItemProgress {
  readonly before: CheckEntry | null
  readonly after: CheckEntry | null
  /** When it was left out once more, as its lesson opened; it is not asked before the course again. */
  readonly late: EpochMs | null
}

/** What was said to one question: the option's index from 0, or null where it was left out. */
export interface CheckEntry {
  readonly form: Form
  readonly option: number | null
  readonly right: boolean
  readonly when: EpochMs
}

/** What became of a challenge. Having seen the solution is never having met it: both are kept, apart. */
export interface ChallengeProgress {
  /** When a run of the learner's own first met it; null while none has. */
  readonly met: EpochMs | null
  /** When its solution was first shown; null while it never was. */
  readonly seen: EpochMs | null
  /** The hints that were asked for. */
  readonly hints: number
}

export const noCheck: CheckProgress = { begun: null, over: null, items: {} }
export const untouchedItem: CheckItemProgress = { before: null, after: null, late: null }
export const untouchedChallenge: ChallengeProgress = { met: null, seen: null, hints: 0 }
