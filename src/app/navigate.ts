import { withLessonDone, withPage } from '../progress/progress.ts'
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
  const selected = Math.min(index + 1, state.course.lessons.length - 1)
  return { ...state, progress, screen: { type: 'map', selected } }
}

/** To the map, with the lesson chosen from which one came, or the one where one stopped last. */
export function toMap(state: AppState, lesson: string | null): AppState {
  const id = lesson ?? state.progress.last?.lesson
  const index = state.course.lessons.findIndex(other => other.id === id)
  return { ...state, screen: { type: 'map', selected: Math.max(0, index) } }
}
