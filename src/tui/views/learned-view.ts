import { type AppState, bodyRows, type LearnedScreen } from '../../app/app.ts'
import { window } from './page-view.ts'
import { framed, type View } from './view.ts'

/** What the learner has learned, in their own figures, and what they can take with them. */
export function learnedView(state: AppState, screen: LearnedScreen): View {
  return framed(state.size, {
    left: 'What you have learned',
    right: '',
    state,
    body: window([], bodyRows(state.size), screen.scroll),
    notice: screen.said ?? state.notice,
  })
}
