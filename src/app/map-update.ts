import { openLesson } from './check-update.ts'
import { mapLines } from './map-lines.ts'
import type { AppEvent, AppState, Command, MapScreen } from './state.ts'

/** A key was pressed on the map: its lines are the lessons, and what there is beside them. */
export function mapCommand(state: AppState, screen: MapScreen, name: Command, event: AppEvent): AppState {
  const lines = mapLines(state)
  const { lessons } = state.course
  const last = lessons.length + lines.length - 1
  switch (name) {
    case 'up':
      return { ...state, screen: { ...screen, selected: screen.selected === 0 ? last : screen.selected - 1 } }
    case 'down':
      return { ...state, screen: { ...screen, selected: screen.selected === last ? 0 : screen.selected + 1 } }
    case 'first':
    case 'last':
      return { ...state, screen: { ...screen, selected: name === 'first' ? 0 : last } }
    case 'on': {
      const lesson = lessons[screen.selected]
      if (!lesson) return lines[screen.selected - lessons.length]?.open(state, event) ?? state
      const progress = state.progress.lessons[lesson.id]
      const stopped = progress?.doneWhen === null ? (progress.stopped?.page ?? 0) : 0
      return openLesson(state, lesson.id, Math.min(stopped, lesson.pages.length - 1), event)
    }
    default:
      return state
  }
}
