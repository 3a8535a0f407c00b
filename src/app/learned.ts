import { type Course, isQuestion } from '../course/course.ts'
import type { Challenge } from '../lab/lab.ts'
import {
  challengeProgress,
  lessonProgress,
  type Progress,
  practiceAnswers,
  type RunRecord,
  SKIPPED,
} from '../progress/progress.ts'
import { type Gain, gainOf } from './check.ts'
import { outcomeOf } from './course-places.ts'
import { type Missed, missedIn } from './missed.ts'

/** What a learner has learned and done, counted from their progress alone. */
export interface Learned {
  readonly lessons: Score
  /** Of those that were made: a prediction that was skipped is none. */
  readonly predictions: Score
  /** At the first try. */
  readonly quizzes: Score
  /** The cases of practice that are kept. */
  readonly practice: Score
  /** Whether the check before the course was begun, and what it showed; null before the check after is over. */
  readonly checkBegun: boolean
  readonly gain: Gain | null
  /** The misconceptions that were met in an answer, and what became of them. */
  readonly missed: readonly Missed[]
  /** The challenges that can be met at all, by their titles. */
  readonly challenges: {
    readonly met: readonly string[]
    readonly seen: readonly string[]
    readonly of: number
  }
  /** How often each policy was chosen when a run asked. */
  readonly choices: readonly { readonly choice: string; readonly times: number }[]
  /** Of each scenario, the newest run of each future that has a replay code: `chosen` says by which choices. */
  readonly runs: readonly { readonly scenario: string; readonly chosen: string; readonly code: string }[]
}

/** So many, of how many. */
export interface Score {
  readonly count: number
  readonly of: number
}

/** Counts what was learned. Nothing of the check is told before the one after the course is over. */
export function learnedIn(course: Course, challenges: readonly Challenge[], progress: Progress): Learned {
  const { lessons } = course
  return {
    lessons: {
      count: lessons.filter(({ id }) => lessonProgress(progress, id).doneWhen !== null).length,
      of: lessons.length,
    },
    predictions: predictionsIn(course, progress),
    quizzes: quizzesIn(course, progress),
    practice: practiceIn(progress),
    checkBegun: progress.check.begun !== null,
    gain: gainOf(course, progress),
    missed: missedIn(course, progress),
    challenges: challengesIn(challenges, progress),
    choices: choicesIn(progress),
    runs: runsIn(progress),
  }
}

function practiceIn(progress: Progress): Score {
  const answers = practiceAnswers(progress)
  return { count: answers.filter(({ right }) => right).length, of: answers.length }
}

/** The predictions on pages, in experiments and in labs: those whose outcome was shown. */
function predictionsIn(course: Course, progress: Progress): Score {
  const { lessons } = course
  const onPages = lessons.flatMap(({ id, pages }) => {
    const { predictions } = lessonProgress(progress, id)
    return pages.flatMap(({ block }, page) => {
      if (outcomeOf(course, progress, id, page) === 'waiting') return []
      if (block?.kind !== 'predict' || !Object.hasOwn(predictions, block.id)) return []
      const option = predictions[block.id]?.option
      return option === SKIPPED ? [] : [block.options[block.outcome]?.id === option]
    })
  })
  // The first one counts, as on pages: after that one has seen how it ends.
  const inExperiments = Object.values(progress.experiments).flatMap(records => records[0]?.held ?? [])
  const inLabs = Object.values(progress.scenarios).flatMap(firstHeld)
  const all = [...onPages, ...inExperiments, ...inLabs]
  return { count: all.filter(right => right).length, of: all.length }
}

/** Whether what was predicted came true in each future of a cluster, where it was seen first. */
function firstHeld(runs: readonly RunRecord[]): readonly boolean[] {
  const first = new Map<string, boolean | null>()
  for (const { decisions, held } of runs) {
    const future = decisions.map(({ choice }) => choice).join(' ')
    if (!first.has(future)) first.set(future, held)
  }
  return [...first.values()].flatMap(held => held ?? [])
}

function quizzesIn({ lessons }: Course, progress: Progress): Score {
  const first = lessons.flatMap(({ id, pages }) => {
    const { answers } = lessonProgress(progress, id)
    return pages.flatMap(({ block }) => {
      if (!isQuestion(block) || block.kind !== 'quiz' || !Object.hasOwn(answers, block.id)) return []
      return answers[block.id]?.[0] ?? []
    })
  })
  return { count: first.filter(({ right }) => right).length, of: first.length }
}

function challengesIn(challenges: readonly Challenge[], progress: Progress): Learned['challenges'] {
  const possible = challenges.filter(({ impossible }) => !impossible)
  const states = possible.map(({ id, title }) => ({ title, ...challengeProgress(progress, id) }))
  return {
    met: states.filter(({ met }) => met !== null).map(({ title }) => title),
    seen: states.filter(({ met, seen }) => met === null && seen !== null).map(({ title }) => title),
    of: possible.length,
  }
}

/** The choices that are a policy, in the words of the screens. */
const POLICIES: Readonly<Record<string, string>> = {
  consistency: 'consistency',
  availability: 'availability',
  'by-operation': 'by operation',
}

function choicesIn({ scenarios }: Progress): Learned['choices'] {
  const times = new Map<string, number>()
  for (const { decisions } of Object.values(scenarios).flat())
    for (const { choice } of decisions) {
      const policy = POLICIES[choice]
      // Merge rules and repairs are chosen as well.
      if (policy) times.set(policy, (times.get(policy) ?? 0) + 1)
    }
  return [...times]
    .map(([choice, count]) => ({ choice, times: count }))
    .sort((a, b) => b.times - a.times || (a.choice < b.choice ? -1 : 1))
}

function runsIn({ scenarios }: Progress): Learned['runs'] {
  return Object.entries(scenarios).flatMap(([scenario, runs]) => {
    const newest = new Map<string, string>()
    for (const { decisions, code } of runs)
      if (code !== null) newest.set(decisions.map(({ choice }) => choice).join(', '), code)
    return [...newest].map(([chosen, code]) => ({ scenario, chosen, code }))
  })
}
