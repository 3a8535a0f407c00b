import { lessonById, type RoomPage } from '../../app/app.ts'
import { atPage, busiestLesson } from '../tallies.ts'
import type { BoardState } from './state.ts'

/** The page that the board looks at: the chosen one, or, until one is, the one where most of the room are. */
export function shownPage(state: BoardState): RoomPage {
  if (state.page !== null) return state.page
  const { room, content } = state
  const held = room.orders.hold?.value.page
  if (held) return held
  const lesson = busiestLesson(room) ?? content.course.lessons[0]?.id ?? ''
  const pages = lessonById(content.course, lesson)?.pages ?? []
  const counts = pages.map((_, page) => atPage(room, { lesson, page }).length)
  return { lesson, page: Math.max(0, counts.indexOf(Math.max(0, ...counts))) }
}

/** The page so many pages and lessons on from the one that is looked at, and never beyond the ends. */
export function chosenPage(state: BoardState, pages: number, lessons: number): RoomPage {
  const { lesson, page } = shownPage(state)
  const all = state.content.course.lessons
  const place = all.findIndex(({ id }) => id === lesson)
  const other = all[Math.max(0, Math.min(all.length - 1, place + lessons))]
  if (other !== undefined && other.id !== lesson) return { lesson: other.id, page: 0 }
  const last = (lessonById(state.content.course, lesson)?.pages.length ?? 1) - 1
  return { lesson, page: Math.max(0, Math.min(last, page + pages)) }
}
