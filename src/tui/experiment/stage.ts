import type { ExperimentScreen } from '../../app/app.ts'
import type { Outcome } from '../../experiment/experiment.ts'
import type { Line } from '../../terminal/text.ts'
import { drawCurve } from './curve.ts'
import { drawTape } from './lanes.ts'
import { drawSeries } from './series.ts'

/** Columns left of bars, for their scale; there are fewer where two drawings stand side by side. */
const SCALE_COLUMNS = 12
const SCALE_COLUMNS_HALF = 8

/** What happened in a run up to now: its tape, its figures over time, or both; of a calculator its bars and its curve. */
export function stageLines(
  { outcome, at }: ExperimentScreen,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly Line[] {
  const { series, tape, lastsUs, curve } = outcome
  const sheet = { columns, rows, scale: SCALE_COLUMNS }
  if (curve) {
    const half = { columns: Math.floor(columns / 2), rows, scale: SCALE_COLUMNS_HALF }
    const right = drawCurve(curve, half, false)
    const left = drawSeries(series, { at, lastsUs }, half, false)
    return left.map((line, row) => [...line, ...(right[row] ?? [])])
  }
  if (series.length === 0) return drawTape(tape, at, lastsUs, sheet, false)
  if (tape.entries.length === 0) return drawSeries(series, { at, lastsUs }, sheet, false)
  const lanes = tapeRows(outcome, rows)
  return [
    ...drawSeries(series, { at, lastsUs }, { ...sheet, rows: rows - lanes }, false),
    ...drawTape(tape, at, lastsUs, { ...sheet, rows: lanes }, false),
  ]
}

/** The rows of a stage that belong to the tape: all of them, or what bars leave. */
export function tapeRows({ series, tape }: Outcome, rows: number): number {
  if (tape.entries.length === 0) return 0
  return series.length === 0 ? rows : rows - Math.ceil((rows * 3) / 5)
}
