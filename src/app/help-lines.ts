import { type Term, termsOn } from '../course/course.ts'
import { type Line, pad, span, wrap } from '../terminal/text.ts'
import { bodyRows, lessonById, textColumns } from './course-places.ts'
import { EXPERIMENT_SIGNS, type Sign, signsOf } from './help-signs.ts'
import { keyHelp, placeOf } from './keymap.ts'
import { writeByHand } from './lab-hand.ts'
import { screenWords } from './screen-words.ts'
import type { AppState } from './state.ts'

/** The keys of the screen under the help, from the table of keys itself, its signs, and the words that it uses. */
export function helpLines(state: AppState): readonly Line[] {
  const width = textColumns(state.size)
  const { screen } = state
  const without = screen.type === 'lab' && writeByHand(screen) === null ? 'write' : null
  const place = placeOf({ ...state, help: null })
  const keys = keyHelp(place, { motion: state.motion, inRoom: state.room !== null, without }).map(
    ({ keys, says }): Line => [span(pad(keys, 18), 'focus'), span(says)],
  )
  const signs = signsHere(state)
  const terms = termsOn(state.course, screenWords(state)).flatMap(term => termLines(state, term, width))
  return [
    // First, since the keys may fill the screen.
    ...part('Your way back', wayBackLines(state)),
    ...part('Keys of this screen', keys),
    ...part(
      'Signs of this screen',
      signs.flatMap(sign => signLines(sign, width)),
    ),
    ...part('Words of this screen', terms),
  ].slice(1)
}

function wayBackLines({ wayBack }: AppState): readonly Line[] {
  if (wayBack === null) return []
  return [[span(pad('return code', 18), 'focus'), span(wayBack.code)], [span(wayBack.line)]]
}

function signsHere({ screen }: AppState): readonly Sign[] {
  if (screen.type === 'lab') return signsOf(screen)
  return screen.type === 'experiment' && screen.phase !== 'predict' ? EXPERIMENT_SIGNS : []
}

/** How many lines of the help can be scrolled away: none where it fits. One row goes to the word on what is out of sight. */
export function helpScrollMax(state: AppState): number {
  const over = helpLines(state).length - bodyRows(state.size)
  return over > 0 ? over + 1 : 0
}

/** A blank line, a heading and what stands under it; nothing where nothing does. */
function part(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [[], [span(title, 'text', true)], ...lines]
}

const SIGN_COLUMNS = 12

function signLines([sign, says]: Sign, width: number): Line[] {
  return wrap([span(says)], width - SIGN_COLUMNS).map((line, row) => [
    span(pad(row === 0 ? sign : '', SIGN_COLUMNS), 'focus'),
    ...line,
  ])
}

function termLines({ course }: AppState, { term, says, lesson }: Term, width: number): Line[] {
  const from = lessonById(course, lesson)
  const where = from ? ` (lesson ${from.number})` : ''
  return wrap([span(term, 'text', true), span(`: ${says}`), span(where, 'quiet')], width, 2)
}
