/** What the learner has done: its shape, how it grows, how two copies of it become one, and how it is written down. */

export { decodeProgress, encodeProgress, PROGRESS_TEXT_MAX } from './codec.ts'
export type {
  CheckEntry,
  CheckItemProgress,
  Form,
} from './learning.ts'
export {
  challengeProgress,
  checkItem,
  withChallenge,
  withCheckBegun,
  withCheckEntry,
  withCheckOver,
  withLateSkip,
} from './learning-record.ts'
export { mergeProgress } from './merge.ts'
export { practiceAnswers, practiceLevel } from './practice.ts'
export {
  withAnswer,
  withExperiment,
  withLessonDone,
  withPage,
  withPractice,
  withPrediction,
  withRecall,
  withRun,
} from './record.ts'
export {
  type Answer,
  type ExperimentRecord,
  emptyProgress,
  experimentRecords,
  type LessonProgress,
  lessonProgress,
  missedItems,
  type Progress,
  type RecallRecord,
  type RunRecord,
  recallRecords,
  SKIPPED,
  scenarioRuns,
} from './shape.ts'
export type { EpochMs } from './when.ts'
