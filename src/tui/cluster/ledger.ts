import { FIGURE_WORDS, type Ledger, type LedgerKey } from '../../lab/lab.ts'
import { type Line, lineColumns, type Role, type Span, span } from '../../terminal/text.ts'
import { forSize } from '../remembered.ts'

export { logLines } from './log.ts'

/** Whose name is written out first where there is room, and who is left out first where there is none. */
const WRITTEN_OUT: readonly LedgerKey[] = [
  'unknown',
  'refused',
  'moneyCreated',
  'moneyDestroyed',
  'staleReads',
  'lostWrites',
  'staleDecisions',
  'overdraft',
  'answered',
  'requests',
]
const LEFT_OUT: readonly LedgerKey[] = ['requests', 'settled', 'overdraft', 'answered', 'staleReads']

/** What was asked and what came back stands before the bar; behind it what it has cost. */
const ANSWERS: readonly LedgerKey[] = ['requests', 'answered', 'refused', 'unknown']

/** What a figure above zero means, where it means anything: a mark and its role, since colour alone says nothing. */
const ABOVE_ZERO: Readonly<Record<LedgerKey, { readonly mark: string; readonly role: Role } | null>> = {
  requests: null,
  answered: null,
  refused: { mark: '✗', role: 'bad' },
  unknown: { mark: '?', role: 'unsure' },
  staleReads: { mark: '✗', role: 'bad' },
  staleDecisions: { mark: '✗', role: 'bad' },
  lostWrites: { mark: '✗', role: 'bad' },
  conflicts: { mark: '✗', role: 'bad' },
  cameBack: { mark: '✗', role: 'bad' },
  holders: { mark: '✗', role: 'bad' },
  moneyCreated: { mark: '✗', role: 'bad' },
  moneyDestroyed: { mark: '✗', role: 'bad' },
  overdraft: { mark: '✗', role: 'bad' },
  settled: null,
}

/** Room for the figures that are usual, so that nothing moves while they grow. */
const DIGITS: Readonly<Partial<Record<LedgerKey, number>>> = {
  requests: 2,
  answered: 2,
  moneyCreated: 3,
  moneyDestroyed: 3,
  overdraft: 3,
}

/** How the line is laid out: which figures, under which names, how far apart. */
interface Plan {
  readonly keys: readonly LedgerKey[]
  readonly writtenOut: readonly LedgerKey[]
  readonly gap: number
}

/**
 * The figures of a run in one line of at most `columns` columns. A figure that does not apply, or not before the copies
 * have settled, is a dash; one that nobody wanted has a mark. Their places follow from the width and the keys alone.
 */
export function ledgerLine(ledger: Ledger, counts: readonly LedgerKey[], columns: number): Line {
  const plan = planOf(counts, { columns, rows: 1 })
  let line = lineOf(ledger, plan)
  // Figures with more digits than usual push the last ones out.
  for (let { keys } = plan; lineColumns(line) > columns && keys.length > 0; ) {
    keys = keys.slice(0, -1)
    line = lineOf(ledger, { ...plan, keys })
  }
  return lineColumns(line) > columns ? [] : line
}

const planOf = forSize((counts: readonly LedgerKey[], { columns }): Plan => {
  let plan: Plan = { keys: counts, writtenOut: [], gap: 1 }
  for (const key of LEFT_OUT) {
    if (widthOf(plan) <= columns) break
    plan = { ...plan, keys: plan.keys.filter(other => other !== key) }
  }
  for (const key of WRITTEN_OUT) {
    const next = { ...plan, writtenOut: [...plan.writtenOut, key] }
    if (widthOf(next) <= columns) plan = next
  }
  const wide = { ...plan, gap: 2 }
  return widthOf(wide) <= columns ? wide : plan
})

function widthOf(plan: Plan): number {
  return lineColumns(lineOf(null, plan))
}

/** The line of a ledger, or of one that is all zeros. */
function lineOf(ledger: Ledger | null, { keys, writtenOut, gap }: Plan): Line {
  const line: Span[] = [span('  ')]
  const groups = [keys.filter(key => ANSWERS.includes(key)), keys.filter(key => !ANSWERS.includes(key))]
  for (const group of groups.filter(group => group.length > 0)) {
    if (line.length > 1) line.push(span(`${' '.repeat(gap - 1)}│ `, 'quiet'))
    for (const [place, key] of group.entries()) {
      const { long, short } = FIGURE_WORDS[key]
      const name = writtenOut.includes(key) ? long : short
      line.push(
        span(`${' '.repeat(place > 0 ? gap : 0)}${name} `, 'quiet'),
        figure(key, ledger ? ledger[key] : 0),
      )
    }
  }
  return line
}

/** A number, right-aligned, with a column for its mark. */
function figure(key: LedgerKey, value: number | boolean | null): Span {
  const number = value === null || value === false ? '–' : value === true ? '✓' : String(value)
  const above = ABOVE_ZERO[key]
  // One holder is what a lock is for.
  const usual = key === 'holders' ? 1 : 0
  const raised = above !== null && typeof value === 'number' && value > usual
  const mark = raised ? above.mark : ' '
  const role = value === true ? 'good' : raised ? above.role : 'text'
  return span(`${number.padStart(DIGITS[key] ?? 1)}${mark}`, role, raised)
}
