import type { RoomPage, RoomVote, SharedLab, VoteResult } from '../app/app.ts'
import type { EpochMs } from '../progress/progress.ts'
import type { Stamp } from './stamp.ts'

/** Where a learner is: what kind of screen, of which lesson and page, or of which scenario or experiment. */
export interface Where {
  readonly screen: string
  readonly lesson: string | null
  readonly page: number | null
  /** The scenario's or experiment's id, where one is open. */
  readonly live: string | null
}

/**
 * How far the cluster is that a learner has open: not begun, under way, at a stop (by its id), at the question behind a
 * choice, or at its end.
 */
export type Stage = 'start' | 'running' | `stop/${string}` | 'question' | 'end'

/** A run that came to its end: which one, and what it cost. Figures that do not apply are null. */
export interface RunTold {
  readonly scenario: string
  readonly seed: number
  readonly choices: readonly string[]
  readonly figures: Readonly<Record<string, number | null>>
  readonly verdict: string
  /** Whether what was predicted came true; null where nothing was. */
  readonly held: boolean | null
}

/** What a learner's session tells the room. Plain JSON. */
export type Telling =
  | { readonly type: 'joined'; readonly name: string }
  | { readonly type: 'left' }
  | { readonly type: 'at'; readonly where: Where }
  | { readonly type: 'stuck'; readonly stuck: boolean }
  /** Whether the network of the cluster that they have open is cut, by whomever; false where none is open. */
  | { readonly type: 'network'; readonly cut: boolean }
  /** Null where no cluster is open. */
  | { readonly type: 'stage'; readonly stage: Stage | null }
  /** `item` is `page/<block>`, `lab/<scenario>`, `lab/<scenario>/<choice>` or `experiment/<id>`. */
  | { readonly type: 'predicted'; readonly item: string; readonly option: string }
  /** What the run came to that such a question was about: the options that held. */
  | { readonly type: 'came'; readonly item: string; readonly options: readonly string[] }
  /** A quiz was answered: `item` is `quiz/<block>`, the option by its place from 0. */
  | { readonly type: 'answered'; readonly item: string; readonly option: string; readonly right: boolean }
  | { readonly type: 'chose'; readonly scenario: string; readonly stop: string; readonly choice: string }
  | { readonly type: 'ended'; readonly run: RunTold }
  | { readonly type: 'voted'; readonly round: string; readonly option: string }

/** What the instructor orders. Plain JSON. */
export type Order =
  | { readonly type: 'hold'; readonly page: RoomPage | null }
  | { readonly type: 'lab'; readonly lab: SharedLab | null; readonly startsAt: EpochMs }
  | { readonly type: 'network'; readonly cut: boolean; readonly startsAt: EpochMs }
  | { readonly type: 'vote'; readonly vote: RoomVote | null }
  /** The result is fixed here: ballots that come later change nothing. */
  | { readonly type: 'close'; readonly vote: RoomVote; readonly result: VoteResult }
  | { readonly type: 'notice'; readonly text: string | null }

/** Something that happened in a room. It may come twice, and before what happened before it. */
export type RoomEvent =
  | {
      readonly from: 'session'
      readonly stamp: Stamp
      readonly learner: string
      /** The connection: one learner can have several, one after the other or at once. */
      readonly session: string
      readonly telling: Telling
    }
  | { readonly from: 'board'; readonly stamp: Stamp; readonly order: Order }
  /** Why what is told can't be kept for a server that is killed, such as `the disk is full`; null: it is again. */
  | { readonly from: 'server'; readonly stamp: Stamp; readonly unkept: string | null }
