import type { Course, Page, Quiz } from '../course/course.ts'
import { type Answer, checkItem, type EpochMs, lessonProgress, type Progress } from '../progress/progress.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * How long after the last right answer a question that was once missed comes back: after one right answer in a row,
 * after two, after three; after four it is known. Recalling something again and again at growing distances keeps it
 * (Karpicke 2012, retrieval-based learning); the distances are in the manner of Leitner's boxes, and this
 * project's own choice.
 */
export const RECALL_AFTER_MS: readonly EpochMs[] = [1 * DAY_MS, 3 * DAY_MS, 7 * DAY_MS]

/** Right answers that follow sooner than this are one: an answer given again at once recalls nothing. */
const APART_MS = 12 * HOUR_MS

/** So many come back in one sitting. */
export const RECALL_MAX = 3

/** A question that comes back: its lesson and its own id, in the lesson or in the check, and since when it waits. */
export interface Due {
  readonly lesson: string
  readonly block: string
  readonly since: EpochMs
}

/** The questions that are due at a launch, those that wait longest first; of any sitting at most `RECALL_MAX`. */
export function dueAt(course: Course, progress: Progress, opened: EpochMs): readonly Due[] {
  const due = asked(course, progress).flatMap(({ lesson, block, answers }): Due[] => {
    const since = dueSince(answers)
    return since !== null && since < opened ? [{ lesson, block, since }] : []
  })
  return [...due].sort((a, b) => a.since - b.since || (a.block < b.block ? -1 : 1)).slice(0, RECALL_MAX)
}

/** Every question that was answered once its answer may be told: the lessons' own, and those of the check after. */
function asked(
  course: Course,
  progress: Progress,
): { readonly lesson: string; readonly block: string; readonly answers: readonly Answer[] }[] {
  const answersOf = (lesson: string, block: string) => {
    const { answers } = lessonProgress(progress, lesson)
    return Object.hasOwn(answers, block) ? (answers[block] ?? []) : []
  }
  const quizzes = course.lessons.flatMap(({ id: lesson, pages }) =>
    pages.flatMap(({ block }) =>
      block?.kind === 'quiz' ? [{ lesson, block: block.id, answers: answersOf(lesson, block.id) }] : [],
    ),
  )
  if (progress.check.over === null) return quizzes
  const checked = course.check.flatMap(({ id, lesson, forms }) => {
    const { after } = checkItem(progress, id)
    if (after === null || after.option === null) return []
    const block = forms[after.form].id
    const { option, right, when } = after
    return [{ lesson, block, answers: [{ option, right, when }, ...answersOf(lesson, block)] }]
  })
  return [...quizzes, ...checked]
}

/** Since when a question waits to be asked again; null where it was never missed, or is known by now. */
export function dueSince(answers: readonly Answer[]): EpochMs | null {
  const missed = answers.findLastIndex(({ right }) => !right)
  const last = answers[missed]
  if (last === undefined) return null
  const rights = spacedRights(answers.slice(missed + 1))
  const newest = rights.at(-1)
  if (newest === undefined) return last.when
  const wait = RECALL_AFTER_MS[rights.length - 1]
  return wait === undefined ? null : newest + wait
}

/** The moments of the right answers that count: each well after the one before. */
function spacedRights(answers: readonly Answer[]): readonly EpochMs[] {
  const counted: EpochMs[] = []
  for (const { when } of answers) {
    const before = counted.at(-1)
    if (before === undefined || when - before >= APART_MS) counted.push(when)
  }
  return counted
}

/** A question that is due, as the course has it now: with its page, or by itself where it is one of the check. */
export interface DueQuestion {
  readonly quiz: Quiz
  readonly page: Page | null
}

export function dueQuestion({ lessons, check }: Course, { lesson, block }: Due): DueQuestion | null {
  const checked = check.flatMap(({ forms }) => [forms.A, forms.B]).find(({ id }) => id === block)
  if (checked) return { quiz: checked, page: null }
  for (const page of lessons.find(({ id }) => id === lesson)?.pages ?? [])
    if (page.block?.kind === 'quiz' && page.block.id === block) return { quiz: page.block, page }
  return null
}
