import { isQuestion } from '../course/course.ts'
import { SKIPPED, withAnswer, withPrediction } from '../progress/progress.ts'
import { pageById, pageful, scrollMax } from './course-places.ts'
import { goToPage, nextPage, toMap } from './navigate.ts'
import { throughDoor } from './page-door.ts'
import type { AppEvent, AppState, Command, PageScreen } from './state.ts'

/** A key was pressed on a page. */
export function pageCommand(state: AppState, screen: PageScreen, name: Command, event: AppEvent): AppState {
  switch (name) {
    case 'on':
      return readOn(state, screen) ?? nextPage(state, screen.lesson, screen.page, event)
    case 'back':
      return screen.page > 0
        ? goToPage(state, screen.lesson, screen.page - 1, event)
        : toMap(state, screen.lesson)
    case 'up':
      return pageAt(state, screen, screen.scroll - 1)
    case 'down':
      return pageAt(state, screen, screen.scroll + 1)
    case 'page-up':
      return pageAt(state, screen, screen.scroll - pageful(state))
    case 'page-down':
      return pageAt(state, screen, screen.scroll + pageful(state))
    case 'first':
      return pageAt(state, screen, 0)
    case 'last':
      return pageAt(state, screen, scrollMax(state, screen))
    case 'menu':
      return { ...state, screen: { ...screen, focus: true } }
    case 'again':
      return { ...state, screen: { ...screen, question: { kind: 'unanswered' }, focus: true } }
    case 'lab':
      return readOn(state, screen) ?? throughDoor(state, screen)
    case 'out':
      return screen.focus ? { ...state, screen: { ...screen, focus: false } } : toMap(state, screen.lesson)
    default:
      return state
  }
}

/** What is out of sight is read before the next page comes, or a door opens: the task stands last. Null where all is in sight. */
function readOn(state: AppState, screen: PageScreen): AppState | null {
  const left = scrollMax(state, screen) - screen.scroll
  return left > 0 ? pageAt(state, screen, screen.scroll + Math.min(left, pageful(state))) : null
}

/** The page so many lines down, and never beyond its end. */
function pageAt(state: AppState, screen: PageScreen, scroll: number): AppState {
  const within = Math.max(0, Math.min(scroll, scrollMax(state, screen)))
  return { ...state, screen: { ...screen, scroll: within } }
}

/** An option of a page's question was taken; the one behind the last is to skip it. */
export function pageSelected(state: AppState, screen: PageScreen, option: number, when: number): AppState {
  const block = pageById(state.course, screen.lesson, screen.page)?.block
  if (!isQuestion(block)) return state
  if (option >= block.options.length) {
    const skipped = { ...screen, question: { kind: 'skipped' }, focus: false } as const
    if (block.kind === 'quiz') return { ...state, screen: skipped }
    const prediction = { option: SKIPPED, when }
    return {
      ...state,
      screen: skipped,
      progress: withPrediction(state.progress, screen.lesson, block.id, prediction),
    }
  }
  const progress =
    block.kind === 'quiz'
      ? withAnswer(state.progress, screen.lesson, block.id, {
          option,
          right: block.options[option]?.right ?? false,
          when,
        })
      : withPrediction(state.progress, screen.lesson, block.id, {
          option: block.options[option]?.id ?? '',
          when,
        })
  return { ...state, progress, screen: { ...screen, question: { kind: 'answered', option }, focus: false } }
}
