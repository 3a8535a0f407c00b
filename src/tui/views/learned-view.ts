import {
  type AppState,
  bodyRows,
  type LearnedScreen,
  learnedIn,
  noticeOf,
  textColumns,
} from '../../app/app.ts'
import { clip, type Line, span, wrap } from '../../terminal/text.ts'
import { cardOf, cardText } from '../card/card.ts'
import { learnedLines } from '../card/learned-lines.ts'
import { framed, type View } from './view.ts'
import { window } from './window.ts'

/** What the learner has learned, in their own figures; or the card that they can take with them. */
export function learnedView(state: AppState, screen: LearnedScreen): View {
  const { size, course, challenges, progress } = state
  const width = textColumns(size)
  const learned = learnedIn(course, challenges, progress)
  const isCard = screen.phase === 'card'
  const lines = isCard ? cardLines(state, width) : learnedLines(learned, width)
  return framed(size, {
    left: isCard ? 'Your card' : 'What you have learned',
    right: '',
    state,
    ...window(lines, bodyRows(size), screen.scroll),
    notice: noticeOf(state),
  })
}

/** The card without its date, which the file gets as it is written. */
function cardLines({ course, challenges, progress }: AppState, width: number): Line[] {
  const card = cardOf(course.title, learnedIn(course, challenges, progress), null, '')
  // The second line is the date's, and there is none yet.
  const lines = cardText(card).filter((_, row) => row !== 1)
  return [...lines.map((text): Line => [span(clip(text, width))]), [], ...wrap([span(MORE, 'quiet')], width)]
}

const MORE = 'With your name on it, or somewhere else: netsplit card --name Ada card.svg'
