import {
  atEnd,
  cellsShown,
  type ExperimentScreen,
  type SweepScreen,
  sweepDone,
  type WorldsScreen,
  worldsEnd,
} from '../app/app.ts'
import type { Tape, TapeEntry } from '../experiment/experiment.ts'
import { chargeTable, DECISIONS, WORLDS } from '../experiment/worlds/worlds.ts'
import type { Micros } from '../model/time.ts'
import { clockWords, figureWords } from '../tui/experiment/numbers.ts'
import { saysNow } from '../tui/experiment/says.ts'
import { setupLine } from '../tui/experiment/setup.ts'
import { judged } from '../tui/experiment/table.ts'
import { ending as worldsEnding } from '../tui/experiment/worlds-table.ts'
import { columnsOf } from '../tui/views/experiment-view.ts'
import { ROWS, ending as sweepEnding } from '../tui/views/sweep-view.ts'
import { behindScreen } from '../tui/views/worlds-view.ts'
import { curveLines } from './curve-words.ts'
import { spoken } from './spoken.ts'

/** Wider than any sentence: it is broken into lines when it is written. */
const WHOLE = { columns: 1000, rows: 400 }

/** Of a run behind a turned dial, which is over at once, no more of its tape is told. */
const LAST_ENTRIES = 3

/** An experiment: how it is set up, what happened so far, its figures, and what they meant. */
export function experimentLines(screen: ExperimentScreen): readonly string[] {
  const { experiment, phase, at, outcome } = screen
  const said = phase === 'free' || phase === 'predict' ? [] : saysNow(screen, WHOLE.columns).map(spoken)
  const setup = phase === 'predict' ? [] : [spoken(setupLine(screen, WHOLE, WHOLE.rows))]
  return [
    ...setup,
    ...tapeLines(outcome.tape, at, outcome.lastsUs).slice(
      phase === 'free' && atEnd(screen) ? -LAST_ENTRIES : 0,
    ),
    ...(phase === 'predict' ? [] : curveLines(screen)),
    ...figureLines(screen),
    ...said,
    ...(phase === 'predict' ? [experiment.prediction?.ask ?? ''] : []),
    ...(phase === 'free' ? dialLines(screen) : []),
  ]
}

/** A tape up to a moment, an entry each. */
function tapeLines({ lanes, entries }: Tape, at: Micros, lastsUs: Micros): readonly string[] {
  const names = new Map(lanes.map(({ id, name }) => [id, name]))
  return entries
    .filter(entry => entry.at <= at)
    .map(entry => `${clockWords(entry.at, lastsUs)}${entryWords(entry, names)}.`)
}

const TONES = { plain: '', good: ', ok', bad: ', bad', unsure: ', nobody knows' } as const

function entryWords(entry: TapeEntry, names: ReadonlyMap<string, string>): string {
  if (entry.type === 'note') return `${TONES[entry.tone]}: ${names.get(entry.lane) ?? ''}: ${entry.says}`
  const fate = entry.fate === 'delivered' ? '' : `, ${entry.fate} on the way`
  return `: ${names.get(entry.from) ?? ''} to ${names.get(entry.to) ?? ''}: ${entry.says}${fate}`
}

/** Each figure with its value in each run that was seen, and whether that is better or worse than the run before. */
function figureLines(screen: ExperimentScreen): readonly string[] {
  const { program, figures } = screen.experiment
  const columns = columnsOf(screen, WHOLE)
  return figures.flatMap(name => {
    const spec = program.figures[name]
    if (!spec) return []
    const cells = columns.flatMap(({ head, figures: own, against }) => {
      const value = own?.[name]
      if (value === undefined) return []
      const [, role] = judged(spec, value, against?.[name])
      return [
        `${head} ${figureWords(value, spec)}${role === 'good' ? ' (better)' : role === 'bad' ? ' (worse)' : ''}`,
      ]
    })
    return cells.length === 0 ? [] : [`${spec.label}: ${cells.join(', ')}.`]
  })
}

function dialLines({ experiment, turned }: ExperimentScreen): readonly string[] {
  const dials = experiment.dials.map(
    ({ text, values }, index) => `Dial: ${text} ${values[turned.dials[index] ?? 0]?.text ?? ''}.`,
  )
  const { remedy } = experiment
  return remedy
    ? [...dials, `The remedy, ${remedy.text}: ${turned.remedy ? 'in use' : 'not in use'}.`]
    : dials
}

/** Many tries, each row of the table as a sentence. */
export function sweepLines(screen: SweepScreen): readonly string[] {
  const done = sweepDone(screen)
  const rows = ROWS.map(([key, name]) => {
    const counts = screen.columns.map(({ choice, tally }) => `${choice} ${tally.happened[key]}`)
    return `${name}: ${counts.join(', ')}.`
  })
  return [`In so many of ${done} runs, ${screen.seeds} in all:`, ...rows, spoken(sweepEnding(screen))]
}

/** What was behind the shop's screen, in the order of time. */
export function revealLines(screen: WorldsScreen): readonly string[] {
  const { run, at, playing } = screen
  const told = playing && at < worldsEnd(screen) ? [] : behindScreen(screen, WHOLE.columns).map(spoken)
  return [...tapeLines(run.tape, at, run.lastsUs), ...told]
}

/** How often the card is charged, a world a sentence. */
export function worldsTableLines(screen: WorldsScreen): readonly string[] {
  const shown = cellsShown(screen)
  const table = chargeTable(screen.seed)
  const rows = WORLDS.flatMap(({ id, says }, row) => {
    const cells = DECISIONS.flatMap(({ short }, column) => {
      if (row * DECISIONS.length + column >= shown) return []
      const own = id === screen.world && column === screen.decision ? ' (you)' : ''
      return [`${short} ${table[row]?.[column] ?? 0}${own}`]
    })
    return cells.length === 0 ? [] : [`World ${row + 1}, ${says}: ${cells.join(', ')}.`]
  })
  const all = shown === WORLDS.length * DECISIONS.length
  return [
    'How often is the card charged? Twelve runs, same seed:',
    ...rows,
    ...(all
      ? worldsEnding(WHOLE.columns)
          .map(spoken)
          .filter(text => text !== '')
      : []),
  ]
}
