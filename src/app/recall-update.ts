import { withAnswer } from '../progress/progress.ts'
import type { RecallScreen } from './learning-state.ts'
import { toMap } from './navigate.ts'
import { type Due, dueAt, dueQuestion } from './recall.ts'
import { scrolled } from './scrolled.ts'
import type { AppEvent, AppState, Command } from './state.ts'

/** What still waits of this launch: the same few, whatever was answered of them since. */
export function dueNow({ course, progress, opened }: AppState): readonly Due[] {
  return dueAt(course, progress, opened)
}

/** Opens the questions from before, at the first one. */
export function openRecall(state: AppState): AppState {
  const screen: RecallScreen = {
    type: 'recall',
    due: dueNow(state),
    place: 0,
    question: { kind: 'unanswered' },
    focus: true,
    scroll: 0,
  }
  return screen.due.length === 0 ? state : { ...state, screen }
}

/** An option was taken. What was skipped here is still due. */
export function recallSelected(
  state: AppState,
  screen: RecallScreen,
  { option, when }: { readonly option: number; readonly when: number },
): AppState {
  const due = screen.due[screen.place]
  const question = due ? dueQuestion(state.course, due) : null
  if (!due || !question) return state
  const chosen = question.quiz.options[option]
  if (!chosen) return { ...state, screen: { ...screen, question: { kind: 'skipped' }, focus: false } }
  const answer = { option, right: chosen.right, when }
  return {
    ...state,
    progress: withAnswer(state.progress, due.lesson, due.block, answer),
    screen: { ...screen, question: { kind: 'answered', option }, focus: false },
  }
}

export function recallCommand(
  state: AppState,
  screen: RecallScreen,
  name: Command,
  event: AppEvent,
): AppState {
  switch (name) {
    case 'menu':
      return { ...state, screen: { ...screen, focus: true } }
    case 'up':
      return { ...state, screen: { ...screen, scroll: scrolled(screen.scroll, -1, event) } }
    case 'down':
      return { ...state, screen: { ...screen, scroll: scrolled(screen.scroll, 1, event) } }
    case 'out':
      return screen.focus ? { ...state, screen: { ...screen, focus: false } } : toMap(state, null)
    case 'on':
      return at(state, screen, screen.place + 1)
    case 'back':
      return at(state, screen, screen.place - 1)
    default:
      return state
  }
}

function at(state: AppState, screen: RecallScreen, place: number): AppState {
  if (place < 0 || place >= screen.due.length) return toMap(state, null)
  return { ...state, screen: { ...screen, place, question: { kind: 'unanswered' }, focus: true, scroll: 0 } }
}
