import type { Quiz } from '../course/course.ts'
import {
  type CheckEntry,
  checkItem,
  withCheckBegun,
  withCheckEntry,
  withCheckOver,
  withLateSkip,
} from '../progress/progress.ts'
import { formOf, lateItem, openAfter, openBefore, type Sitting } from './check.ts'
import type { CheckScreen } from './learning-state.ts'
import { goToPage, toMap } from './navigate.ts'
import { scrolled } from './scrolled.ts'
import type { AppEvent, AppState, Command } from './state.ts'

/** Opens the check, at its first open question. */
export function openCheck(state: AppState, sitting: Sitting, { when }: Pick<AppEvent, 'when'>): AppState {
  const open = sitting === 'before' ? openBefore : openAfter
  const items = open(state.course, state.progress).map(({ id }) => id)
  const progress = sitting === 'before' ? withCheckBegun(state.progress, when) : state.progress
  return { ...state, progress, screen: checkScreen(sitting, items) }
}

/** Opens a lesson where the learner stopped in it; before it was ever read on in, the one question left out in the check. */
export function openLesson(
  state: AppState,
  lesson: string,
  page: number,
  event: Pick<AppEvent, 'when'>,
): AppState {
  const late = lateItem(state.course, state.progress, lesson)
  if (late === null) return goToPage(state, lesson, page, event)
  return { ...state, screen: { ...checkScreen('before', [late.id]), lesson } }
}

/** What the check has shown, once it is over: the score, and behind it each item. */
export function openResults(state: AppState): AppState {
  const screen = checkScreen('after', [])
  return { ...state, screen: { ...screen, phase: 'end', focus: false } }
}

function checkScreen(sitting: Sitting, items: readonly string[]): CheckScreen {
  return { type: 'check', sitting, items, place: 0, phase: 'ask', focus: true, lesson: null, scroll: 0 }
}

/** The question that a check stands at, in the form that this learner has; null behind the last one. */
export function checkQuiz({ course, progress }: AppState, screen: CheckScreen): Quiz | null {
  const id = screen.items[screen.place]
  const item = course.check.find(other => other.id === id)
  return item ? item.forms[formOf(progress, item.id, screen.sitting)] : null
}

/** What was said to the item that a check stands at, in this sitting; null where nothing was. */
export function entryAt({ progress }: AppState, { items, place, sitting }: CheckScreen): CheckEntry | null {
  return checkItem(progress, items[place] ?? '')[sitting]
}

/** An option was taken; the one behind the last leaves the question out. */
export function checkSelected(
  state: AppState,
  screen: CheckScreen,
  { option, when }: { readonly option: number; readonly when: number },
): AppState {
  const id = screen.items[screen.place]
  const quiz = checkQuiz(state, screen)
  if (id === undefined || quiz === null) return state
  const chosen = quiz.options[option]
  const form = formOf(state.progress, id, screen.sitting)
  const entry = { form, option: chosen ? option : null, right: chosen?.right ?? false, when }
  const kept = withCheckEntry(state.progress, id, screen.sitting, entry)
  // A skip as the lesson opens is the last word on it.
  const progress = screen.lesson !== null && !chosen ? withLateSkip(kept, id, when) : kept
  return nextItem({ ...state, progress }, screen, when)
}

function nextItem(state: AppState, screen: CheckScreen, when: number): AppState {
  const place = screen.place + 1
  if (place < screen.items.length) return { ...state, screen: atItem(state, screen, place) }
  if (screen.lesson !== null) return goToPage(state, screen.lesson, 0, { when })
  const isOver = screen.sitting === 'after' && openAfter(state.course, state.progress).length === 0
  const progress = isOver ? withCheckOver(state.progress, when) : state.progress
  return { ...state, progress, screen: { ...screen, place, phase: 'end', focus: false, scroll: 0 } }
}

/** At an item: with its menu in focus, unless it was answered or left out already. */
function atItem(state: AppState, screen: CheckScreen, place: number): CheckScreen {
  return { ...screen, place, focus: entryAt(state, { ...screen, place }) === null, scroll: 0 }
}

export function checkCommand(state: AppState, screen: CheckScreen, name: Command, event: AppEvent): AppState {
  const to = (next: Partial<CheckScreen>): AppState => ({
    ...state,
    screen: { ...screen, scroll: 0, ...next },
  })
  switch (name) {
    case 'menu':
      return to({ focus: true })
    case 'up':
      return to({ scroll: scrolled(screen.scroll, -1, event) })
    case 'down':
      return to({ scroll: scrolled(screen.scroll, 1, event) })
    case 'out':
      if (screen.focus) return to({ focus: false })
      return toMap(state, screen.lesson)
    case 'on':
      return onward(state, screen, event.when)
    case 'back':
      if (screen.phase === 'told')
        return screen.place > 0 ? to({ place: screen.place - 1 }) : toEnd(state, screen)
      if (screen.phase === 'end' || screen.place === 0) return toMap(state, screen.lesson)
      return { ...state, screen: atItem(state, screen, screen.place - 1) }
    default:
      return state
  }
}

function onward(state: AppState, screen: CheckScreen, when: number): AppState {
  switch (screen.phase) {
    case 'ask':
      return nextItem(state, screen, when)
    case 'end':
      if (screen.sitting === 'before' || state.progress.check.over === null) return toMap(state, null)
      // All items, whatever was still open when this sitting began.
      return {
        ...state,
        screen: { ...screen, items: state.course.check.map(({ id }) => id), phase: 'told', place: 0 },
      }
    case 'told':
      return screen.place + 1 < screen.items.length
        ? { ...state, screen: { ...screen, place: screen.place + 1, scroll: 0 } }
        : toMap(state, null)
  }
}

function toEnd(state: AppState, screen: CheckScreen): AppState {
  return { ...state, screen: { ...screen, phase: 'end', place: screen.items.length, scroll: 0 } }
}
