import { glossaryTerms, placeOfLetter, whereIs } from './glossary.ts'
import { goToPage } from './navigate.ts'
import type { AppEvent, AppState, Command, Glossary } from './state.ts'

/** The glossary over whatever is shown; closing it leaves everything as it was. */
export function openGlossary(state: AppState): AppState {
  return { ...state, glossary: { selected: 0, open: false } }
}

export function glossaryCommand(
  state: AppState,
  glossary: Glossary,
  name: Command,
  event: AppEvent,
): AppState {
  const last = Math.max(0, glossaryTerms(state).length - 1)
  const to = (selected: number): AppState => ({ ...state, glossary: { selected, open: false } })
  switch (name) {
    case 'up':
      return to(glossary.selected === 0 ? last : glossary.selected - 1)
    case 'down':
      return to(glossary.selected === last ? 0 : glossary.selected + 1)
    case 'first':
      return to(0)
    case 'last':
      return to(last)
    case 'on':
      return { ...state, glossary: { ...glossary, open: true } }
    case 'out':
      return { ...state, glossary: glossary.open ? { ...glossary, open: false } : null }
    case 'open':
      return openPage(state, glossary, event)
    default: {
      const place = name.startsWith('letter-') ? placeOfLetter(state, name.slice(7)) : null
      return place === null ? state : to(place)
    }
  }
}

/** Leaves the screen for the page that brings the chosen word. */
function openPage(state: AppState, { selected }: Glossary, event: AppEvent): AppState {
  const term = glossaryTerms(state)[selected]
  if (!term) return state
  const { lesson, page } = whereIs(state, term)
  return goToPage({ ...state, glossary: null, help: null }, lesson, page, event)
}
