import type { Course, QuestionState } from '../course/course.ts'
import type { Experiment } from '../experiment/experiment.ts'
import type { Assessment, Challenge, PredictionAsked, Run, Scenario, TimeWindow } from '../lab/lab.ts'
import type { NodeId } from '../model/cluster.ts'
import type { EpochMs, Progress } from '../progress/progress.ts'
import type { CourseRead } from './course-read.ts'
import type { LabReturn } from './door.ts'
import type { ExperimentScreen } from './experiment-state.ts'
import type { LearningScreen } from './learning-state.ts'
import type { MemoryScreen } from './memory-state.ts'
import type { PracticeScreen } from './practice-state.ts'
import type { RoomNews, RoomState } from './room.ts'
import type { SweepScreen } from './sweep-screen.ts'
import type { CommandLine } from './typed-line.ts'
import type { WorldsScreen } from './worlds-screen.ts'

/** The size of the terminal, in cells. */
export interface Size {
  readonly columns: number
  readonly rows: number
}

/** Everything that the screens are drawn from. It changes only in `update`. */
export interface AppState {
  readonly course: Course
  readonly scenarios: ReadonlyMap<string, Scenario>
  readonly challenges: readonly Challenge[]
  readonly experiments: ReadonlyMap<string, Experiment>
  readonly progress: Progress
  /** When the program was started: what was done before that can come back for recall. */
  readonly opened: EpochMs
  readonly size: Size
  /** Whether things may move; where they may not, the same is told by steps (`stepped`), and the clock never runs. */
  readonly motion: boolean
  readonly screen: Screen
  /** The help over the screen, scrolled by so many lines; null while it is closed. */
  readonly help: { readonly scroll: number } | null
  /** The glossary over the screen, and over the help; null while it is closed. */
  readonly glossary: Glossary | null
  /** Where the cursor of a menu was moved to, until the screen goes on; null while it stands where the menu put it. */
  readonly cursor: MenuCursor | null
  /** Lines for the learner that are not part of a screen, such as that nothing can be saved. The newest is shown. */
  readonly notice: string | null
  /** Whether what the learner did last could not be kept, which the notice says. */
  readonly unsaved: boolean
  /** Why the course's files can't be shown as they are now, so that an older reading is; the notice until they can. */
  readonly courseFault: string | null
  /** What is known of the room that the learner is in; null for somebody who learns alone. */
  readonly room: RoomState | null
  /** How a learner without a key comes back into the room: the return code, and the line to type. Null for all others. */
  readonly wayBack: WayBack | null
  readonly leaving: boolean
}

export type Screen =
  | MapScreen
  | PageScreen
  | LabScreen
  | ExperimentScreen
  | LearningScreen
  | SweepScreen
  | WorldsScreen
  | MemoryScreen
  | PracticeScreen

/** The cursor of the menu with this id, by the place of its option from 0. */
export interface MenuCursor {
  readonly menu: string
  readonly option: number
}

/** The list of all words: the chosen one by its place in the list, and whether Enter was pressed on it. */
export interface Glossary {
  readonly selected: number
  readonly open: boolean
}

/** The course at a glance: the lessons and the lines under them (`mapLines`), one of all these chosen. */
export interface MapScreen {
  readonly type: 'map'
  readonly selected: number
  /** The lesson that was ended to come here, by its id; left out where somebody came another way, or moved on. */
  readonly ended?: string
}

/** One page of a lesson. While `focus` is on, the keys belong to the page's question. */
export interface PageScreen {
  readonly type: 'page'
  readonly lesson: string
  readonly page: number
  readonly question: QuestionState
  readonly focus: boolean
  /** Lines scrolled away at the top, where the terminal is too small for the page. */
  readonly scroll: number
}

/** One future of the lab's cluster that was seen to its end. */
export interface Future {
  readonly run: Run
  readonly assessment: Assessment
}

/**
 * A live cluster. First the learner predicts, then it is live; its end brings the verdict, and two ended futures of one
 * moment can be compared.
 */
export interface LabScreen {
  readonly type: 'lab'
  readonly phase:
    | 'predict'
    | 'live'
    | 'verdict'
    | 'compare'
    | 'branches'
    | 'side'
    | 'diagram'
    | 'goals'
    | 'faults'
  readonly from: LabReturn
  readonly run: Run
  /** For each question asked so far, the option expected, by its id, or skipped. */
  readonly predictions: ReadonlyMap<PredictionAsked, string>
  readonly playing: boolean
  /** The place of the speed in `SPEEDS`. */
  readonly speed: number
  readonly client: NodeId | null
  /** The key whose copies the boxes show, and that is written and read by hand. */
  readonly shownKey: string
  /** Whether the keys belong to the menu that is offered: the prediction, the choice at a stop, what comes next. */
  readonly focus: boolean
  /** The futures seen to their end, the newest last; at most one for each choice. */
  readonly futures: readonly Future[]
  /** The other branches of this run: what was done differently, each as far as it was seen. */
  readonly branches: readonly Run[]
  /** The branch that is shown beside the run, at the same virtual time; null where none is. */
  readonly other: Run | null
  /** The words taken so far of the command that the menu of faults puts together. */
  readonly building: string
  /** A word on what the last key did, told until the next one; null where there is nothing to say. */
  readonly said: string | null
  /** The command line of a sandbox; null while it is closed. */
  readonly line: CommandLine | null
  /** The lines given in this lab, the newest last. */
  readonly lines: readonly string[]
  /** The clusters that `replicas` and `store` have put another one in the place of, the newest last. */
  readonly earlier: readonly Earlier[]
  /** The challenge under the cursor, by its place from 0. */
  readonly goal: number
  /** The challenges met in this lab, by their ids, and how many hints of each were asked for. */
  readonly met: readonly string[]
  readonly hints: Readonly<Record<string, number>>
  /** The challenges whose solution was shown in this lab: in it they can't be met any more. */
  readonly shown: readonly string[]
  /** The stretch of time that the diagram shows. */
  readonly window: TimeWindow
  /** Lines of the verdict scrolled away at the top, where the terminal is too small for it. */
  readonly scroll: number
}

/** What comes back when a cluster that was started anew is undone. */
export type Earlier = Pick<LabScreen, 'run' | 'branches' | 'client' | 'shownKey'>

/** The line that keys edit now; null where keys are commands. */
export function lineOf({ screen, help, glossary, room }: AppState): CommandLine | null {
  if (help !== null || glossary !== null || room?.asks) return null
  if (screen.type === 'memory') return screen.ended ? null : screen.line
  return screen.type === 'lab' ? screen.line : null
}

/** Virtual seconds that pass in a second: slow enough to follow a message, fast enough not to wait. */
export const SPEEDS = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6] as const

export const USUAL_SPEED = 2

export interface WayBack {
  readonly code: string
  readonly line: string
}

/** What the app wants done outside of itself; `effects` does it, and what comes of it comes back as an event. */
export type Effect =
  | { readonly type: 'save-progress'; readonly progress: Progress }
  /** Writes the learner's card into the folder in which netsplit was started. */
  | { readonly type: 'write-card'; readonly format: 'svg' | 'md' }
  /** Stands still until the shell says to go on; where there is no shell to say so, nothing. */
  | { readonly type: 'suspend' }
  | { readonly type: 'leave' }

/** What a key means on a screen: see `keymap`. */
export type Command =
  | 'on'
  | 'back'
  | 'up'
  | 'down'
  | 'first'
  | 'last'
  | 'out'
  | 'help'
  | 'leave'
  | 'suspend'
  | 'again'
  | 'lab'
  | 'play'
  | 'step-forward'
  | 'step-back'
  | 'cut'
  | 'faster'
  | 'slower'
  | 'write'
  | 'read'
  | 'client'
  | 'key'
  | 'menu'
  | 'jump-forward'
  | 'jump-back'
  | 'earlier'
  | 'later'
  | 'branches'
  | 'side'
  | 'diagram'
  | 'line'
  | 'goals'
  | 'faults'
  | 'undo'
  | 'nearer'
  | 'farther'
  | 'scroll-left'
  | 'scroll-right'
  | 'page-down'
  | 'page-up'
  | 'turn-up'
  | 'turn-down'
  | 'remedy'
  | 'another-seed'
  | 'card'
  | 'card-svg'
  | 'card-md'
  | 'glossary'
  | 'open'
  | 'stuck'
  | 'vote'
  | `letter-${string}`

/**
 * Which part of a screen's text is in sight: how many of its lines are above that part, and how many below it. A command
 * brings it, as it was when the key came, on a screen that has a text to scroll.
 */
export interface TextInSight {
  readonly top: number
  readonly below: number
}

/** Everything that can happen to the app. `when` is the wall clock's time, for what is kept in the progress. */
export type AppEvent = {
  readonly when: EpochMs
} & (
  | { readonly type: 'command'; readonly command: Command; readonly text?: TextInSight }
  /** An option of the menu that has the focus was taken, by its place from 0. */
  | { readonly type: 'selected'; readonly option: number }
  /** The cursor of the menu that has the focus, by the menu's id, has moved to an option, by its place from 0. */
  | { readonly type: 'highlighted'; readonly menu: string; readonly option: number }
  | { readonly type: 'frame'; readonly elapsedMs: number }
  /** The command line was edited, completed, or given, or a line given before was asked for. */
  | { readonly type: 'edited'; readonly text: string; readonly cursor: number }
  | { readonly type: 'completed' }
  | { readonly type: 'recalled'; readonly back: boolean }
  | { readonly type: 'given' }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'saved'; readonly progress: Progress; readonly messages: readonly string[] }
  | { readonly type: 'not-saved'; readonly message: string }
  /** The card was written, or why it wasn't. */
  | { readonly type: 'card-told'; readonly message: string }
  /** The course's files were written while it is open, and read again; or why they can't be. */
  | { readonly type: 'course-changed'; readonly read: CourseRead }
  | { readonly type: 'course-broken'; readonly message: string }
  /** The room that the learner is in told something. */
  | { readonly type: 'room'; readonly news: RoomNews }
)
