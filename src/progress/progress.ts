/** What the learner has done: its shape, how it grows, how two copies of it become one, and how it is written down. */

export { type Decoded, decodeProgress, encodeProgress, PROGRESS_TEXT_MAX } from './codec.ts'
export { mergeProgress } from './merge.ts'
export { withAnswer, withLessonDone, withPage, withPrediction, withRun } from './record.ts'
export {
  type Answer,
  type EpochMs,
  emptyProgress,
  type LessonProgress,
  lessonProgress,
  type PageStop,
  type Prediction,
  type Progress,
  type RunDecision,
  type RunRecord,
  SKIPPED,
  type Stop,
  scenarioRuns,
} from './shape.ts'
