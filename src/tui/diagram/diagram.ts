import type { Assessment, Run, TimeWindow } from '../../lab/lab.ts'
import type { Micros } from '../../model/time.ts'
import { Canvas } from '../../terminal/canvas.ts'
import type { Line } from '../../terminal/text.ts'
import { drawAxis, drawBands, drawEvents, drawNote } from './draw-axis.ts'
import { drawBars } from './draw-bars.ts'
import { drawCursor, drawCursorTime } from './draw-cursor.ts'
import { drawLanes, drawWalls } from './draw-lanes.ts'
import { drawLegend } from './draw-legend.ts'
import { drawSegments } from './draw-segments.ts'
import { signsFor } from './glyphs.ts'
import { type DiagramSize, layoutOf } from './layout.ts'
import { diagramOf } from './model.ts'

export type { DiagramSize } from './layout.ts'

export interface DiagramOptions extends TimeWindow {
  /** The instant that the learner stands at; null draws none. */
  readonly cursorAt: Micros | null
  readonly ascii: boolean
}

/**
 * Draws a run as a space-time diagram: time from left to right, a lane for every client and replica, in exactly `rows`
 * lines of exactly `columns` columns. It is a function of its arguments alone.
 */
export function drawDiagram(
  run: Run,
  assessment: Assessment | null,
  size: DiagramSize,
  { from, to, cursorAt, ascii }: DiagramOptions,
): Line[] {
  const canvas = new Canvas(size.columns, size.rows)
  const diagram = diagramOf(run, assessment, { from, to })
  const layout = layoutOf(diagram.lanes, { columns: canvas.columns, rows: canvas.rows }, { from, to })
  const signs = signsFor(ascii)
  drawLanes(canvas, diagram, layout, signs)
  drawAxis(canvas, layout, cursorAt, signs)
  drawLegend(canvas, layout, signs)
  drawWalls(canvas, diagram, layout, signs)
  if (cursorAt !== null) drawCursor(canvas, layout, cursorAt, signs)
  drawSegments(canvas, diagram, layout, signs)
  drawBands(canvas, diagram, layout, signs)
  drawEvents(canvas, diagram, layout, signs)
  drawBars(canvas, diagram, layout, signs, ascii)
  drawNote(canvas, diagram, layout, ascii)
  if (cursorAt !== null) drawCursorTime(canvas, layout, cursorAt, signs)
  return canvas.toLines(ascii)
}
