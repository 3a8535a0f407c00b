import type { CheckItem, Course } from '../course/course.ts'
import { draw, seededRandom } from '../model/random.ts'
import {
  type CheckItemProgress,
  checkItem,
  type Form,
  lessonProgress,
  type Progress,
} from '../progress/progress.ts'

/** What the check asks, and what came of it; the screens and the commands read it from here. */

export type Sitting = 'before' | 'after'

/** About how many seconds a question of the check takes. */
const SECONDS_EACH = 25

/** About how long so many questions take, in whole minutes. */
export function checkMinutes(questions: number): number {
  return Math.max(1, Math.round((questions * SECONDS_EACH) / 60))
}

/** The items that are still open before the course: never asked, and what teaches them never read. */
export function openBefore(course: Course, progress: Progress): readonly CheckItem[] {
  return course.check.filter(
    ({ id, lesson }) => checkItem(progress, id).before === null && !isOpened(progress, lesson),
  )
}

/** How many items can't be asked before the course any more: what teaches them has been begun. */
export function goneBefore({ check }: Course, progress: Progress): number {
  return check.filter(
    ({ id, lesson }) => checkItem(progress, id).before === null && isOpened(progress, lesson),
  ).length
}

/** The items that are still open after it. */
export function openAfter(course: Course, progress: Progress): readonly CheckItem[] {
  return course.check.filter(({ id }) => checkItem(progress, id).after === null)
}

/** Whether the check after the course is offered, until it is over: there is one, and the last lesson is done. */
export function isAfterOffered({ lessons, check }: Course, progress: Progress): boolean {
  const last = lessons.at(-1)
  return check.length > 0 && last !== undefined && lessonProgress(progress, last.id).doneWhen !== null
}

/** The item that was left out in the check and is asked once more, now that its lesson opens; null where there is none. */
export function lateItem({ check }: Course, progress: Progress, lesson: string): CheckItem | null {
  if (isOpened(progress, lesson)) return null
  const left = check.filter(item => {
    const { before, late } = checkItem(progress, item.id)
    return item.lesson === lesson && before !== null && before.option === null && late === null
  })
  return left[0] ?? null
}

/** Behind the first page of a lesson nobody can say any more what was known before it. */
function isOpened(progress: Progress, lesson: string): boolean {
  return lessonProgress(progress, lesson).furthest > 0
}

/**
 * The form of an item in a sitting. Which one comes first is drawn from the moment at which the check was begun, so
 * that over many learners neither form is always the one after; the one after is always the other one.
 */
export function formOf(progress: Progress, item: string, sitting: Sitting): Form {
  const asked = checkItem(progress, item)
  if (sitting === 'before') return asked.before?.form ?? firstForm(progress)
  if (asked.after) return asked.after.form
  return (asked.before?.form ?? firstForm(progress)) === 'A' ? 'B' : 'A'
}

function firstForm({ check }: Progress): Form {
  const [drawn] = draw(seededRandom((check.begun ?? 0) % 0x7fffffff), 0, 1)
  return drawn === 0 ? 'A' : 'B'
}

/** What the check has shown: only items count that were answered both before the course and after it. */
export interface Gain {
  readonly pairs: number
  readonly before: number
  readonly after: number
}

/** The gain so far; null while the check after the course is not over: until then nothing of it is told. */
export function gainOf(course: Course, progress: Progress): Gain | null {
  if (progress.check.over === null) return null
  const pairs = course.check.map(({ id }) => checkItem(progress, id)).filter(isPair)
  return {
    pairs: pairs.length,
    before: pairs.filter(({ before }) => before?.right).length,
    after: pairs.filter(({ after }) => after?.right).length,
  }
}

function isPair({ before, after }: CheckItemProgress): boolean {
  return before !== null && before.option !== null && after !== null && after.option !== null
}
