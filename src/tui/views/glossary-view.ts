import {
  type AppState,
  bodyRows,
  type GlossaryRow,
  glossaryRows,
  glossaryTerms,
  lessonById,
  lettersOf,
  textColumns,
  whereIs,
} from '../../app/app.ts'
import type { Term } from '../../course/course.ts'
import { clip, type Line, pad, span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

const TERM_COLUMNS = 18
/** Rows for what the chosen word says, and where it is met. */
const SAYS_ROWS = 4

/** All words of the course over the screen: a list, and at its foot what the chosen one says. */
export function glossaryView(state: AppState, { selected, open }: NonNullable<AppState['glossary']>): View {
  const { size } = state
  const width = textColumns(size)
  const term = glossaryTerms(state)[selected]
  const foot = term ? saysLines(state, term, open, width) : []
  const letter = term?.term.charAt(0).toLowerCase()
  const letters = lettersOf(state).map(one =>
    span(`${one} `, one === letter ? 'focus' : 'quiet', one === letter),
  )
  const room = bodyRows(size) - 1 - SAYS_ROWS - 1
  const rows = inSight(glossaryRows(state), selected, room)
  return framed(size, {
    left: 'Words',
    right: `${state.course.glossary.length} words`,
    state,
    body: [
      letters,
      ...rows.map(row => rowLine(row, selected, width)),
      ...blanks(room - rows.length),
      [],
      ...foot,
    ],
    notice: null,
  })
}

/** The part of the list around the chosen word, with the heading above it where that is next to it. */
function inSight(rows: readonly GlossaryRow[], selected: number, room: number): readonly GlossaryRow[] {
  const place = rows.findIndex(row => row.type === 'term' && row.place === selected)
  const top = Math.max(0, Math.min(place - Math.floor(room / 2), rows.length - room))
  return rows.slice(top, top + room)
}

function rowLine(row: GlossaryRow, selected: number, width: number): Line {
  if (row.type === 'heading') return [span(row.says, 'quiet', true)]
  const chosen = row.place === selected
  return [
    span(chosen ? '❯ ' : '  ', 'focus', chosen),
    span(pad(row.term.term, TERM_COLUMNS), chosen ? 'focus' : 'text', chosen),
    span(` ${clip(row.term.says, width - TERM_COLUMNS - 3)}`, 'quiet'),
  ]
}

function saysLines(state: AppState, term: Term, open: boolean, width: number): Line[] {
  const { lesson, page } = whereIs(state, term)
  const from = lessonById(state.course, lesson)
  const where = from ? `Lesson ${from.number}, ${from.title}, page ${page + 1}` : ''
  const says = wrap([span(term.term, 'text', true), span(`: ${term.says}`)], width).slice(0, SAYS_ROWS - 1)
  return [
    ...says,
    [span(clip(where, width), open ? 'focus' : 'quiet')],
    ...blanks(SAYS_ROWS - 1 - says.length),
  ]
}

function blanks(rows: number): Line[] {
  return Array.from({ length: Math.max(0, rows) }, () => [])
}
