import { mergeProgress } from '../progress/progress.ts'
import { atRest, stepped } from './by-steps.ts'
import { courseChanged } from './course-changed.ts'
import { experimentCommand, experimentFrame, experimentSelected } from './experiment-update.ts'
import { glossaryCommand, openGlossary } from './glossary-update.ts'
import { helpAt, helpCommand } from './help-update.ts'
import { lineEvent } from './lab-line.ts'
import { labCommand, labFrame, labSelected } from './lab-update.ts'
import { cardTold } from './learned-update.ts'
import { learningCommand, learningSelected } from './learning-update.ts'
import { isTooSmall } from './least-size.ts'
import { mapCommand } from './map-update.ts'
import { memoryCommand, memoryTyped } from './memory-screen.ts'
import { pageCommand, pageSelected } from './page-update.ts'
import { practiceCommand, practiceSelected } from './practice-update.ts'
import { inRoom } from './room-hold.ts'
import { roomNews, stuckTold, voted } from './room-update.ts'
import { waitsForRoom } from './room-vote.ts'
import type { AppEvent, AppState, Command, Effect } from './state.ts'
import { sweepCommand, sweepOn } from './sweep-update.ts'
import { worldsCommand, worldsFrame, worldsSelected } from './worlds-update.ts'

type Updated = readonly [AppState, readonly Effect[]]

/** The next state after something happened, and what is to be done about it outside. The only place where state changes. */
export function update(state: AppState, event: AppEvent): Updated {
  const [done, effects] = handle(state, event)
  const handled = inRoom(state, done, event)
  const next = atRest(endsMenu(state, handled, event) ? { ...handled, cursor: null } : handled)
  // What was done is kept as soon as it is done.
  if (next.progress === state.progress || event.type === 'saved') return [next, effects]
  return [next, [...effects, { type: 'save-progress', progress: next.progress }]]
}

/** A menu that was answered or left is another one when it comes again: its cursor stands at its start. */
function endsMenu(before: AppState, after: AppState, { type }: AppEvent): boolean {
  if (after.cursor === null || after.screen === before.screen) return false
  return type === 'selected' || type === 'command'
}

/** Whether virtual time is passing, before somebody's eyes: the clock runs only then. */
export function isMoving({ screen, help, glossary, motion, room, size }: AppState): boolean {
  if (!motion || isTooSmall(size) || help !== null || glossary !== null || room?.asks) return false
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
      const progress = mergeProgress(state.progress, event.progress)
      return [{ ...state, progress, notice, unsaved: false }, []]
    }
    case 'not-saved':
      return [{ ...state, notice: event.message, unsaved: true }, []]
    case 'card-told':
      return [state.screen.type === 'learned' ? cardTold(state, state.screen, event.message) : state, []]
    case 'course-changed':
      return [courseChanged(state, event.read), []]
    case 'course-broken':
      return [{ ...state, courseFault: event.message, notice: event.message }, []]
    case 'room':
      return [roomNews(state, event.news, event), []]
    case 'frame':
      return [frame(state, event), []]
    case 'selected':
      return [selected(state, event), []]
    case 'highlighted':
      return [highlighted(state, event), []]
    case 'edited':
    case 'completed':
    case 'given':
    case 'recalled':
      return [typed(state, event), []]
    case 'command':
      if (event.command === 'card-svg') return [state, [{ type: 'write-card', format: 'svg' }]]
      if (event.command === 'card-md') return [state, [{ type: 'write-card', format: 'md' }]]
      if (event.command === 'suspend') return [state, [{ type: 'suspend' }]]
      if (event.command === 'leave') return [{ ...state, leaving: true }, [{ type: 'leave' }]]
      return [command(state, event.command, event), []]
  }
}

/** The cursor has moved: of the challenges, the one under it is told about. */
function highlighted(state: AppState, event: Extract<AppEvent, { type: 'highlighted' }>): AppState {
  const { menu, option } = event
  const { screen } = state
  const told = screen.type === 'lab' && screen.phase === 'goals' ? { ...screen, goal: option } : screen
  return { ...state, screen: told, cursor: { menu, option } }
}

function resized(state: AppState): AppState {
  return state.help === null ? state : helpAt(state, state.help.scroll)
}

function frame(state: AppState, event: Extract<AppEvent, { type: 'frame' }>): AppState {
  const { screen } = state
  if (screen.type === 'lab') return labFrame(state, screen, event)
  if (screen.type === 'sweep') return sweepOn(state, screen, event)
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
  const { screen, room } = state
  if (room?.asks && room.vote) return voted(state, room, room.vote, event.option)
  switch (screen.type) {
    case 'map':
    case 'memory':
      return state
    case 'page':
      return pageSelected(state, screen, event.option, event.when)
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
  const { screen, help, glossary, room } = state
  if (name === 'stuck') return room === null ? state : { ...state, room: stuckTold(room) }
  // Where the run waits for the room, the one question there is is the room's.
  if (name === 'vote' || (name === 'menu' && waitsForRoom(state)))
    return room?.vote ? { ...state, room: { ...room, asks: true } } : state
  if (glossary !== null) return glossaryCommand(state, glossary, name, event)
  if (name === 'glossary') return openGlossary(state)
  if (help !== null) return helpCommand(state, help.scroll, name)
  if (name === 'help') return { ...state, help: { scroll: 0 } }
  if (room?.asks) return name === 'out' ? { ...state, room: { ...room, asks: false, said: null } } : state
  const told = state.motion ? null : stepped(state, name, event)
  if (told !== null) return told
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
      return practiceCommand(state, screen, name, event)
    case 'memory':
      return memoryCommand(state, screen, name, event)
  }
}
