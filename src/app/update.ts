import { isQuestion } from '../course/course.ts'
import { mergeProgress, SKIPPED, withAnswer, withPrediction } from '../progress/progress.ts'
import { openLesson } from './check-update.ts'
import { courseChanged } from './course-changed.ts'
import { bodyRows, pageById, scrollMax } from './course-places.ts'
import { openExperiment } from './experiment-screen.ts'
import { experimentCommand, experimentFrame, experimentSelected } from './experiment-update.ts'
import { glossaryCommand, openGlossary } from './glossary-update.ts'
import { helpScrollMax } from './help-lines.ts'
import { highlighted, lineEvent } from './lab-line.ts'
import { openLab } from './lab-screen.ts'
import { labCommand, labFrame, labSelected } from './lab-update.ts'
import { cardTold } from './learned-update.ts'
import { learningCommand, learningSelected } from './learning-update.ts'
import { mapLines } from './map-lines.ts'
import { memoryCommand, memoryTyped, openMemory } from './memory-screen.ts'
import { goToPage, nextPage, toMap } from './navigate.ts'
import { practiceCommand, practiceSelected } from './practice-update.ts'
import type { AppEvent, AppState, Command, Effect, MapScreen, PageScreen } from './state.ts'
import { sweepFrame, sweepScreen } from './sweep-screen.ts'
import { sweepCommand } from './sweep-update.ts'
import { worldsScreen } from './worlds-screen.ts'
import { worldsCommand, worldsFrame, worldsSelected } from './worlds-update.ts'

type Updated = readonly [AppState, readonly Effect[]]

/** The next state after something happened, and what is to be done about it outside. The only place where state changes. */
export function update(state: AppState, event: AppEvent): Updated {
  const [next, effects] = handle(state, event)
  // What was done is kept as soon as it is done.
  if (next.progress === state.progress || event.type === 'saved') return [next, effects]
  return [next, [...effects, { type: 'save-progress', progress: next.progress }]]
}

/** Whether virtual time is passing: the clock runs only then. */
export function isMoving({ screen, help, glossary }: AppState): boolean {
  if (help !== null || glossary !== null) return false
  if (screen.type === 'experiment' || screen.type === 'sweep' || screen.type === 'worlds')
    return screen.playing
  if (screen.type !== 'lab' || !screen.playing) return false
  return screen.phase === 'live' || screen.phase === 'side'
}

function handle(state: AppState, event: AppEvent): Updated {
  switch (event.type) {
    case 'resized':
      return [resized({ ...state, size: event.size }), []]
    case 'saved': {
      const notice = event.messages[0] ?? state.courseFault
      return [{ ...state, progress: mergeProgress(state.progress, event.progress), notice }, []]
    }
    case 'not-saved':
      return [{ ...state, notice: event.message }, []]
    case 'card-told':
      return [state.screen.type === 'learned' ? cardTold(state, state.screen, event.message) : state, []]
    case 'course-changed':
      return [courseChanged(state, event.read), []]
    case 'course-broken':
      return [{ ...state, courseFault: event.message, notice: event.message }, []]
    case 'frame':
      return [frame(state, event), []]
    case 'selected':
      return [selected(state, event), []]
    case 'highlighted':
      return [state.screen.type === 'lab' ? highlighted(state, state.screen, event.option) : state, []]
    case 'edited':
    case 'completed':
    case 'given':
    case 'recalled':
      return [typed(state, event), []]
    case 'command':
      if (event.command === 'card-svg') return [state, [{ type: 'write-card', format: 'svg' }]]
      if (event.command === 'card-md') return [state, [{ type: 'write-card', format: 'md' }]]
      if (event.command === 'leave') return [{ ...state, leaving: true }, [{ type: 'leave' }]]
      return [command(state, event.command, event), []]
  }
}

function resized(state: AppState): AppState {
  return state.help === null ? state : helpAt(state, state.help.scroll)
}

function frame(state: AppState, event: Extract<AppEvent, { type: 'frame' }>): AppState {
  const { screen } = state
  if (screen.type === 'lab') return labFrame(state, screen, event)
  if (screen.type === 'sweep') return { ...state, screen: sweepFrame(screen) }
  if (screen.type === 'worlds') return worldsFrame(state, screen, event)
  return screen.type === 'experiment' ? experimentFrame(state, screen, event) : state
}

function typed(
  state: AppState,
  event: Extract<AppEvent, { type: 'edited' | 'completed' | 'given' | 'recalled' }>,
): AppState {
  const { screen } = state
  if (screen.type === 'lab') return lineEvent(state, screen, event)
  if (screen.type !== 'memory' || event.type === 'completed' || event.type === 'recalled') return state
  return memoryTyped(state, screen, event)
}

function selected(state: AppState, event: Extract<AppEvent, { type: 'selected' }>): AppState {
  const { screen } = state
  switch (screen.type) {
    case 'map':
    case 'memory':
      return state
    case 'page':
      return answered(state, screen, event.option, event.when)
    case 'lab':
      return labSelected(state, screen, event)
    case 'sweep':
      return state
    case 'experiment':
      return experimentSelected(state, screen, event.option)
    case 'worlds':
      return worldsSelected(state, screen, event.option, event)
    case 'check':
    case 'recall':
    case 'learned':
      return learningSelected(state, screen, event)
    case 'practice':
      return practiceSelected(state, screen, event)
  }
}

function command(state: AppState, name: Command, event: AppEvent): AppState {
  const { screen, help, glossary } = state
  if (glossary !== null) return glossaryCommand(state, glossary, name, event)
  if (name === 'glossary') return openGlossary(state)
  if (help !== null) return helpCommand(state, help.scroll, name)
  if (name === 'help') return { ...state, help: { scroll: 0 } }
  switch (screen.type) {
    case 'map':
      return mapCommand(state, screen, name, event)
    case 'page':
      return pageCommand(state, screen, name, event)
    case 'lab':
      return labCommand(state, screen, name, event)
    case 'experiment':
      return experimentCommand(state, screen, name, event)
    case 'sweep':
      return sweepCommand(state, screen, name, event)
    case 'worlds':
      return worldsCommand(state, screen, name, event)
    case 'check':
    case 'recall':
    case 'learned':
      return learningCommand(state, screen, name, event)
    case 'practice':
      return practiceCommand(state, screen, name)
    case 'memory':
      return memoryCommand(state, screen, name, event)
  }
}

function helpCommand(state: AppState, scroll: number, name: Command): AppState {
  switch (name) {
    case 'up':
      return helpAt(state, scroll - 1)
    case 'down':
      return helpAt(state, scroll + 1)
    case 'page-up':
      return helpAt(state, scroll - pageful(state))
    case 'page-down':
      return helpAt(state, scroll + pageful(state))
    case 'out':
    case 'help':
      return { ...state, help: null }
    default:
      return state
  }
}

/** The help so many lines down, and never beyond its end: that would have to be scrolled back unseen. */
function helpAt(state: AppState, scroll: number): AppState {
  return { ...state, help: { scroll: Math.max(0, Math.min(scroll, helpScrollMax(state))) } }
}

function mapCommand(state: AppState, screen: MapScreen, name: Command, event: AppEvent): AppState {
  const lines = mapLines(state)
  const { lessons } = state.course
  const last = lessons.length + lines.length - 1
  switch (name) {
    case 'up':
      return { ...state, screen: { ...screen, selected: screen.selected === 0 ? last : screen.selected - 1 } }
    case 'down':
      return { ...state, screen: { ...screen, selected: screen.selected === last ? 0 : screen.selected + 1 } }
    case 'on': {
      const lesson = lessons[screen.selected]
      if (!lesson) return lines[screen.selected - lessons.length]?.open(state, event) ?? state
      const progress = state.progress.lessons[lesson.id]
      const stopped = progress?.doneWhen === null ? (progress.stopped?.page ?? 0) : 0
      return openLesson(state, lesson.id, Math.min(stopped, lesson.pages.length - 1), event)
    }
    default:
      return state
  }
}

/** How many lines one press scrolls on, with two of them kept in sight. */
function pageful({ size }: AppState): number {
  return Math.max(1, bodyRows(size) - 3)
}

function pageCommand(state: AppState, screen: PageScreen, name: Command, event: AppEvent): AppState {
  switch (name) {
    case 'on': {
      // What is out of sight is read before the next page comes.
      const left = scrollMax(state, screen) - screen.scroll
      if (left > 0)
        return { ...state, screen: { ...screen, scroll: screen.scroll + Math.min(left, pageful(state)) } }
      return nextPage(state, screen.lesson, screen.page, event)
    }
    case 'back':
      return screen.page > 0
        ? goToPage(state, screen.lesson, screen.page - 1, event)
        : toMap(state, screen.lesson)
    case 'up':
      return { ...state, screen: { ...screen, scroll: Math.max(0, screen.scroll - 1) } }
    case 'down':
      return {
        ...state,
        screen: { ...screen, scroll: Math.min(screen.scroll + 1, scrollMax(state, screen)) },
      }
    case 'menu':
      return { ...state, screen: { ...screen, focus: true } }
    case 'again':
      return { ...state, screen: { ...screen, question: { kind: 'unanswered' }, focus: true } }
    case 'lab':
      return throughDoor(state, screen)
    case 'out':
      return screen.focus ? { ...state, screen: { ...screen, focus: false } } : toMap(state, screen.lesson)
    default:
      return state
  }
}

/** Opens what the page leads to. */
function throughDoor(state: AppState, { lesson, page }: PageScreen): AppState {
  const block = pageById(state.course, lesson, page)?.block
  if (block?.kind === 'lab') return openLab(state, block.scenario, { lesson, page })
  if (block?.kind === 'sweep') {
    const scenario = state.scenarios.get(block.scenario)
    return scenario ? { ...state, screen: sweepScreen(scenario, block.seeds, { lesson, page }) } : state
  }
  if (block?.kind === 'recall') return openMemory(state, lesson, page)
  if (block?.kind === 'worlds') return { ...state, screen: worldsScreen({ lesson, page }, block.seed) }
  return block?.kind === 'experiment' ? openExperiment(state, block.experiment, { lesson, page }) : state
}

/** An option of a page's question was taken; the one behind the last is to skip it. */
function answered(state: AppState, screen: PageScreen, option: number, when: number): AppState {
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
