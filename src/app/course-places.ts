import {
  type Course,
  doorOf,
  isDoor,
  isQuestion,
  type Lesson,
  type Outcome,
  type Page,
  pageAsPlayed,
  pageRows,
  type QuestionState,
  settledLines,
  settledOn,
  settledRows,
  TEXT_COLUMNS_MAX,
} from '../course/course.ts'
import { lessonProgress, type Progress, SKIPPED } from '../progress/progress.ts'
import type { Line } from '../terminal/text.ts'
import { hasBeenThere } from './been-there.ts'
import { MARGIN } from './margin.ts'
import type { AppState, PageScreen, Size } from './state.ts'

/** Rows of a screen that are not its body: the title, two rules, a blank line, the keys, and one never written. */
export const FRAME_ROWS = 6

/** How many columns of text a terminal has. */
export function textColumns({ columns }: Size): number {
  return Math.min(TEXT_COLUMNS_MAX, columns - 2 * MARGIN)
}

/** How many rows the body of a screen has. */
export function bodyRows({ rows }: Size): number {
  return rows - FRAME_ROWS
}

/** How many lines of a page can be scrolled away: none where it fits. */
export function scrollMax({ course, size }: Pick<AppState, 'course' | 'size'>, screen: PageScreen): number {
  // One row goes to the word on what is out of sight.
  const over = rowsOf(course, screen.lesson, screen.page, textColumns(size)) - bodyRows(size)
  return over > 0 ? over + 1 : 0
}

/** Whether some of a page is still out of sight, below. */
export function isMoreBelow(state: Pick<AppState, 'course' | 'size'>, screen: PageScreen): boolean {
  return scrollMax(state, screen) > screen.scroll
}

export function lessonById(course: Course, id: string): Lesson | undefined {
  return course.lessons.find(lesson => lesson.id === id)
}

export function pageById(course: Course, lesson: string, page: number): Page | undefined {
  return lessonById(course, lesson)?.pages[page]
}

/**
 * A page as it opens: with the answer that was given before, and otherwise with its question in focus, unless the page
 * is too long for the terminal: then there is something to scroll and read first.
 */
export function openPage(
  course: Course,
  progress: Progress,
  size: Size,
  lesson: string,
  page: number,
): PageScreen {
  const found = pageById(course, lesson, page)
  const question = questionState(progress, lesson, found)
  const asks = isQuestion(found?.block) && question.kind === 'unanswered'
  const fits = rowsOf(course, lesson, page, textColumns(size)) <= bodyRows(size)
  return { type: 'page', lesson, page, question, focus: asks && fits, scroll: 0 }
}

/**
 * Whether a prediction's outcome may be told: not while the lab, experiment or sweep that will show it, the next one in the
 * lesson, has never been run. Watching teaches those who don't know yet how it ends.
 */
export function outcomeOf(course: Course, progress: Progress, lesson: string, page: number): Outcome {
  const pages = lessonById(course, lesson)?.pages ?? []
  const place = doorOf(pages, page)
  const door = place === null ? null : pages[place]?.block
  return !isDoor(door) || hasBeenThere(progress, door) ? 'shown' : 'waiting'
}

/** A page as this learner sees it: without what tells of a run that they have not made. */
export function pageNow(
  { course, progress }: Pick<AppState, 'course' | 'progress'>,
  { lesson, page }: Pick<PageScreen, 'lesson' | 'page'>,
): Page | null {
  return pageAsPlayed(lessonById(course, lesson)?.pages ?? [], page, door => hasBeenThere(progress, door))
}

/** What was predicted before the door that this page stands behind, beside how it came out; nothing where it was skipped. */
export function settledBefore(
  { course, progress, size }: Pick<AppState, 'course' | 'progress' | 'size'>,
  { lesson, page }: Pick<PageScreen, 'lesson' | 'page'>,
): Line[] {
  const pages = lessonById(course, lesson)?.pages ?? []
  return settledOn(pages, page).flatMap(asked => {
    const block = pages[asked]?.block
    const made = questionState(progress, lesson, pages[asked])
    if (block?.kind !== 'predict' || made.kind !== 'answered') return []
    if (outcomeOf(course, progress, lesson, asked) === 'waiting') return []
    return settledLines(block, made.option, textColumns(size))
  })
}

/** The most rows that a page takes, with what it may have to tell of predictions. */
function rowsOf(course: Course, lesson: string, place: number, width: number): number {
  const pages = lessonById(course, lesson)?.pages ?? []
  const page = pages[place]
  return page ? settledRows(pages, place, width) + pageRows(page, width) : 0
}

function questionState(progress: Progress, lesson: string, page: Page | undefined): QuestionState {
  const block = page?.block
  const open = { kind: 'unanswered' } as const
  if (!isQuestion(block)) return open
  const done = lessonProgress(progress, lesson)
  if (block.kind === 'quiz') {
    const answer = done.answers[block.id]?.at(-1)
    return answer && answer.option < block.options.length ? { kind: 'answered', option: answer.option } : open
  }
  const prediction = done.predictions[block.id]
  if (prediction === undefined) return open
  if (prediction.option === SKIPPED) return { kind: 'skipped' }
  const option = block.options.findIndex(({ id }) => id === prediction.option)
  return option === -1 ? open : { kind: 'answered', option }
}

/** How many lines one press scrolls on, with two of them kept in sight. */
export function pageful({ size }: AppState): number {
  return Math.max(1, bodyRows(size) - 3)
}
