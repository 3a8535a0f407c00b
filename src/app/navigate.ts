import { lessonProgress, withLessonDone, withPage } from '../progress/progress.ts'
import { lessonById, openPage } from './course-places.ts'
import type { AppEvent, AppState } from './state.ts'

/** Goes to a page, which is where the learner stops from then on. */
export function goToPage(
  state: AppState,
  lesson: string,
  page: number,
  { when }: Pick<AppEvent, 'when'>,
): AppState {
  const progress = withPage(state.progress, lesson, page, when)
  return { ...state, progress, screen: openPage(state.course, progress, state.size, lesson, page) }
}

/** On from a page: to the next one, or, from the last, to the map with the lesson done. */
export function nextPage(
  state: AppState,
  lesson: string,
  page: number,
  event: Pick<AppEvent, 'when'>,
): AppState {
  const pages = lessonById(state.course, lesson)?.pages.length ?? 0
  if (page + 1 < pages) return goToPage(state, lesson, page + 1, event)
  const progress = withLessonDone(state.progress, lesson, event.when)
  const index = state.course.lessons.findIndex(({ id }) => id === lesson)
  const after = { ...state, progress }
  return { ...after, screen: { type: 'map', selected: firstOpen(after, index), ended: lesson } }
}

/** The place of a lesson if it is not done, or of the first one behind or before it that isn't; else its own. */
function firstOpen({ course, progress }: AppState, place: number): number {
  const { lessons } = course
  const open = (index: number) => lessonProgress(progress, lessons[index]?.id ?? '').doneWhen === null
  const order = lessons.map((_, step) => (Math.max(0, place) + step) % lessons.length)
  return order.find(open) ?? Math.max(0, place)
}

/** To the map, with the lesson chosen from which one came, or the one where one stopped last. */
export function toMap(state: AppState, lesson: string | null): AppState {
  const { lessons } = state.course
  const id = lesson ?? state.progress.last?.lesson
  const index = lessons.findIndex(other => other.id === id)
  const selected = lesson === null ? firstOpen(state, index) : index
  return { ...state, screen: { type: 'map', selected: Math.max(0, selected) } }
}
