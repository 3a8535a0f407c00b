import type { EpochMs } from '../progress/progress.ts'

/** A page of a lesson, by its index from 0. */
export interface RoomPage {
  readonly lesson: string
  readonly page: number
}

/** The cluster that everybody in the room gets, with the same chance; `round` tells two of them apart. */
export interface SharedLab {
  readonly round: string
  readonly scenario: string
  readonly seed: number
}

/** A choice at a stop of a scenario that the room decides on together. */
export interface RoomVote {
  readonly round: string
  readonly scenario: string
  readonly stop: string
  readonly ask: string
  readonly options: readonly { readonly id: string; readonly text: string }[]
}

/** How many of those who are in the room have voted. */
export interface Turnout {
  readonly voted: number
  readonly of: number
}

/** What came of a vote: the option that the room chose, null where nobody voted, and how many voted for each. */
export interface VoteResult {
  readonly chosen: string | null
  readonly counts: Readonly<Record<string, number>>
}

/** What a vote came to in the learner's cluster, until it has been carried out there. */
export interface Decided {
  readonly scenario: string
  readonly seed: number
  readonly stop: string
  readonly choice: string
  /** What the learner is told of it. */
  readonly words: string
}

/** What the room tells everybody in it. Plain JSON. */
export type RoomNews =
  /** Nobody goes on beyond this page; null: everybody goes where they like. */
  | { readonly type: 'hold'; readonly page: RoomPage | null }
  /** `startsAt` is when it begins for all; null: the shared lab is over. */
  | { readonly type: 'lab'; readonly lab: SharedLab | null; readonly startsAt: EpochMs }
  /** The scenario's own cut, in everybody's cluster at once; or the network whole again. */
  | { readonly type: 'network'; readonly cut: boolean; readonly startsAt: EpochMs }
  | { readonly type: 'vote'; readonly vote: RoomVote | null }
  | { readonly type: 'voted'; readonly vote: RoomVote; readonly result: VoteResult }
  /** A word of the instructor to all; null takes it away. */
  | { readonly type: 'notice'; readonly text: string | null }
  /** What the learner told the room last has not come to it, and is sent again when it can be. */
  | { readonly type: 'unsent' }
  /** What was said has stood there long enough. */
  | { readonly type: 'read'; readonly said: string }
  /** How many of those who are here have voted in the open vote. */
  | { readonly type: 'turnout'; readonly turnout: Turnout }
  /** To somebody who comes back, what they know already: the lab that they were in, and their ballot in the open vote. */
  | {
      readonly type: 'back'
      readonly lab: SharedLab | null
      readonly stuck: boolean
      readonly ballot: string | null
    }

/** What a learner's session knows of the room that it is in. */
export interface RoomState {
  readonly hold: RoomPage | null
  /** Whether the learner has said that they are stuck, which the instructor alone sees. */
  readonly stuck: boolean
  readonly lab: SharedLab | null
  /** The vote that is open; null where none is. */
  readonly vote: RoomVote | null
  /** The option that the learner voted for, by its id; it can be changed while the vote is open. */
  readonly ballot: string | null
  /** Whether they have voted at the place where they are: what is said of the vote there is that it was told. */
  readonly justVoted: boolean
  /** How many have voted in it; null until that is known. */
  readonly turnout: Turnout | null
  /** What the room has chosen, as long as it is still to be carried out in the learner's own cluster. */
  readonly decided: readonly Decided[]
  /** Whether the vote's menu lies over the screen. */
  readonly asks: boolean
  /** A word on what came last, told until the learner is somewhere else. */
  readonly said: string | null
  /** The instructor's word, which stays. */
  readonly notice: string | null
}

/** A room in which nothing was said yet. */
export const QUIET_ROOM: RoomState = {
  hold: null,
  stuck: false,
  lab: null,
  vote: null,
  ballot: null,
  justVoted: false,
  turnout: null,
  decided: [],
  asks: false,
  said: null,
  notice: null,
}

/** What the room has to say to the learner, as it stands on the screen. */
export function roomWord(words: string): string {
  return `» ${words}`
}
