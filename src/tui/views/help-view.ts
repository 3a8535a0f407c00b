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
  'consistency availability promise accept partition majority coordinator linearizable stale read refused no answer ' +
  'last-write-wins set-union overdraft seed'

/** The keys of the screen under it, from the table of keys itself, and the words of the field that it uses. */
export function helpView(state: AppState): View {
  const width = textColumns(state.size)
  const under = { ...state, help: null }
  const keys = keyHelp(placeOf(under)).map(
    ({ keys, says }): Line => [span(pad(keys, 18), 'focus'), span(says)],
  )
  const terms = termsOn(state.course, words(state)).flatMap(term => termLines(state, term, width))
  const body: Line[] = [[span('Keys of this screen', 'text', true)], ...keys]
  if (state.screen.type === 'lab')
    body.push(
      [],
      [span('Signs of this screen', 'text', true)],
      ...SIGNS.flatMap(sign => signLines(sign, width)),
    )
  if (terms.length > 0) body.push([], [span('Words of this screen', 'text', true)], ...terms)
  return framed(state.size, {
    left: 'Keys and words',
    right: '',
    state,
    body: window(body, bodyRows(state.size), state.help?.scroll ?? 0),
    notice: null,
  })
}

/** What the stage and the line of figures draw, for those who meet it first. */
const SIGNS: readonly (readonly [sign: string, says: string])[] = [
  ['● ◆ ○', 'a message that asks, that brings a value, that says yes'],
  ['· ×', 'a sign of life; a message that was lost'],
  ['#2', 'how many changes this copy contains'],
  ['≠', 'these two copies differ: in the value, or in what it is made of'],
  ['asks 2/5', 'two of five have promised; accept 2/5: two have accepted'],
  ['waits 2/5', 'it has heard from two, and nothing more is on its way'],
  ['?n4,5', 'it has not heard from n4 and n5 for long and takes them for gone; that is a guess'],
  ['3 to tell', 'it answered alone, and three others don’t know yet'],
  ['silent', 'requests without an answer: nobody knows whether they happened'],
  ['stale', 'answers from old data; lost: confirmed changes that are gone'],
  ['–', 'can’t be said before the copies agree'],
]

function signLines([sign, says]: readonly [string, string], width: number): Line[] {
  return wrap([span(pad(sign, 12), 'focus'), span(says)], width, 12)
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
