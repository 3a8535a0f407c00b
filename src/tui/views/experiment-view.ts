import {
  type AppState,
  atEnd,
  type ExperimentScreen,
  isTold,
  noticeOf,
  predictionMenu,
  type Size,
  textColumns,
} from '../../app/app.ts'
import { type Line, span, wrap } from '../../terminal/text.ts'
import { saysNow, saysRows } from '../experiment/says.ts'
import { setupLine, status } from '../experiment/setup.ts'
import { stageLines } from '../experiment/stage.ts'
import { figureTable, marksRule, type TableColumn } from '../experiment/table.ts'
import { tapeLines } from '../experiment/tape-lines.ts'
import { blank, head, indented, keysLine, rule, screenRows, type View } from './view.ts'

/** Rows of the stage that are worth having. */
const STAGE_MIN = 4

/** An experiment: what happened on its lanes, the figures of each run beside each other, and what to do now. */
export function experimentView(state: AppState, screen: ExperimentScreen): View {
  const { size } = state
  const { experiment } = screen
  const top = head(size, experiment.title, status(screen, state.motion), noticeOf(state))
  const table = figureTable(experiment, columnsOf(screen, size), size.columns)
  const said = saysNow(screen, textColumns(size))
  const end = [rule(size), keysLine(state)]
  if (screen.phase === 'predict') return predictView(size, screen, { top, table, end })
  const spare = isTight(screen, size, table.length)
  const rows = isTold(screen)
    ? yielding(rowsOf(screen, size, table.length), said.length, screen)
    : rowsOf(screen, size, table.length)
  const stage = stageLines(screen, { columns: size.columns, rows: rows.stage + (spare ? 2 : 0) })
  const says = fitted(said, rows.says)
  return {
    above: [
      ...top,
      ...(spare ? [] : [indented(setupLine(screen, size, rows.stage))]),
      ...stage,
      ...table,
      ...(spare ? [] : [marksRule(screen, size.columns)]),
      ...says.map(indented),
      ...blank(rows.says - says.length),
    ],
    menu: null,
    below: end,
  }
}

/** Whether a calculator has to do without what can be spared: its setup, which the dials say too, and a rule. */
function isTight(screen: ExperimentScreen, size: Size, table: number): boolean {
  if (screen.experiment.prediction !== null) return false
  return screenRows(size) - 6 - table - saysRows(screen, textColumns(size)) < STAGE_MIN
}

/** As much as fits; the last line says what to do now, and stays. */
function fitted(lines: readonly Line[], rows: number): readonly Line[] {
  return lines.length <= rows ? lines : [...lines.slice(0, rows - 1), ...lines.slice(-1)]
}

interface Rows {
  readonly stage: number
  readonly says: number
}

/** How the rows are shared out: by the terminal's size and the experiment alone, so that nothing moves. */
function rowsOf(screen: ExperimentScreen, size: Size, table: number): Rows {
  // The title, its rule, the setup, and three more rows: two rules and the keys.
  const free = screenRows(size) - 6 - table
  const says = Math.min(saysRows(screen, textColumns(size)), free - STAGE_MIN)
  return { says, stage: free - says }
}

/**
 * Once a run is over, the lanes give way to what it meant where there is no room for both; and take of what that leaves
 * free as much as brings the whole run into sight, where that does.
 */
function yielding({ stage, says }: Rows, needed: number, { outcome }: ExperimentScreen): Rows {
  const { tape, series } = outcome
  const lines = series.length > 0 ? 0 : tapeLines(tape.entries, tape.lanes).length + 1
  const missing = Math.max(0, lines - stage)
  const less = missing <= says - needed ? missing : 0
  const more = Math.min(stage, Math.max(0, needed - says))
  return { stage: stage - more + less, says: says + more - less }
}

interface Frame {
  readonly top: readonly Line[]
  readonly table: readonly Line[]
  readonly end: readonly Line[]
}

/**
 * The question before the dial is turned, where the lanes were. The figures as built stay where they are; in a terminal
 * that is too small for both, the question goes first.
 */
function predictView(size: Size, screen: ExperimentScreen, { top, table, end }: Frame): View {
  const width = textColumns(size)
  const { ask, options } = predictionMenu(screen)
  const question = [[], ...wrap([span(ask, 'text', true)], width).map(indented), []]
  const menu = {
    id: `${screen.experiment.id} ${screen.seed}`,
    options: options.map(({ text }) => wrap([span(text)], width - 2)),
  }
  const asked = question.length + menu.options.flat().length
  const { says, stage } = rowsOf(screen, size, table.length)
  const above = [...top, ...question]
  if (asked <= stage + 1) {
    const built = wrap([span(screen.experiment.says.built, 'quiet')], width)
      .slice(0, says)
      .map(indented)
    const told = [rule(size), ...built, ...blank(says - built.length)]
    return { above, menu, below: [...blank(stage + 1 - asked), ...table, ...told, ...end] }
  }
  const free = screenRows(size) - top.length - asked - end.length
  const shown = table.length < free ? [[], ...table] : []
  return { above, menu, below: [...shown, ...blank(free - shown.length), ...end] }
}

/** The runs in the table: each is there from the beginning, and filled in when it has been seen. */
export function columnsOf(screen: ExperimentScreen, { columns }: Size): readonly TableColumn[] {
  const { seen, phase, experiment, outcome } = screen
  const wide = columns >= 76
  const { built = null, broken = null, remedied = null } = seen
  const open = (own: ExperimentScreen['phase']) => phase === own && !atEnd(screen)
  const now = phase === 'free' ? outcome.figures : null
  const first: TableColumn = {
    head: wide ? 'as built' : 'built',
    figures: built,
    open: open('built'),
    against: null,
  }
  const last: TableColumn = { head: 'now', figures: now, open: open('free'), against: built }
  if (experiment.prediction === null) return [{ ...first, head: 'at first' }, last]
  // Both that and the remedy are held against what was broken: the same figures have the same marks.
  const freed = { ...last, against: broken ?? built }
  return [
    first,
    { head: wide ? 'dial turned' : 'turned', figures: broken, open: open('broken'), against: built },
    ...(experiment.remedy
      ? [
          {
            head: wide ? 'with remedy' : 'remedy',
            figures: remedied,
            open: open('remedied'),
            against: broken,
          },
        ]
      : []),
    freed,
  ]
}
