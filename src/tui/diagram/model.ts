import type { Assessment, Run } from '../../lab/lab.ts'
import { endOf, type TimeWindow, wholeWindow } from '../../lab/lab.ts'
import type { Micros } from '../../model/time.ts'
import type { Verdict } from '../../model/verdict.ts'
import { type Band, bandsOf } from './bands.ts'
import { type Lane, lanesOf } from './lanes.ts'
import { type Mark, marksOf } from './marks.ts'
import { type Bar, barsOf, lettered } from './operations.ts'
import { type Point, pointsOf } from './points.ts'
import { type Segment, segmentsOf } from './segments.ts'

/**
 * A run as a space-time diagram, before anybody says how large it is: who, what, from when to when. Lanes are named by
 * their places from the top, and times are in virtual microseconds.
 */
export interface Diagram {
  readonly lanes: readonly Lane[]
  readonly bars: readonly Bar[]
  readonly segments: readonly Segment[]
  readonly bands: readonly Band[]
  readonly marks: readonly Mark[]
  /** An order that explains every answer, as instants; empty where none was found, or none was looked for. */
  readonly points: readonly Point[]
  readonly verdict: Verdict | null
  readonly now: Micros
  /** Where the time axis ends. */
  readonly end: Micros
}

/**
 * The diagram of a run up to its moment. What it came to is marked where an assessment is given. Of the messages
 * only those of the window are listed, for they are many.
 */
export function diagramOf(
  run: Run,
  assessment: Assessment | null,
  window: TimeWindow = wholeWindow(run),
): Diagram {
  const lanes = lanesOf(run)
  const verdict = assessment?.verdict ?? null
  const bars = barsOf(run, lanes)
  return {
    lanes,
    bars: lettered(bars, verdict),
    segments: segmentsOf(run, lanes, window),
    bands: bandsOf(run),
    marks: marksOf(run),
    points: verdict?.result === 'linearizable' ? pointsOf(verdict.orders, bars, run.now) : [],
    verdict,
    now: run.now,
    end: endOf(run),
  }
}
