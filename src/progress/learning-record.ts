import { own } from './joins.ts'
import {
  type ChallengeProgress,
  type CheckEntry,
  type CheckItemProgress,
  type CheckProgress,
  noCheck,
  untouchedChallenge,
  untouchedItem,
} from './learning.ts'
import { mergeProgress } from './merge.ts'
import { emptyProgress, type Progress } from './shape.ts'
import type { EpochMs } from './when.ts'

// As in `record.ts`, each change is a merge with a small progress that holds the new thing alone.

/** What was answered to one item of the check, before and after; nothing for one that was never asked. */
export function checkItem(progress: Progress, item: string): CheckItemProgress {
  return own(progress.check.items, item) ?? untouchedItem
}

/** What became of a challenge; nothing for one that was never looked at. */
export function challengeProgress(progress: Progress, challenge: string): ChallengeProgress {
  return own(progress.challenges, challenge) ?? untouchedChallenge
}

/** The check before the course was opened. The first time counts. */
export function withCheckBegun(progress: Progress, begun: EpochMs): Progress {
  return withCheck(progress, { ...noCheck, begun })
}

/** The check after the course was gone through to its end. The first time counts. */
export function withCheckOver(progress: Progress, over: EpochMs): Progress {
  return withCheck(progress, { ...noCheck, over })
}

/** A question of the check was answered, or left out. */
export function withCheckEntry(
  progress: Progress,
  item: string,
  sitting: 'before' | 'after',
  entry: CheckEntry,
): Progress {
  return withItem(progress, item, { [sitting]: entry })
}

/** An item that was left out in the check was left out again as its lesson opened. */
export function withLateSkip(progress: Progress, item: string, late: EpochMs): Progress {
  return withItem(progress, item, { late })
}

/** A challenge was met, its solution seen, or one more hint of it asked for. */
export function withChallenge(
  progress: Progress,
  challenge: string,
  news: Partial<ChallengeProgress>,
): Progress {
  const whole = { ...untouchedChallenge, ...news }
  return mergeProgress(progress, { ...emptyProgress, challenges: Object.fromEntries([[challenge, whole]]) })
}

function withItem(progress: Progress, item: string, news: Partial<CheckItemProgress>): Progress {
  const items = Object.fromEntries([[item, { ...untouchedItem, ...news }]])
  return withCheck(progress, { ...noCheck, items })
}

function withCheck(progress: Progress, check: CheckProgress): Progress {
  return mergeProgress(progress, { ...emptyProgress, check })
}
