import type { Experiment } from '../../experiment/experiment.ts'
import type { Contents } from '../contents.ts'
import { pageText } from '../glossary.ts'
import { isQuestion, type Lesson, type Page, proseText } from '../types.ts'
import { experimentSeconds } from './experiment-time.ts'
import { type Finding, fault, hint, lineOf, type Subject } from './finding.ts'
import { isWhole } from './questions.ts'
import { readingSeconds } from './reading.ts'

/** What there is to do takes about so many minutes beside the reading; of a question only the thinking is counted. */
const MINUTES = {
  // Both futures of one cluster, at its usual speed.
  lab: 2,
  worlds: 3,
  sweep: 1,
  predict: 0.25,
  quiz: 1 / 3,
  fallacies: 0.5,
  recall: 2,
} as const
/** An estimate may be off by so many percent. */
const OFF_PERCENT = 40
const TOTAL_MINUTES = { min: 45, max: 75 }

/** How long a lesson takes, in minutes: as it says, and by its words and what there is to do. */
export interface LessonTime {
  readonly lesson: string
  readonly minutes: number
  readonly estimated: number
}

export function lessonTimes({ course, experiments }: Contents): readonly LessonTime[] {
  return (course?.lessons ?? []).map(lesson => ({
    lesson: lesson.id,
    minutes: lesson.minutes,
    estimated: Math.round(minutesOf(lesson, experiments) * 10) / 10,
  }))
}

/** Lessons that take longer than they say, or less long. */
export function timeFindings(subject: Subject): readonly Finding[] {
  const { course } = subject
  if (course === null) return []
  const each = course.lessons.flatMap(lesson => {
    const minutes = minutesOf(lesson, subject.experiments)
    if (Math.abs(minutes - lesson.minutes) * 100 <= lesson.minutes * OFF_PERCENT) return []
    const message = `«minutes» says ${lesson.minutes}, and this takes about ${Math.max(1, Math.round(minutes))}: correct one of them`
    return [fault('lesson-time', lesson.file, lineOf(subject, lesson.file, /^minutes:/), message)]
  })
  const total = course.lessons.reduce((sum, { minutes }) => sum + minutes, 0)
  if (!isWhole(course) || (total >= TOTAL_MINUTES.min && total <= TOTAL_MINUTES.max)) return each
  const message = `all lessons together take ${total} minutes: expected ${TOTAL_MINUTES.min} to ${TOTAL_MINUTES.max}`
  return [...each, hint('course-time', 'course.yaml', null, message)]
}

function minutesOf({ pages }: Lesson, experiments: readonly Experiment[]): number {
  const seconds = pages.reduce((sum, page) => sum + pageSeconds(page) + doingSeconds(page, experiments), 0)
  return seconds / 60
}

function doingSeconds({ block }: Page, experiments: readonly Experiment[]): number {
  if (block === null) return 0
  if (block.kind !== 'experiment') return MINUTES[block.kind] * 60
  const opened = experiments.find(({ id }) => id === block.experiment)
  return opened === undefined ? 0 : experimentSeconds(opened)
}

/** What is read on a page: its text, its question and options, and one explanation of average length. */
function pageSeconds(page: Page): number {
  const shown = readingSeconds(pageText(page))
  if (!isQuestion(page.block)) return shown
  const { options } = page.block
  return shown + options.reduce((sum, { says }) => sum + readingSeconds(proseText(says)), 0) / options.length
}
