import type { ExperimentScreen } from '../../app/app.ts'
import type { Experiment, FigureSpec } from '../../experiment/experiment.ts'
import { columns, type Line, lineColumns, pad, type Role, type Span, span } from '../../terminal/text.ts'
import { figureWords } from './numbers.ts'

/** A run in the table: its heading, and its figures; null while they are not known. */
export interface TableColumn {
  readonly head: string
  readonly figures: Readonly<Record<string, number>> | null
  /** Whether the run is going on: its figures are coming. */
  readonly open: boolean
  /** The run that this one is held against. */
  readonly against: Readonly<Record<string, number>> | null
}

const LABEL_COLUMNS = 19
const COLUMN_MAX = 17
/** Behind each figure: whether it is better or worse. */
const MARK_COLUMNS = 2

/** The figures of an experiment: a rule that bears the headings, and a row for each figure. */
export function figureTable(
  { program, figures }: Experiment,
  table: readonly TableColumn[],
  width: number,
): Line[] {
  const each = Math.min(COLUMN_MAX, Math.floor((width - LABEL_COLUMNS) / table.length))
  return [headings(table, width, each), ...figures.map(name => row(name, program.figures[name], table, each))]
}

function headings(table: readonly TableColumn[], width: number, each: number): Line {
  const line: Span[] = [span('─'.repeat(LABEL_COLUMNS), 'quiet')]
  for (const { head, figures, open } of table) {
    const text = columns(head) > each - MARK_COLUMNS - 2 ? pad(head, each - MARK_COLUMNS - 2) : head
    const before = Math.max(0, each - columns(text) - MARK_COLUMNS - 1)
    const role: Role = figures !== null || open ? 'text' : 'quiet'
    line.push(span(`${'─'.repeat(before)} `, 'quiet'), span(text, role, open))
    line.push(span(` ${'─'.repeat(MARK_COLUMNS - 1)}`, 'quiet'))
  }
  const used = LABEL_COLUMNS + each * table.length
  return [...line, span('─'.repeat(Math.max(0, width - used)), 'quiet')]
}

function row(name: string, spec: FigureSpec | undefined, table: readonly TableColumn[], each: number): Line {
  if (!spec) return []
  const label = span(` ${pad(spec.label, LABEL_COLUMNS - 1)}`, 'quiet')
  return [label, ...table.flatMap(column => cell(name, spec, column, each))]
}

function cell(name: string, spec: FigureSpec, { figures, open, against }: TableColumn, each: number): Line {
  const value = figures?.[name]
  if (value === undefined)
    return [span(pad(open ? '…' : '', each - MARK_COLUMNS, 'right'), 'quiet'), span('  ')]
  const [mark, role] = judged(spec, value, against?.[name])
  const text = pad(figureWords(value, spec), each - MARK_COLUMNS, 'right')
  return [span(text, role), span(mark, role)]
}

/** The rule under the table: what its marks mean, as soon as there are any. */
export function marksRule({ experiment, phase }: ExperimentScreen, width: number): Line {
  const seen = phase === 'built' || phase === 'predict' ? null : phase
  const against =
    experiment.prediction === null ? 'at first' : seen === 'broken' ? 'as built' : 'with the dial turned'
  const words: Line =
    seen === null
      ? []
      : [
          span('── ', 'quiet'),
          span('✓', 'good'),
          span(' better  ', 'quiet'),
          span('✗', 'bad'),
          span(` worse than ${against} `, 'quiet'),
        ]
  return [...words, span('─'.repeat(width - lineColumns(words)), 'quiet')]
}

/** Better and worse than another run, by a mark and a colour. */
export function judged(
  { better }: FigureSpec,
  value: number,
  other: number | undefined,
): readonly [string, Role] {
  if (better === null || other === undefined || value === other) return ['  ', 'text']
  return value > other === (better === 'more') ? [' ✓', 'good'] : [' ✗', 'bad']
}
