import type { FacilitatorNote } from '../../course/course.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { pageWords } from '../tallies.ts'
import { shownPage } from './place.ts'
import type { BoardState } from './state.ts'

/** The notes on the lesson that is looked at, from the page of the room on: what to ask, what is said, what to show. */
export function notesBody(state: BoardState, width: number, rows: number): readonly Line[] {
  const shown = shownPage(state)
  const all = state.content.course.facilitation.notes.filter(({ lesson }) => lesson === shown.lesson)
  if (all.length === 0) return wrap([span('There are no notes on this lesson.', 'quiet')], width)
  // The note on the page before still holds while the room reads on.
  const current = all.findLastIndex(({ page }) => page <= shown.page)
  const lines: Line[] = []
  for (const note of all.slice(Math.max(0, current))) {
    const more = noteLines(state, note, width, note.page === shown.page)
    if (lines.length > 0 && lines.length + more.length > rows) break
    lines.push(...more, [])
  }
  return lines
}

function noteLines(
  { content }: BoardState,
  note: FacilitatorNote,
  width: number,
  here: boolean,
): readonly Line[] {
  const part = (name: string, text: string | null): readonly Line[] =>
    text === null
      ? []
      : wrap([span(text)], width - 8).map(
          (line, row): Line => [span(row === 0 ? name : ' '.repeat(8), 'quiet'), ...line],
        )
  return [
    [span(pageWords(content, note), here ? 'focus' : 'text', true)],
    ...part('  ask   ', note.ask),
    ...part('  hear  ', note.hear),
    ...part('  point ', note.point),
  ]
}
