import {
  aheadAt,
  assess,
  decisionsOf,
  predictionAsked,
  predictionsThatHeld,
  type Run,
  replayCode,
  stopOf,
} from '../lab/lab.ts'

import { SKIPPED, withRun } from '../progress/progress.ts'
import type { LabReturn } from './door.ts'
import { nextPage, toMap } from './navigate.ts'
import type { PracticeScreen } from './practice-state.ts'
import type { AppEvent, AppState, Future, LabScreen } from './state.ts'

/** The run has come to where it is now: it may stand at a stop, or have ended. */
export function arrive(state: AppState, screen: LabScreen, run: Run, event: AppEvent): AppState {
  if (run === screen.run) return { ...state, screen }
  if (run.moment.ended) return ended(state, { ...screen, run }, event)
  // Somebody on the way through what was chosen already is not held up by the question.
  if (stopOf(run))
    return { ...state, screen: { ...screen, run, playing: false, focus: aheadAt(run) === null } }
  return { ...state, screen: { ...screen, run } }
}

/** The end of a future: it is judged, and kept beside those with other choices. */
function ended(state: AppState, screen: LabScreen, { when }: AppEvent): AppState {
  const { run } = screen
  const future: Future = { run, assessment: assess(run) }
  const others = screen.futures.filter(other => choices(other.run) !== choices(run))
  // Stepped back and come here again, it is the same future: what was done to it is the very same list.
  // A case of practice is answered, not played: it has no place among the scenarios.
  const known = isPractice(screen.from) || screen.futures.some(other => other.run.acts === run.acts)
  const progress = known
    ? state.progress
    : withRun(state.progress, run.scenario.id, {
        seed: run.seed,
        decisions: decisionsOf(run).map(({ at, choice }) => ({ at, choice })),
        prediction: predicted(screen, run),
        held: heldIn(screen, future),
        verdict: future.assessment.verdict.result,
        code: keptCode(run),
        when,
      })
  return {
    ...state,
    progress,
    screen: {
      ...screen,
      phase: 'verdict',
      playing: false,
      focus: true,
      scroll: 0,
      futures: [...others, future],
    },
  }
}

/** Runs with more deeds than these have codes that nobody types again. */
const CODE_ACTS_MAX = 40
const CODE_LENGTH_MAX = 200

function keptCode(run: Run): string | null {
  if (run.acts.length > CODE_ACTS_MAX) return null
  const code = replayCode(run)
  return code.length <= CODE_LENGTH_MAX ? code : null
}

function isPractice(from: LabReturn): from is PracticeScreen {
  return from !== null && 'type' in from
}

function choices(run: Run): string {
  return decisionsOf(run)
    .map(({ choice }) => choice)
    .join(' ')
}

/** What was expected of a run, by the question that was asked about it last; null where none was answered. */
export function predicted({ predictions }: LabScreen, run: Run): string | null {
  const asked = predictionAsked(run)
  return asked && (predictions.get(asked) ?? null)
}

/** Whether it came true; null where nothing was predicted. */
export function heldIn(screen: LabScreen, { run, assessment }: Future): boolean | null {
  const option = predicted(screen, run)
  if (option === null || option === SKIPPED) return null
  return predictionsThatHeld(predictionAsked(run), assessment.facts).some(({ id }) => id === option)
}

/** Back to where the lab was opened from, without having finished with it. */
export function outOfLab(state: AppState, { from }: { readonly from: LabReturn }): AppState {
  if (from === null) return toMap(state, null)
  if (isPractice(from)) return { ...state, screen: from }
  const open = { question: { kind: 'unanswered' }, focus: false, scroll: 0 } as const
  return { ...state, screen: { type: 'page', ...from, ...open } }
}

/** On with the course, behind the page that opened the lab. */
export function leaveLab(
  state: AppState,
  { from }: { readonly from: LabReturn },
  event: Pick<AppEvent, 'when'>,
): AppState {
  return from === null || isPractice(from)
    ? outOfLab(state, { from })
    : nextPage(state, from.lesson, from.page, event)
}
