import { practiceCase, rewind } from '../lab/lab.ts'
import { practiceLevel, withPractice } from '../progress/progress.ts'
import { toDiagram } from './lab-diagram.ts'
import { arrive } from './lab-end.ts'
import { replayScreen } from './lab-screen.ts'
import { mapLines } from './map-lines.ts'
import { asking, beginPractice, overflow, SEEDS } from './practice.ts'
import { practiceMenu } from './practice-lines.ts'
import type { PracticeScreen } from './practice-state.ts'
import { scrolled } from './scrolled.ts'
import type { AppEvent, AppState, Command, LabScreen } from './state.ts'

/** An option was taken: an answer while the question is open, then what to do next. */
export function practiceSelected(
  state: AppState,
  screen: PracticeScreen,
  event: Extract<AppEvent, { type: 'selected' }>,
): AppState {
  const { option } = event
  if (screen.chosen === null) return answered(state, screen, option, event.when)
  switch (practiceMenu(screen, state).does[option]) {
    case 'again':
      return another(state, screen)
    case 'lab':
      return { ...state, screen: atBeginning(screen) }
    case 'diagram':
      return wholeDiagram(state, screen, event)
    case 'leave':
      return toPracticeLine(state)
    default:
      return state
  }
}

/** The run of a case in the lab, before anything has happened in it. */
function atBeginning(screen: PracticeScreen): LabScreen {
  return { ...replayScreen(rewind(screen.shown.scene.run, 0)), from: screen }
}

/** The run of a case as a diagram; it is judged, since the verdict is what one comes to from there. */
function wholeDiagram(state: AppState, screen: PracticeScreen, event: AppEvent): AppState {
  const next = arrive(state, atBeginning(screen), screen.shown.scene.run, event)
  return next.screen.type === 'lab' ? { ...next, screen: toDiagram(next.screen) } : next
}

function answered(state: AppState, screen: PracticeScreen, option: number, when: number): AppState {
  const { shown, asked } = screen
  const taken = shown.options[option]
  if (!taken) return state
  const right = taken.misconception === null
  const against = shown.options.flatMap(({ misconception }) => misconception ?? [])
  const progress = withPractice(state.progress, right ? [...new Set(against)] : [taken.misconception ?? ''], {
    level: shown.level,
    seed: shown.seed,
    right,
    when,
  })
  const next = {
    ...screen,
    chosen: option,
    scroll: 0,
    asked: asked + 1,
    right: screen.right + (right ? 1 : 0),
  }
  return { ...state, progress, screen: { ...next, focus: overflow(state, next) === 0 } }
}

/** The next case, which is never the same one: another seed, and other words. */
function another(state: AppState, { shown, asked, right }: PracticeScreen): AppState {
  const level = practiceLevel(state.progress)
  let seed = (shown.seed + 1) % SEEDS
  while (isSame(practiceCase(level, seed), shown)) seed = (seed + 1) % SEEDS
  return asking(state, { level, seed }, { asked, right })
}

function isSame(a: PracticeScreen['shown'], b: PracticeScreen['shown']): boolean {
  return a.ask === b.ask && a.shape === b.shape
}

export function practiceCommand(
  state: AppState,
  screen: PracticeScreen,
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
      return screen.focus ? { ...state, screen: { ...screen, focus: false } } : toPracticeLine(state)
    default:
      return state
  }
}

/** To the map, at the line that leads here. */
function toPracticeLine(state: AppState): AppState {
  const line = mapLines(state).findIndex(({ open }) => open === beginPractice)
  return { ...state, screen: { type: 'map', selected: state.course.lessons.length + line } }
}
