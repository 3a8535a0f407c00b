import { hear, proseText } from '../course/course.ts'
import { withRecall } from '../progress/progress.ts'
import { pageById } from './course-places.ts'
import type { MemoryScreen } from './memory-state.ts'
import { goToPage, nextPage } from './navigate.ts'
import type { AppEvent, AppState, Command } from './state.ts'
import { EMPTY_LINE } from './typed-line.ts'

/** The list of a page's block, with nothing said yet. */
export function openMemory(state: AppState, lesson: string, page: number): AppState {
  const block = pageById(state.course, lesson, page)?.block
  if (block?.kind !== 'recall') return state
  const { id, goal, items, beside } = block
  const screen: MemoryScreen = {
    type: 'memory',
    from: { lesson, page },
    id,
    ask: proseText(goal),
    items,
    beside,
    line: EMPTY_LINE,
    found: [],
    ended: false,
  }
  return { ...state, screen }
}

/** What is typed, and what it is taken for once it is given. */
export function memoryTyped(
  state: AppState,
  screen: MemoryScreen,
  event: Extract<AppEvent, { type: 'edited' | 'given' }>,
): AppState {
  if (screen.ended) return state
  if (event.type === 'edited') {
    // What was said of the line before is told until something is typed.
    const said = event.text === screen.line.text ? screen.line.said : ''
    const line = { ...screen.line, text: event.text, cursor: event.cursor, said }
    return { ...state, screen: { ...screen, line } }
  }
  if (screen.line.text.trim() === '') return state
  const heard = hear(screen, screen.line.text)
  const told = (said: string, bad: boolean): AppState => ({
    ...state,
    screen: { ...screen, line: { ...EMPTY_LINE, said, bad } },
  })
  switch (heard.kind) {
    case 'unknown':
      return told(unrecognised(screen), true)
    case 'near':
      return told(nearly(screen, heard.id), true)
    case 'opposite':
      return told('Nearly. Say what is believed, not what is true.', true)
    case 'several':
      return told('That could be more than one of them. Say one, in a few words more.', true)
    case 'item': {
      const said = textOf(screen, heard.id)
      if (screen.found.includes(heard.id)) return told(`You have that one: ${said}`, true)
      const found = [...screen.found, heard.id]
      const line = { ...EMPTY_LINE, said, bad: false }
      const next = { ...screen, found, line }
      return found.length < screen.items.length ? { ...state, screen: next } : ended(state, next, event)
    }
  }
}

/** Words of which nothing is known may still be right: what is said instead is a theme that is missing. */
function unrecognised({ items, found, line }: MemoryScreen): string {
  const missing = items.find(({ id, theme }) => theme !== null && !found.includes(id))
  const hint = missing ? ` One that is missing is about ${missing.theme}.` : ''
  return `I don’t recognise «${line.text.trim()}».${hint}`
}

/** An item was touched, and something was said of it that nothing is known of. */
function nearly(screen: MemoryScreen, id: string): string {
  if (screen.found.includes(id)) return `I don’t recognise all of that. You have: ${textOf(screen, id)}`
  const theme = screen.items.find(item => item.id === id)?.theme
  const about = theme ? ` If it is the one about ${theme}, say it in other words.` : ' Say it in other words.'
  return `I don’t recognise all of that.${about}`
}

function textOf({ items }: MemoryScreen, id: string): string {
  const item = items.find(other => other.id === id)
  return item ? proseText(item.text) : ''
}

/** Everything was said, or it was given up: what was missing is kept, to be asked again. */
function ended(state: AppState, screen: MemoryScreen, { when }: Pick<AppEvent, 'when'>): AppState {
  const ids = screen.items.map(({ id }) => id)
  const progress = withRecall(state.progress, screen.id, {
    found: ids.filter(id => screen.found.includes(id)),
    missed: ids.filter(id => !screen.found.includes(id)),
    when,
  })
  return { ...state, progress, screen: { ...screen, ended: true } }
}

/** What a key does: while answers are typed only to give up; afterwards to go on, or to say the list again. */
export function memoryCommand(
  state: AppState,
  screen: MemoryScreen,
  name: Command,
  event: Pick<AppEvent, 'when'>,
): AppState {
  const { from } = screen
  if (!screen.ended) return name === 'out' ? ended(state, screen, event) : state
  switch (name) {
    case 'on':
      return nextPage(state, from.lesson, from.page, event)
    case 'back':
    case 'out':
      return goToPage(state, from.lesson, from.page, event)
    case 'again':
      return { ...state, screen: { ...screen, found: [], ended: false, line: EMPTY_LINE } }
    default:
      return state
  }
}
