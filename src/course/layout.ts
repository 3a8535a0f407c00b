import { type Line, span, wrap } from '../terminal/text.ts'
import { layoutPassages, TEXT_COLUMNS_MAX } from './flow.ts'
import { asSkipped } from './played.ts'
import { notesIn, proseLine, SCREEN, superscript } from './prose.ts'
import { layoutQuestion, type Outcome, optionLines, type QuestionState, saysIn } from './question.ts'
import { DOOR_WORDS, isDoor, isQuestion, type Page, type Passage, type Prose } from './types.ts'

/** A page's lines: `body`, then the options while a question is unanswered (`optionLines`), then `foot`. */
export interface PageLayout {
  readonly body: readonly Line[]
  /** The footnotes that are in sight, after a blank line; empty when there are none. */
  readonly foot: readonly Line[]
}

const UNANSWERED: QuestionState = { kind: 'unanswered' }

/** A page at a width: heading, text, and its question in the given state. No line is wider than 72 columns. */
export function layoutPage(
  page: Page,
  width: number,
  state: QuestionState = UNANSWERED,
  outcome: Outcome = 'shown',
): PageLayout {
  const columns = Math.max(1, Math.min(width, TEXT_COLUMNS_MAX))
  const parts = [wrap(proseLine(page.title, SCREEN, 'text', true), columns)]
  if (page.passages.length > 0) parts.push(layoutPassages(page.passages, columns, SCREEN))
  if (isDoor(page.block)) {
    const word = DOOR_WORDS[page.block.kind]
    parts.push(wrap([span(`${word}: `, 'focus', true), ...proseLine(page.block.goal, SCREEN)], columns))
  } else if (isQuestion(page.block)) parts.push(layoutQuestion(page.block, columns, state, outcome))
  const body = parts.flatMap((lines, index) => (index > 0 ? [[], ...lines] : lines))
  return { body, foot: layoutNotes(page, columns, state, outcome) }
}

function layoutNotes(page: Page, width: number, state: QuestionState, outcome: Outcome): Line[] {
  const seen = new Set(proseInSight(page, state, outcome).flatMap(notesIn))
  const notes = page.notes.flatMap((note, index) =>
    seen.has(index + 1) ? [{ ...note, mark: superscript(index + 1) }] : [],
  )
  if (notes.length === 0) return []
  const rows = (texts: readonly string[]) => wrap([span(texts.join('; '), 'quiet')], width)
  const short = rows(notes.map(({ mark, short }) => `${mark} ${short}`))
  const titled = rows(notes.map(({ mark, titled }) => `${mark} ${titled}`))
  // A title is told where it takes no row more: a page has few.
  return [[], ...(titled.length > short.length ? short : titled)]
}

function proseInSight(page: Page, state: QuestionState, outcome: Outcome): Prose[] {
  const found = [page.title, ...page.passages.flatMap(proseOf)]
  const { block } = page
  if (isDoor(block)) found.push(block.goal)
  else if (block?.kind === 'fallacies') found.push(...block.beliefs)
  else if (block) {
    found.push(block.ask, ...block.options.map(option => option.text))
    const says = state.kind === 'unanswered' ? null : saysIn(block, state, outcome).text
    if (says) found.push(says)
  }
  return found
}

/** Every stretch of prose in a passage. */
export function proseOf(passage: Passage): readonly Prose[] {
  switch (passage.kind) {
    case 'heading':
    case 'paragraph':
      return [passage.text]
    case 'code':
      return []
    case 'quote':
      return passage.passages.flatMap(proseOf)
    case 'list':
      return passage.items.flatMap(item => item.flatMap(proseOf))
    case 'table':
      return [...passage.head, ...passage.rows.flat()]
  }
}

/** The most rows that a page needs in any state: before an answer, after each of them, and when it is skipped. */
export function pageRows(page: Page, width: number): number {
  return page.unplayed === null
    ? rowsPlayed(page, width)
    : Math.max(rowsPlayed(page, width), rowsPlayed(asSkipped(page, page.unplayed, 'experiment', 88), width))
}

function rowsPlayed(page: Page, width: number): number {
  const { block } = page
  const rows = (state: QuestionState, outcome: Outcome) => {
    const { body, foot } = layoutPage(page, width, state, outcome)
    return body.length + foot.length
  }
  // A row for each of the eight, drawn with what the learner has seen of it.
  if (block?.kind === 'fallacies') return rows(UNANSWERED, 'shown') + 1 + block.beliefs.length
  if (!isQuestion(block)) return rows(UNANSWERED, 'shown')
  const open = rows(UNANSWERED, 'shown') + optionLines(block, width).flat().length
  const states: QuestionState[] = [
    { kind: 'skipped' },
    ...block.options.map((_, option): QuestionState => ({ kind: 'answered', option })),
  ]
  return Math.max(open, ...states.flatMap(state => [rows(state, 'shown'), rows(state, 'waiting')]))
}
