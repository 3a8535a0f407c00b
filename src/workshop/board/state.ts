import type { RoomPage, Size } from '../../app/app.ts'
import type { CommandLine } from '../../app/typed-line.ts'
import type { EpochMs } from '../../progress/progress.ts'
import type { Order } from '../events.ts'
import { EMPTY_ROOM, type Room } from '../room.ts'
import type { RoomContent } from '../tallies.ts'

/** What the board shows, each on a page of its own. */
export const PANELS = ['room', 'questions', 'choices', 'notes', 'plan'] as const
export type Panel = (typeof PANELS)[number]

/** What taking an option of a list does: asks whether everybody shall have that lab, begins it, or ends the one there is. */
export type MenuDoes =
  | { readonly type: 'ask' | 'share'; readonly scenario: string }
  | { readonly type: 'end' | 'nothing' }

/** A list from which one is chosen: the shared lab. */
export interface BoardMenu {
  readonly ask: string
  readonly options: readonly { readonly text: string; readonly does: MenuDoes }[]
  readonly at: number
}

/** Everything that the board is drawn from. It changes only in `updateBoard`. */
export interface BoardState {
  readonly content: RoomContent
  readonly size: Size
  readonly room: Room
  readonly now: EpochMs
  /** Since when the other servers of the room have not been heard; null while they are. */
  readonly staleSince: EpochMs | null
  readonly panel: Panel
  /** Whether learners' names are shown: not on a projector. */
  readonly names: boolean
  /** The page under the cursor, in the lesson that is looked at; null while that follows the room. */
  readonly page: RoomPage | null
  /** Which question is shown, 0 being the newest; which scenario's choices; which plan. */
  readonly question: number
  readonly scenario: number
  readonly plan: number
  /** When the plan was begun; null before. */
  readonly planSince: EpochMs | null
  /** The questions, by their items, whose answer the room has been shown. */
  readonly revealed: readonly string[]
  readonly menu: BoardMenu | null
  /** What is being typed to all; null while nothing is. */
  readonly line: CommandLine | null
  readonly help: boolean
  /** How many lines of what is shown are scrolled away at the top; null: it begins where it should. */
  readonly scroll: number | null
  /** A word on what the last key did, and when that was. */
  readonly said: string | null
  readonly saidAt: EpochMs
  readonly leaving: boolean
}

/** The board after something happened, and what the room is ordered. */
export type BoardUpdated = readonly [BoardState, readonly Order[]]

export function firstBoard(content: RoomContent, size: Size, now: EpochMs): BoardState {
  return {
    content,
    size,
    room: EMPTY_ROOM,
    now,
    staleSince: null,
    panel: 'room',
    names: false,
    page: null,
    question: 0,
    scenario: 0,
    plan: 0,
    planSince: null,
    revealed: [],
    menu: null,
    line: null,
    help: false,
    scroll: null,
    said: null,
    saidAt: now,
    leaving: false,
  }
}
