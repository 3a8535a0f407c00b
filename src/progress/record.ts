import { mergeProgress } from './merge.ts'
import {
  type Answer,
  type ExperimentRecord,
  emptyProgress,
  type LessonProgress,
  lessonProgress,
  type PracticeAnswer,
  type Prediction,
  type Progress,
  type RecallRecord,
  type RunRecord,
} from './shape.ts'
import { type EpochMs, WHEN_MAX } from './when.ts'

// Each change is a merge with a small progress that holds the new thing alone: what holds for two copies that meet
// holds for one that goes on, and no rule is written twice.

/** The learner came to a page (its index from 0): they stopped there last, and are at least that far. */
export function withPage(progress: Progress, lesson: string, page: number, when: EpochMs): Progress {
  // A clock that was set back must not undo the latest step, so the moment is made later than any seen before it
  // (as in Lamport's clocks). It is only ever compared.
  const seen = Math.max(progress.last?.when ?? 0, lessonProgress(progress, lesson).stopped?.when ?? 0)
  const after = Math.min(WHEN_MAX, Math.max(when, seen + 1))
  const there = { page, when: after }
  const grown = withLesson(progress, lesson, { stopped: there, furthest: page })
  return mergeProgress(grown, { ...emptyProgress, last: { lesson, ...there } })
}

/** The learner came to the end of a lesson. The first time counts. */
export function withLessonDone(progress: Progress, lesson: string, when: EpochMs): Progress {
  return withLesson(progress, lesson, { doneWhen: when })
}

/** The learner predicted, or skipped it. The first prediction is kept, and any prediction beats a skip. */
export function withPrediction(
  progress: Progress,
  lesson: string,
  block: string,
  prediction: Prediction,
): Progress {
  return withLesson(progress, lesson, { predictions: Object.fromEntries([[block, prediction]]) })
}

/** The learner answered a quiz. The first answer and the newest ones are kept. */
export function withAnswer(progress: Progress, lesson: string, block: string, answer: Answer): Progress {
  return withLesson(progress, lesson, { answers: Object.fromEntries([[block, [answer]]]) })
}

/** A run of a scenario came to its end. */
export function withRun(progress: Progress, scenario: string, run: RunRecord): Progress {
  return mergeProgress(progress, { ...emptyProgress, scenarios: Object.fromEntries([[scenario, [run]]]) })
}

/** An experiment was seen broken, or with its remedy. */
export function withExperiment(progress: Progress, experiment: string, record: ExperimentRecord): Progress {
  const news = Object.fromEntries([[experiment, [record]]])
  return mergeProgress(progress, { ...emptyProgress, experiments: news })
}

/** The learner answered a case of practice, which speaks for or against these misconceptions. */
export function withPractice(
  progress: Progress,
  misconceptions: readonly string[],
  answer: PracticeAnswer,
): Progress {
  const practice = Object.fromEntries(misconceptions.map(id => [id, [answer]]))
  return mergeProgress(progress, { ...emptyProgress, practice })
}

/** A list was said from memory, as far as it went. */
export function withRecall(progress: Progress, block: string, record: RecallRecord): Progress {
  return mergeProgress(progress, { ...emptyProgress, recalls: Object.fromEntries([[block, [record]]]) })
}

function withLesson(progress: Progress, lesson: string, news: Partial<LessonProgress>): Progress {
  const whole = { ...lessonProgress(emptyProgress, lesson), ...news }
  return mergeProgress(progress, { ...emptyProgress, lessons: Object.fromEntries([[lesson, whole]]) })
}
