import type { Run } from '../lab/lab.ts'
import { lessonById, openPage } from './course-places.ts'
import type { RoomPage } from './room.ts'
import { carriedOut } from './room-decided.ts'
import type { AppEvent, AppState, Screen } from './state.ts'

const HELD = '» The room waits here. The instructor goes on in a moment.'

/** What being in a room does to what the learner just did: nobody goes past the page where it is held. */
export function inRoom(before: AppState, after: AppState, event: AppEvent): AppState {
  const { room } = after
  if (room === null || before.screen === after.screen) return after
  if (room.hold !== null && goesPast(before, after, room.hold)) return heldBack(before, after, room.hold)
  const carried = carriedOut(after, event)
  if (carried !== after) return carried
  if (isSamePlace(before.screen, after.screen)) return after
  // Whoever got on is not stuck any more, and what was said about the place before has been read.
  const passing = room.said === before.room?.said ? null : room.said
  const gotOn = room.stuck && wentOn(before.screen, after.screen)
  const said = gotOn ? GOT_ON : passing
  return { ...after, room: { ...room, said, justVoted: false, stuck: room.stuck && !gotOn } }
}

function heldBack(before: AppState, after: AppState, hold: RoomPage): AppState {
  const room = after.room && { ...after.room, said: HELD }
  if (before.screen.type === 'page') return { ...before, room }
  // Out of a lab or off the map: to the page itself. What was done there is kept, the page beyond was not seen.
  const { course, progress, size } = { ...after, progress: before.progress }
  return { ...after, progress, room, screen: openPage(course, progress, size, hold.lesson, hold.page) }
}

function goesPast(before: AppState, after: AppState, hold: RoomPage): boolean {
  const { course } = after
  if (after.screen.type !== 'page') return false
  const beyond = (page: RoomPage, other: RoomPage) => {
    const lessons = placeOf(page) - placeOf(other)
    return lessons > 0 || (lessons === 0 && page.page > other.page)
  }
  const placeOf = ({ lesson }: RoomPage) => lessonById(course, lesson)?.number ?? 0
  if (!beyond(after.screen, hold)) return false
  // Those who were further already may stay there, and go back.
  return before.screen.type !== 'page' || beyond(after.screen, before.screen)
}

const GOT_ON = '» You went on, and so are not stuck any more.'

/** A run in which something else is chosen, cut or mended is another place: what was said before is not about it. */
function isSamePlace(a: Screen, b: Screen): boolean {
  if (a.type === 'page' && b.type === 'page') return a.lesson === b.lesson && a.page === b.page
  if (a.type === 'lab' && b.type === 'lab')
    return a.run === b.run || (a.run.seed === b.run.seed && told(a.run) === told(b.run))
  return a.type === b.type
}

function told({ acts, acted, moment }: Run): string {
  const chosen = acts.slice(0, acted).flatMap(({ deed }) => (deed.type === 'choose' ? [deed.choice] : []))
  return [moment.world.network.partition !== null, ...chosen].join(' ')
}

function wentOn(a: Screen, b: Screen): boolean {
  return b.type === 'page' && (a.type !== 'page' || a.lesson !== b.lesson || b.page > a.page)
}
