import type { Course } from '../course/course.ts'
import type { Experiment } from '../experiment/experiment.ts'
import type { Challenge, Run, Scenario } from '../lab/lab.ts'
import type { Progress } from '../progress/progress.ts'
import { atRest } from './by-steps.ts'
import { experimentScreen } from './experiment-screen.ts'
import { labScreen, replayScreen } from './lab-screen.ts'
import { goToPage, toMap } from './navigate.ts'
import { openPractice } from './practice.ts'
import { QUIET_ROOM } from './room.ts'
import type { AppState, Size, WayBack } from './state.ts'
import { worldsScreen } from './worlds-screen.ts'

export { bookmarkOf, openBookmark } from './bookmark.ts'
export { gainOf, goneBefore, openAfter, openBefore } from './check.ts'
export { checkQuiz, entryAt } from './check-update.ts'
export { type CommandNow, commandsNow } from './commands-now.ts'
export {
  bodyRows,
  lessonById,
  outcomeOf,
  pageById,
  pageNow,
  settledBefore,
  textColumns,
} from './course-places.ts'
export { courseParts } from './course-read.ts'
export { predictionMenu } from './experiment-menu.ts'
export { atEnd, type ExperimentScreen, isTold, paceOf } from './experiment-state.ts'
export { type GlossaryRow, glossaryRows, glossaryTerms, lettersOf, whereIs } from './glossary.ts'
export { helpLines } from './help-lines.ts'
export { type KeyHelp, keyLine, keymap, keyWord, placeOf } from './keymap.ts'
export { heldIn, predicted } from './lab-end.ts'
export { comparedFutures, type NamedFuture } from './lab-futures.ts'
export { challengesHere, isMet } from './lab-goals.ts'
export { nextKey, writeByHand } from './lab-hand.ts'
export { type LabMenu, labMenu } from './lab-menu.ts'
export { isPast } from './lab-time.ts'
export { type Learned, learnedIn, type Score } from './learned.ts'
export type { CheckScreen, LearnedScreen, RecallScreen } from './learning-state.ts'
export { isTooSmall, SIZE_MIN } from './least-size.ts'
export { lessonEnd } from './lesson-end.ts'
export { type MapLine, mapLines } from './map-lines.ts'
export { MARGIN } from './margin.ts'
export type { MemoryScreen } from './memory-state.ts'
export { noticeOf, noticesOf } from './notices.ts'
export type { Key } from './place.ts'
export { practiceLines, practiceMenu } from './practice-lines.ts'
export { practicePicture } from './practice-picture.ts'
export type { PracticeScreen } from './practice-state.ts'
export { dueQuestion } from './recall.ts'
export type { RoomNews, RoomPage, RoomVote, SharedLab, Turnout, VoteResult } from './room.ts'
export { willBeCut } from './room-network.ts'
export { roomWordInLines } from './room-update.ts'
export { inShort, voteWords, waitsForRoom } from './room-vote.ts'
export {
  type AppState,
  type Command,
  type Effect,
  type Future,
  type LabScreen,
  lineOf,
  type MapScreen,
  type PageScreen,
  type Size,
  SPEEDS,
  type TextInSight,
  type WayBack,
} from './state.ts'
export { createStore, type NewEvent, type Store } from './store.ts'
export { type SweepScreen, sweepBoth, sweepDone } from './sweep-screen.ts'
export type { CommandLine } from './typed-line.ts'
export { isMoving } from './update.ts'
export {
  CANNOT_TELL,
  cellsShown,
  FOUR_WORLDS,
  type WorldsScreen,
  worldsEnd,
  worldsMenu,
} from './worlds-screen.ts'

/** What the app starts with: the course, what was done in it, and where to go at once. */
export interface Start {
  readonly course: Course
  readonly scenarios: ReadonlyMap<string, Scenario>
  readonly challenges: readonly Challenge[]
  readonly experiments: ReadonlyMap<string, Experiment>
  readonly progress: Progress
  readonly size: Size
  readonly notice: string | null
  readonly when: number
  /** False where nothing is to move. */
  readonly motion?: boolean
  /** Whether the learner is one of a room. */
  readonly inRoom?: boolean
  /** How they come back into it. */
  readonly wayBack?: WayBack | null
  /** A lesson's id to open instead of the map. */
  readonly lesson?: string
  /** A scenario to open by itself, and its seed where it is not the scenario's own. */
  readonly scenario?: Scenario
  /** An experiment to open by itself. */
  readonly experiment?: Experiment
  /** Whether to open the four worlds by themselves. */
  readonly worlds?: boolean
  readonly seed?: number
  /** Practice instead of the map: at a case of its own, or at the level that was reached. */
  readonly practice?: { readonly level: number | null; readonly seed: number }
  /** A run to open as it is, standing still: a replay code's, with what was done in it still ahead. */
  readonly run?: Run
}

/** The first state: the map with the lesson where the learner stopped, or the lab that was asked for. */
export function firstState(start: Start): AppState {
  return atRest(opened(start))
}

function opened(start: Start): AppState {
  const { course, scenarios, challenges, experiments, progress, size, notice, scenario, experiment } = start
  const screen = { type: 'map', selected: 0 } as const
  const blank: AppState = {
    course,
    scenarios,
    challenges,
    experiments,
    progress,
    opened: start.when,
    size,
    motion: start.motion ?? true,
    notice,
    unsaved: false,
    courseFault: null,
    screen,
    help: null,
    glossary: null,
    cursor: null,
    room: start.inRoom ? QUIET_ROOM : null,
    wayBack: start.wayBack ?? null,
    leaving: false,
  }
  if (start.practice) return openPractice(blank, start.practice)
  if (start.run) return { ...blank, screen: replayScreen(start.run) }
  if (scenario) return { ...blank, screen: labScreen(scenario, null, start.seed ?? scenario.seed) }
  if (experiment) return { ...blank, screen: experimentScreen(experiment, null, start.seed) }
  if (start.worlds) return { ...blank, screen: worldsScreen(null, start.seed ?? 1) }
  if (start.lesson) return goToPage(blank, start.lesson, 0, { when: start.when })
  return toMap(blank, null)
}
