import {
  type AppState,
  bodyRows,
  keyHelp,
  lessonById,
  pageById,
  placeOf,
  textColumns,
} from '../../app/app.ts'
import { pageText, type Term, termsOn } from '../../course/course.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'
import { window } from './page-view.ts'
import { framed, type View } from './view.ts'

/** Words that the lab's own screen uses, whatever the scenario says. */
const LAB_WORDS =
  'replica client coordinator majority partition consistency availability policy quorum linearizable stale read ' +
  'lost write timeout witness history last-write-wins set-union counter'

/** The keys of the screen under it, from the table of keys itself, and the words of the field that it uses. */
export function helpView(state: AppState): View {
  const width = textColumns(state.size)
  const under = { ...state, help: null }
  const keys = keyHelp(placeOf(under)).map(
    ({ keys, says }): Line => [span(pad(keys, 18), 'focus'), span(says)],
  )
  const terms = termsOn(state.course, words(state)).flatMap(term => termLines(state, term, width))
  const body: Line[] = [[span('Keys of this screen', 'text', true)], ...keys]
  if (terms.length > 0) body.push([], [span('Words of this screen', 'text', true)], ...terms)
  return framed(state.size, {
    left: 'Keys and words',
    right: '',
    place: 'help',
    body: window(body, bodyRows(state.size), state.help?.scroll ?? 0),
    notice: null,
  })
}

function words({ screen, course }: AppState): string {
  switch (screen.type) {
    case 'map':
      return ''
    case 'page': {
      const page = pageById(course, screen.lesson, screen.page)
      return page ? pageText(page) : ''
    }
    case 'lab': {
      const { story, stops, prediction } = screen.run.scenario
      const asks = stops.flatMap(({ says, choice }) => [says, choice?.ask ?? ''])
      return [story, prediction?.ask ?? '', ...asks, LAB_WORDS].join('\n')
    }
  }
}

function termLines({ course }: AppState, { term, says, lesson }: Term, width: number): Line[] {
  const from = lessonById(course, lesson)
  const where = from ? ` (lesson ${from.number})` : ''
  return wrap([span(term, 'text', true), span(`: ${says}`), span(where, 'quiet')], width, 2)
}
