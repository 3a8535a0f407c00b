import { openPage } from './course-places.ts'
import { type CourseRead, courseParts } from './course-read.ts'
import { openExperiment } from './experiment-screen.ts'
import { toMap } from './navigate.ts'
import type { AppState } from './state.ts'

/**
 * The new course on the same screen, as near as can be: the page of the same number, the experiment from its start if
 * it was rewritten. A cluster that is running goes on as it is; the next one that is opened is the new one.
 */
export function courseChanged(before: AppState, read: CourseRead): AppState {
  const notice = before.notice === before.courseFault ? null : before.notice
  const state: AppState = { ...before, ...courseParts(read), courseFault: null, notice }
  const { screen } = state
  switch (screen.type) {
    case 'page':
      return pageAgain(state, screen.lesson, screen.page, screen.scroll)
    case 'experiment':
      return sameExperiment(before, state, screen.experiment.id)
        ? state
        : openExperiment(state, screen.experiment.id, screen.from)
    case 'lab':
    case 'sweep':
      return state
    default:
      return toMap(state, null)
  }
}

function pageAgain(state: AppState, id: string, number: number, scroll: number): AppState {
  const lesson = state.course.lessons.find(known => known.id === id)
  if (!lesson) return toMap(state, null)
  const page = Math.min(number, lesson.pages.length - 1)
  const opened = openPage(state.course, state.progress, state.size, id, page)
  return { ...state, screen: page === number ? { ...opened, scroll } : opened }
}

function sameExperiment(before: AppState, after: AppState, id: string): boolean {
  const text = ({ experiments }: AppState) => JSON.stringify(experiments.get(id))
  return text(before) === text(after)
}
