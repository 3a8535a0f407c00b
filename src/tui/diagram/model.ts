import type { Assessment, Run } from '../../lab/lab.ts'
import type { Micros } from '../../model/time.ts'
import type { Verdict } from '../../model/verdict.ts'
import { type Band, bandsOf } from './bands.ts'
import { type Lane, lanesOf } from './lanes.ts'
import { type Mark, marksOf } from './marks.ts'
import { type Bar, barsOf, lettered } from './operations.ts'
import { type Point, pointsOf } from './points.ts'
import { type Segment, segmentsOf } from './segments.ts'
import { endOf } from './window.ts'

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
 * What was sent in a run. A long run has thousands of messages, and a diagram that is scrolled or zoomed is drawn many
 * times of one run: runs are values, so what was found in one holds as long as there is one.
 */
const SENT = new WeakMap<Run, readonly Segment[]>()

function sentIn(run: Run, lanes: readonly Lane[]): readonly Segment[] {
  const known = SENT.get(run) ?? segmentsOf(run, lanes)
  SENT.set(run, known)
  return known
}

/** The diagram of a run up to its moment. What it came to is marked where an assessment is given. */
export function diagramOf(run: Run, assessment: Assessment | null): Diagram {
  const lanes = lanesOf(run)
  const verdict = assessment?.verdict ?? null
  const bars = barsOf(run, lanes)
  return {
    lanes,
    bars: lettered(bars, verdict),
    segments: sentIn(run, lanes),
    bands: bandsOf(run),
    marks: marksOf(run),
    points: verdict?.result === 'linearizable' ? pointsOf(verdict.orders, bars, run.now) : [],
    verdict,
    now: run.now,
    end: endOf(run),
  }
}
