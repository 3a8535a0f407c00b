import type { Learned, Score } from '../../app/app.ts'
import { type Line, pad, type Role, span, wrap } from '../../terminal/text.ts'

const LABEL_COLUMNS = 20

/** What somebody has learned, as lines of at most `width` columns: the figures, then what was missed and became of it. */
export function learnedLines(learned: Learned, width: number): Line[] {
  return [
    ...figureRows(learned).flatMap(row => rowLines(row, width)),
    [],
    ...missedLines(learned, width),
    [],
    ...wrap([span(LOCAL, 'quiet')], width),
  ]
}

const LOCAL = 'All this is counted from one file on this machine, and goes nowhere.'

/** A figure with its name: «Predictions right», «5 of 9». */
export interface FigureRow {
  readonly label: string
  readonly words: string
  /** What is said beside it, where there is something to say. */
  readonly more: string
}

/** The figures of the page and of the card, in their order. */
export function figureRows(learned: Learned): readonly FigureRow[] {
  const { lessons, predictions, quizzes, practice, challenges, choices } = learned
  return [
    { label: 'Lessons done', words: ofWords(lessons), more: '' },
    { label: 'Predictions right', words: ofWords(predictions), more: predictions.of === 0 ? '' : 'made' },
    { label: 'Quizzes right', words: ofWords(quizzes), more: quizzes.of === 0 ? '' : 'at the first try' },
    {
      label: 'Practice right',
      words: ofWords(practice),
      more: practice.of === 0 ? '' : 'of the latest cases',
    },
    gainRow(learned),
    {
      label: 'Challenges met',
      words: `${challenges.met.length} of ${challenges.of}`,
      more: challenges.seen.length === 0 ? '' : `and of ${challenges.seen.length} only the solution seen`,
    },
    {
      label: 'Choices made',
      words:
        choices.length === 0
          ? 'none yet'
          : choices.map(({ choice, times }) => `${choice} ${times}`).join(', '),
      more: '',
    },
  ]
}

function gainRow({ gain, checkBegun }: Learned): FigureRow {
  const label = 'Before and after'
  if (gain === null)
    return { label, words: checkBegun ? 'told by the check after the course' : 'not asked', more: '' }
  if (gain.pairs === 0) return { label, words: 'nothing to compare', more: '' }
  return { label, words: `${gain.before}, then ${gain.after} of ${gain.pairs}`, more: 'asked both times' }
}

function ofWords({ count, of }: Score): string {
  return of === 0 ? 'none yet' : `${count} of ${of}`
}

function rowLines({ label, words, more }: FigureRow, width: number): Line[] {
  const text: Line = [span(words, 'text', true), ...(more === '' ? [] : [span(` ${more}`, 'quiet')])]
  return wrap(text, width - LABEL_COLUMNS).map((line, row) => [
    span(pad(row === 0 ? label : '', LABEL_COLUMNS), 'quiet'),
    ...line,
  ])
}

function missedLines({ missed }: Learned, width: number): Line[] {
  if (missed.length === 0) return [[span('No misconception has caught you so far.')]]
  return [
    [span('What caught you, and what became of it', 'text', true)],
    ...missed.flatMap(({ says, answer, page, story, isOver }): Line[] => {
      const role: Role = isOver ? 'good' : 'unsure'
      const where = page === null ? '' : ` (“${page}”)`
      const said = `You said: “${answer.replace(/\.$/, '')}”${where}. It was ${story}`
      const [belief, became] = [[span(`“${says}”`)], [span(said, 'quiet')]].map(text => wrap(text, width - 2))
      return [...(belief ?? []), ...(became ?? [])].map((line, row) => [
        span(row === 0 ? (isOver ? '✓ ' : '? ') : '  ', role),
        ...line,
      ])
    }),
  ]
}
