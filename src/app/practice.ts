import { practiceCase } from '../lab/lab.ts'
import { practiceLevel } from '../progress/progress.ts'
import { bodyRows } from './course-places.ts'
import { practiceLines, practiceMenu } from './practice-lines.ts'
import type { PracticeScreen } from './practice-state.ts'
import type { AppEvent, AppState } from './state.ts'

/** How many seeds there are. */
export const SEEDS = 0x1_0000_0000

/** Practice at the level that the learner has reached; the moment it is opened makes its cases. */
export function beginPractice(state: AppState, { when }: Pick<AppEvent, 'when'>): AppState {
  return openPractice(state, { level: null, seed: when % SEEDS })
}

/** Practice at a case of its own; without a level, at the one that the learner has reached. */
export function openPractice(
  state: AppState,
  { level, seed }: { readonly level: number | null; readonly seed: number },
): AppState {
  return asking(state, { level: level ?? practiceLevel(state.progress), seed }, { asked: 0, right: 0 })
}

/** A case, its question open. */
export function asking(
  state: AppState,
  { level, seed }: { readonly level: number; readonly seed: number },
  sitting: Pick<PracticeScreen, 'asked' | 'right'>,
): AppState {
  const shown = practiceCase(level, seed)
  const screen: PracticeScreen = {
    type: 'practice',
    shown,
    chosen: null,
    focus: false,
    scroll: 0,
    ...sitting,
  }
  // A case that is longer than the terminal is to be read first.
  return { ...state, screen: { ...screen, focus: overflow(state, screen) === 0 } }
}

/** How many lines of it are out of sight at the end; none where everything fits. */
export function overflow(state: AppState, screen: PracticeScreen): number {
  const { options } = practiceMenu(screen, state)
  const rows = practiceLines(screen, state).length + options.flat().length
  return Math.max(0, rows - bodyRows(state.size))
}
