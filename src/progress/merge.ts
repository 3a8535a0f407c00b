import { compare, earliest, greatest, type Key, mergeMaps, union } from './joins.ts'
import { mergeChallenge, mergeCheck } from './learning-merge.ts'
import {
  ANSWERS_MAX,
  type Answer,
  DECISIONS_MAX,
  EXPERIMENTS_MAX,
  type ExperimentRecord,
  type Figures,
  type LessonProgress,
  type PracticeAnswer,
  type Prediction,
  type Progress,
  RECALLS_MAX,
  type RecallRecord,
  RUNS_MAX,
  type RunRecord,
  SKIPPED,
} from './shape.ts'

/**
 * Both learners' work as one: the union of what each did, and where they stopped by the later time.
 *
 * It is commutative, associative and idempotent, so it doesn't matter which of two running copies saves first, how
 * often, or whether one saves what it read from the other. That is the whole reason why two copies lose nothing: a
 * state-based replicated type (Shapiro et al., «Conflict-free Replicated Data Types», 2011). For it to hold, every rule
 * below picks by a total order and never by which side a value came from; and a bounded list keeps the greatest of a
 * union, which are always among the greatest of each side.
 */
export function mergeProgress(a: Progress, b: Progress): Progress {
  return {
    last: greatest(a.last, b.last, stop => [stop.when, stop.page, stop.lesson]),
    lessons: mergeMaps(a.lessons, b.lessons, mergeLesson),
    scenarios: mergeMaps(a.scenarios, b.scenarios, mergeRuns),
    experiments: mergeMaps(a.experiments, b.experiments, mergeExperiments),
    check: mergeCheck(a.check, b.check),
    challenges: mergeMaps(a.challenges, b.challenges, mergeChallenge),
    practice: mergeMaps(a.practice, b.practice, mergePractice),
    recalls: mergeMaps(a.recalls, b.recalls, mergeRecalls),
  }
}

function mergeLesson(a: LessonProgress, b: LessonProgress): LessonProgress {
  return {
    stopped: greatest(a.stopped, b.stopped, stop => [stop.when, stop.page]),
    furthest: Math.max(a.furthest, b.furthest),
    doneWhen: earliest(a.doneWhen, b.doneWhen),
    predictions: mergeMaps(a.predictions, b.predictions, mergePrediction),
    answers: mergeMaps(a.answers, b.answers, mergeAnswers),
  }
}

/** A prediction beats none, the first one beats those after it. */
function mergePrediction(a: Prediction, b: Prediction): Prediction {
  const order = (one: Prediction): Key => [one.option === SKIPPED ? 1 : 0, one.when, one.option]
  return compare(order(a), order(b)) <= 0 ? a : b
}

function mergeAnswers(a: readonly Answer[], b: readonly Answer[]): readonly Answer[] {
  const all = union(a, b, answer => [answer.when, answer.option, answer.right ? 1 : 0])
  return all.length <= ANSWERS_MAX ? all : [...all.slice(0, 1), ...all.slice(1 - ANSWERS_MAX)]
}

function mergeRuns(a: readonly RunRecord[], b: readonly RunRecord[]): readonly RunRecord[] {
  const all = union(a, b, run => [
    run.when,
    run.seed,
    JSON.stringify([
      run.decisions.map(decision => [decision.at, decision.choice]),
      run.prediction,
      run.held,
      run.verdict,
      run.code,
    ]),
  ])
  return all.filter(run => run.decisions.length <= DECISIONS_MAX).slice(-RUNS_MAX)
}

function mergeExperiments(
  a: readonly ExperimentRecord[],
  b: readonly ExperimentRecord[],
): readonly ExperimentRecord[] {
  const all = union(a, b, ({ when, seed, prediction, held, figures }) => [
    when,
    seed,
    JSON.stringify([prediction, held, figuresKey(figures.built), figuresKey(figures.broken)]),
    JSON.stringify(figures.remedied && figuresKey(figures.remedied)),
  ])
  return all.length <= EXPERIMENTS_MAX ? all : [...all.slice(0, 1), ...all.slice(1 - EXPERIMENTS_MAX)]
}

function mergeRecalls(a: readonly RecallRecord[], b: readonly RecallRecord[]): readonly RecallRecord[] {
  return union(a, b, ({ when, found, missed }) => [when, JSON.stringify([found, missed])]).slice(-RECALLS_MAX)
}

function figuresKey(figures: Figures): readonly (readonly [string, number])[] {
  return Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The newest answers in practice, of those of both. */
function mergePractice(
  a: readonly PracticeAnswer[],
  b: readonly PracticeAnswer[],
): readonly PracticeAnswer[] {
  return union(a, b, one => [one.when, one.seed, one.level, one.right ? 1 : 0]).slice(-ANSWERS_MAX)
}
