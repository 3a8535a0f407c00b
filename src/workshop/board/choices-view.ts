import { figureLabel, type LedgerKey, type Scenario } from '../../lab/lab.ts'
import { clip, type Line, pad, span, wrap } from '../../terminal/text.ts'
import { type ChoiceTally, choiceTallies, scenariosRun } from '../tallies.ts'
import type { BoardState } from './state.ts'

/** What the room chose in a lab, and what came of it: the ledgers beside each other, each a mean of its runs. */
export function choicesBody(state: BoardState, width: number): readonly Line[] {
  const { room, content } = state
  const ids = scenariosRun(room)
  const id = ids[Math.min(state.scenario, ids.length - 1)]
  const scenario = content.scenarios.get(id ?? '')
  if (!scenario)
    return wrap(
      [span('No run has ended yet. Choices stand here beside each other, with what they cost.', 'quiet')],
      width,
    )
  const tallies = choiceTallies(room, scenario.id).slice(0, COLUMNS_MAX)
  const value = Math.min(18, Math.floor((width - NAME_COLUMNS) / Math.max(1, tallies.length)))
  const row = (name: string, cells: readonly string[], bold = false): Line => [
    span(pad(clip(name, NAME_COLUMNS - 1), NAME_COLUMNS), 'quiet'),
    ...cells.map(cell => span(pad(clip(cell, value - 1), value, 'right'), 'text', bold)),
  ]
  return [
    ...wrap([span(scenario.title, 'text', true), span(` · ${scenario.summary}`, 'quiet')], width),
    [],
    row(
      '',
      tallies.map(({ choices }) => (choices.length === 0 ? 'nothing' : choices.join(', '))),
      true,
    ),
    row(
      'runs',
      tallies.map(({ runs }) => String(runs)),
    ),
    ...scenario.counts
      .filter(key => tallies.some(({ figures }) => figures[key]))
      .map(key => figureRow(scenario, key, tallies, row)),
    row(
      'as if there were one copy',
      tallies.map(({ linearizable, runs }) => `${linearizable} of ${runs}`),
    ),
    [],
    ...wrap(
      [span('Figures are the mean of a run. A choice that nobody made has no column.', 'quiet')],
      width,
    ),
  ]
}

const NAME_COLUMNS = 32
const COLUMNS_MAX = 4

function figureRow(
  scenario: Scenario,
  key: LedgerKey,
  tallies: readonly ChoiceTally[],
  row: (name: string, cells: readonly string[]) => Line,
): Line {
  const cell = (figure: number | null | undefined) =>
    figure === null || figure === undefined
      ? '–'
      : Number.isInteger(figure)
        ? String(figure)
        : figure.toFixed(1)
  return row(
    figureLabel(scenario, key),
    tallies.map(({ figures }) => cell(figures[key])),
  )
}
