import type { Run } from '../lab/lab.ts'
import { pageById } from './course-places.ts'
import type { LabReturn } from './door.ts'
import { openLab } from './lab-screen.ts'
import { QUIET_ROOM, type RoomNews, type RoomState, type RoomVote, roomWord, type SharedLab } from './room.ts'
import { afterVote, carriedOut, undecided } from './room-decided.ts'
import { everybodysNetwork } from './room-network.ts'
import type { AppEvent, AppState, Screen } from './state.ts'

type When = Pick<AppEvent, 'when'>

/** The room has told something. */
export function roomNews(state: AppState, news: RoomNews, event: When): AppState {
  const room = state.room ?? QUIET_ROOM
  const with_ = (more: Partial<RoomState>): AppState => ({ ...state, room: { ...room, ...more } })
  switch (news.type) {
    case 'hold':
      return with_({ hold: news.page, said: news.page === null && isHeld(state) ? GO_ON : null })
    case 'notice':
      // What is said now stands before what lasts.
      return with_({ notice: news.text, said: news.text === null ? null : roomWord(news.text) })
    case 'lab':
      return news.lab === null
        ? with_({ lab: null, said: labOver(state, room) })
        : inSharedLab(with_({ lab: news.lab, decided: [] }), room, news.lab)
    case 'network':
      return everybodysNetwork(with_({}), news.cut)
    case 'vote':
      return openedVote(
        with_({
          vote: news.vote,
          ballot: null,
          decided: news.vote === null ? room.decided : undecided(room.decided, news.vote),
          justVoted: false,
          turnout: null,
          asks: news.vote !== null,
          said: null,
        }),
      )
    case 'read':
      return room.said === news.said ? with_({ said: null }) : state
    case 'turnout':
      return with_({ turnout: news.turnout })
    case 'unsent':
      // Where the room's line confirms nothing, there is nothing to take back.
      return room.said === null && !room.stuck && !room.justVoted ? state : with_({ said: UNSENT })
    case 'back':
      return back(with_({ stuck: news.stuck, lab: news.lab ?? room.lab }), news.ballot)
    case 'voted':
      return carriedOut({ ...state, room: afterVote(room, state.screen, news) }, event)
  }
}

/** Whether the learner stands at the page where the room is held: whoever isn't there was not kept waiting. */
function isHeld({ room, screen }: AppState): boolean {
  const hold = room?.hold
  return screen.type === 'page' && screen.lesson === hold?.lesson && screen.page === hold.page
}

/** The vote's menu lies over whatever there is, the help included. */
function openedVote(state: AppState): AppState {
  return state.room?.asks ? { ...state, help: null, glossary: null } : state
}

const UNSENT = '» The workshop’s Redis is away: the room hears of this once it is back.'
const GO_ON = '» The instructor goes on: so can you.'
const LAB_OVER = '» The shared lab is over.'
const YOURS_GOES_ON = `${LAB_OVER} Your run goes on; Esc leaves it.`

/** Whoever is still in the shared lab is not sent out of it. */
function labOver({ screen }: AppState, { lab, said }: RoomState): string | null {
  if (lab === null) return said
  return screen.type === 'lab' && isOf(screen.run, lab) ? YOURS_GOES_ON : LAB_OVER
}

function isOf({ scenario, seed }: Run, lab: SharedLab): boolean {
  return scenario.id === lab.scenario && seed === lab.seed
}

/** Opens the shared lab; whoever is in that very one already, back from a dropped line, stays as they are. */
function inSharedLab(state: AppState, before: RoomState, lab: SharedLab): AppState {
  if (before.lab?.round === lab.round) return state
  const { screen } = state
  const isThere = screen.type === 'lab' && isOf(screen.run, lab)
  // An earlier run of theirs with the same seed is not the room's: only who has just come back is spared.
  if (isThere && before === QUIET_ROOM) return state
  const from = backTo(state, screen, lab.scenario)
  const opened = openLab({ ...state, help: null, glossary: null }, lab.scenario, from, lab.seed)
  return { ...opened, room: opened.room && { ...opened.room, said: LAB_SHARED } }
}

const LAB_SHARED = '» The instructor’s lab: everybody has this one, and its seed.'

/** Where the shared lab leads back to: the page that opens it, for those who are there; else the map. */
function backTo({ course }: AppState, screen: Screen, scenario: string): LabReturn {
  if (screen.type === 'lab') return screen.run.scenario.id === scenario ? screen.from : null
  if (screen.type !== 'page') return null
  const { lesson, page } = screen
  const block = pageById(course, lesson, page)?.block
  return block?.kind === 'lab' && block.scenario === scenario ? { lesson, page } : null
}

/** A vote's option was taken. It can be taken back as long as the vote is open. */
export function voted(state: AppState, room: RoomState, vote: RoomVote, option: number): AppState {
  const chosen = vote.options[option]
  if (!chosen) return state
  return { ...state, room: { ...room, ballot: chosen.id, justVoted: true, asks: false, said: null } }
}

/** Whoever has voted already isn't asked again. */
function back(state: AppState, ballot: string | null): AppState {
  const { room } = state
  if (!room?.vote) return state
  return voted(
    state,
    room,
    room.vote,
    room.vote.options.findIndex(({ id }) => id === ballot),
  )
}

/** The learner says that they are stuck, or takes it back. */
export function stuckTold(room: RoomState): RoomState {
  return { ...room, stuck: !room.stuck, said: room.stuck ? NOT_STUCK : STUCK }
}

const STUCK = '» Told to the instructor alone. ! takes it back.'

/** The room's words that name a key, as they are for those who type: null for all others. */
export function roomWordInLines(words: string): string | null {
  if (words === STUCK) return 'Told to the instructor alone. «stuck» takes it back.'
  return words === YOURS_GOES_ON ? 'The shared lab is over. Your run goes on; «map» leaves it.' : null
}

const NOT_STUCK = '» Taken back: you are not stuck any more.'
