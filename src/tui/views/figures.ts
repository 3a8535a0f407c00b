import {
  type Assessment,
  FIGURE_WORDS,
  figureLabel,
  figureSentence,
  type Ledger,
  type LedgerKey,
  type Scenario,
} from '../../lab/lab.ts'
import type { Verdict } from '../../model/verdict.ts'
import { columns as columnsOf, type Line, pad, type Role, span, wrap } from '../../terminal/text.ts'

/** Whether a figure other than nought is a loss, or just a number. */
const LOSSES: ReadonlySet<LedgerKey> = new Set([
  'refused',
  'staleReads',
  'staleDecisions',
  'lostWrites',
  'conflicts',
  'cameBack',
  'holders',
  'moneyCreated',
  'moneyDestroyed',
  'overdraft',
])

const EVERY_REQUEST = 'every request was served'
const SUCCESS_RATE = 'success rate'
const GRID_VALUE_COLUMNS = 7
/** Below this a name and its figure would touch. */
const GRID_COLUMNS_MIN = 70

/** How a line is shared between the name of a figure and its values: each future has its column. */
export function tableColumns(
  width: number,
  futures: number,
): { readonly name: number; readonly value: number } {
  const name = Math.min(34, width - 14 * futures)
  return { name, value: Math.min(16, Math.floor((width - name) / futures)) }
}

/** The figures of futures beside each other, a line each, and a column for each future. */
export function figures(scenario: Scenario, assessments: readonly Assessment[], width: number): Line[] {
  const columns = tableColumns(width, assessments.length)
  const row = (name: string, cells: readonly { text: string; role: Role }[]): Line => [
    span(pad(name, columns.name), 'quiet'),
    ...cells.map(({ text, role }) => span(pad(text, columns.value), role)),
  ]
  // What is nought everywhere tells nothing beside the rest.
  const telling = scenario.counts.filter(key => assessments.some(({ ledger }) => ledger[key] !== 0))
  const names = figureNames(scenario, telling, columns.name)
  const shown = telling.map((key, place) =>
    row(
      names[place] ?? '',
      assessments.map(({ ledger }) => cell(key, ledger)),
    ),
  )
  return [
    ...shown,
    row(
      EVERY_REQUEST,
      assessments.map(({ availability }) => yesNo(availability.total)),
    ),
    row(
      SUCCESS_RATE,
      assessments.map(({ availability }) => ({ text: percent(availability.answeredRatio), role: 'text' })),
    ),
  ]
}

/** Those whose own words say by themselves what the counter has counted. */
const PLAIN: ReadonlySet<LedgerKey> = new Set(['refused', 'unknown'])

/** What figures are called here, behind the names that their counters had while it ran if there is room for all. */
function figureNames(scenario: Scenario, keys: readonly LedgerKey[], room: number): readonly string[] {
  const labels = keys.map(key => figureLabel(scenario, key))
  const both = keys.map((key, place) => {
    const counted = scenario.words[key] !== undefined && !PLAIN.has(key)
    return `${counted ? `${FIGURE_WORDS[key].short}: ` : ''}${labels[place]}`
  })
  return both.every(name => columnsOf(name) < room) ? both : labels
}

/** The success rate says these. */
const TOLD: ReadonlySet<LedgerKey> = new Set(['requests', 'answered'])

/** The figures of one future in two columns, which takes half the rows, under the names that they had while it ran. */
export function figureGrid(scenario: Scenario, { ledger }: Assessment, width: number): Line[] {
  const half = width >= GRID_COLUMNS_MIN ? Math.floor(width / 2) : width
  const cells = [
    ...scenario.counts
      .filter(key => !TOLD.has(key))
      .map(key => ({ name: FIGURE_WORDS[key].long, value: cell(key, ledger) })),
  ]
  const rows = half < width ? Math.ceil(cells.length / 2) : cells.length
  return Array.from({ length: rows }, (_, row) =>
    [cells[row], half < width ? cells[row + rows] : undefined].flatMap(found =>
      found
        ? [
            span(pad(found.name, half - GRID_VALUE_COLUMNS), 'quiet'),
            span(pad(found.value.text, GRID_VALUE_COLUMNS), found.value.role),
          ]
        : [],
    ),
  )
}

/**
 * Two things that are called availability: the theorem's, which one request without an answer spoils, and the share of
 * requests that a monitor would show.
 */
export function availabilityLines({ availability, ledger }: Assessment, width: number): Line[] {
  const formal = yesNo(availability.total)
  const why = availability.total
    ? 'all requests to live replicas answered'
    : 'a live replica refused, or fell silent'
  const rate = `${ledger.answered} of ${ledger.requests} answered: what a monitor shows`
  const line = (name: string, value: string, role: Role, says: string): Line[] =>
    wrap([span(says, 'quiet')], width - NAME - GRID_VALUE_COLUMNS).map((part, row) => [
      span(pad(row === 0 ? name : '', NAME), 'quiet'),
      span(pad(row === 0 ? value : '', GRID_VALUE_COLUMNS), role),
      ...part,
    ])
  return [
    ...line('available, as in CAP', formal.text, formal.role, why),
    ...line(SUCCESS_RATE, percent(availability.answeredRatio), 'text', rate),
  ]
}

const NAME = 22

/** Rounded, but never up to all of them. */
function percent(ratio: number): string {
  return `${ratio === 1 ? 100 : Math.min(99, Math.round(ratio * 100))} %`
}

/** What the figures mean that their names alone don't say, in the scenario's own words where it has them. */
export function figureWords(scenario: Scenario, { ledger }: Assessment, width: number): Line[] {
  const above = scenario.counts.filter(key => Number(ledger[key]) > 0)
  const here = above.flatMap(key => {
    const own = figureSentence(scenario, key, Number(ledger[key]))
    return own === null ? [] : `${FIGURE_WORDS[key].long}: ${own}`
  })
  const unclear = above.filter(key => scenario.words[key] === undefined && UNCLEAR.includes(key))
  return [
    ...(here.length > 0 ? wrap([span(here.join(' · '), 'quiet')], width, 2) : []),
    ...unclear.flatMap(key =>
      wrap([span(`${FIGURE_WORDS[key].long}: ${FIGURE_WORDS[key].says}`, 'quiet')], width, 2),
    ),
  ]
}

const UNCLEAR: readonly LedgerKey[] = ['staleReads', 'staleDecisions', 'unknown']

function cell(key: LedgerKey, ledger: Ledger): { text: string; role: Role } {
  const value = ledger[key]
  if (typeof value === 'boolean') return yesNo(value)
  if (value === null) return { text: '–', role: 'quiet' }
  if (value === 0) return { text: '0', role: 'text' }
  // One holder is what a lock is for.
  if (key === 'holders' && value === 1) return { text: '1', role: 'text' }
  if (key === 'unknown') return { text: `${value} ?`, role: 'unsure' }
  return LOSSES.has(key) ? { text: `${value} ✗`, role: 'bad' } : { text: `${value}`, role: 'text' }
}

function yesNo(value: boolean): { text: string; role: Role } {
  return value ? { text: 'yes ✓', role: 'good' } : { text: 'no ✗', role: 'bad' }
}

/** Whether it was as if there were one copy: yes, no, or not decided. */
export function oneCopy(result: Verdict['result']): { text: string; role: Role } {
  if (result === 'unknown') return { text: 'undecided ?', role: 'unsure' }
  return yesNo(result === 'linearizable')
}

/** A verdict in a few words. */
export function verdictWords(result: Verdict['result']): { text: string; role: Role } {
  switch (result) {
    case 'linearizable':
      return { text: '✓ Linearizable: it was as if there were one copy', role: 'good' }
    case 'violation':
      return { text: '✗ Not linearizable: no single copy could have said this', role: 'bad' }
    case 'unknown':
      return { text: '? Undecided: the search ran out of steps', role: 'unsure' }
  }
}
