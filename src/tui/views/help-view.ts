import { type AppState, bodyRows, helpLines } from '../../app/app.ts'
import { framed, type View } from './view.ts'
import { window } from './window.ts'

/** The help over a screen, as much of it as fits. */
export function helpView(state: AppState): View {
  return framed(state.size, {
    left: 'Keys and words',
    right: '',
    state,
    ...window(helpLines(state), bodyRows(state.size), state.help?.scroll ?? 0),
    notice: null,
  })
}
