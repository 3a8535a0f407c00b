import { type Line, type Role, type Span, span, wrap } from '../terminal/text.ts'
import { TEXT_COLUMNS_MAX } from './flow.ts'
import { proseLine, SCREEN } from './prose.ts'
import type { Prose, Question } from './types.ts'

/** What a learner has done with a question. `option` is a place among its options, from 0. */
export type QuestionState =
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'answered'; readonly option: number }
  | { readonly kind: 'skipped' }

/** Whether a prediction's outcome may be told already: it waits until the learner has seen it happen. */
export type Outcome = 'waiting' | 'shown'

/** The last option of every question, in so many words; choosing it gives the state `skipped`. */
const SKIP_TEXT = {
  predict: 'Skip: I would rather watch without a prediction',
  quiz: 'Skip: show me the answer',
} as const

/** Columns before an option's text: a mark when it is answered, the cursor of the list before that. */
const MARK_COLUMNS = 2

/** The lines of each option, and of the skip option after them, for a list that puts a cursor before them. */
export function optionLines(question: Question, width: number): Line[][] {
  const inner = textWidth(width) - MARK_COLUMNS
  const texts = question.options.map(option => proseLine(option.text, SCREEN))
  return [...texts, [span(SKIP_TEXT[question.kind], 'quiet')]].map(text => wrap(text, inner))
}

/**
 * The lines of a question: what it asks and, once it is answered or skipped, the options with marks and the
 * explanation. While it is unanswered the options belong to an input widget, which draws `optionLines`.
 */
export function layoutQuestion(
  question: Question,
  width: number,
  state: QuestionState,
  outcome: Outcome = 'shown',
): Line[] {
  const columns = textWidth(width)
  const ask = wrap(proseLine(question.ask, SCREEN, 'text', true), columns)
  if (state.kind === 'unanswered') return ask
  const told = question.kind === 'quiz' || outcome === 'shown'
  const options = question.options.flatMap((option, index) => {
    const mark = markOf(question, index, state, told)
    const text = proseLine(option.text, SCREEN, mark.role)
    const words = mark.words === '' ? [] : [span(` (${mark.words})`, 'quiet')]
    return wrap([...text, ...words], columns - MARK_COLUMNS).map((line, row) => [
      row === 0 ? markSpan(mark) : span('  ', mark.role),
      ...line,
    ])
  })
  const says = saysIn(question, state, outcome)
  const explanation = [
    span(says.lead.text, says.lead.role, true),
    ...(says.text ? [span(' '), ...proseLine(says.text, SCREEN)] : []),
  ]
  return [...ask, ...options, [], ...wrap(explanation, columns)]
}

interface Mark {
  readonly glyph: string
  readonly role: Role
  readonly words: string
  /** What is said where the mark is none. */
  readonly aloud?: string
}

function markSpan({ glyph, role, aloud }: Mark): Span {
  return { ...span(`${glyph} `, role), ...(aloud === undefined ? {} : { aloud }) }
}

/** How an option is marked. Every mark says in words what its glyph and colour say. */
function markOf(question: Question, index: number, state: QuestionState, told: boolean): Mark {
  const chosen = state.kind === 'answered' && state.option === index
  const yours = question.kind === 'quiz' ? 'your answer' : 'your prediction'
  if (told && index === rightOption(question)) {
    const what = question.kind === 'quiz' ? 'right' : 'what happens'
    return { glyph: '✓', role: 'good', words: chosen ? `${yours}, ${what}` : what }
  }
  if (!chosen) return { glyph: ' ', role: 'quiet', words: '', ...(told ? { aloud: 'not so: ' } : {}) }
  return told ? { glyph: '✗', role: 'bad', words: yours } : { glyph: '>', role: 'focus', words: yours }
}

/** The place of the option that is right, or that really happens. */
export function rightOption(question: Question): number {
  return question.kind === 'quiz' ? question.options.findIndex(option => option.right) : question.outcome
}

/** What is said about an answer: a lead in a few words, and the explanation if there is one to give yet. */
export function saysIn(
  question: Question,
  state: QuestionState,
  outcome: Outcome,
): { lead: { text: string; role: Role }; text: Prose | null } {
  const right = rightOption(question)
  const told = question.kind === 'quiz' || outcome === 'shown'
  if (state.kind !== 'answered') {
    const lead = told ? 'Skipped.' : 'Skipped. Watch what happens.'
    return {
      lead: { text: lead, role: 'quiet' },
      text: told ? (question.options[right]?.says ?? null) : null,
    }
  }
  const text = question.options[state.option]?.says ?? null
  if (!told) return { lead: { text: 'Your prediction is kept.', role: 'focus' }, text }
  const quiz = question.kind === 'quiz'
  return state.option === right
    ? { lead: { text: quiz ? '✓ Right.' : '✓ As you predicted.', role: 'good' }, text }
    : { lead: { text: quiz ? '✗ Not this one.' : '✗ Not as you predicted.', role: 'bad' }, text }
}

function textWidth(width: number): number {
  return Math.max(MARK_COLUMNS + 1, Math.min(width, TEXT_COLUMNS_MAX))
}
