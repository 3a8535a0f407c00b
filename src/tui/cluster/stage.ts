import type { Run } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import { Canvas } from '../../terminal/canvas.ts'
import type { Line } from '../../terminal/text.ts'
import { drawBoxes, drawDifferences, markDiffering } from './boxes.ts'
import { drawCurtains } from './curtain.ts'
import { layoutOf, type StageSize } from './layout.ts'
import { drawLegend } from './legend.ts'
import { drawCalls, drawPeople } from './people.ts'
import { replicaFacts } from './replicas.ts'
import { drawRoster } from './roster.ts'
import { splitOf } from './split.ts'
import { type Dot, traffic } from './traffic.ts'
import { drawDots, drawLanes } from './wires.ts'

export interface StageOptions {
  readonly selectedClient: NodeId | null
  readonly ascii: boolean
  /** Another branch at the same time: the replicas whose copies differ from theirs there are marked. */
  readonly beside?: Run
  /** The key whose copies the boxes show; left out, the one that is written by hand. */
  readonly shownKey?: string
}

/**
 * Draws a run's cluster as it is at the run's time: exactly `rows` lines of exactly `columns` columns. It is a function
 * of its arguments alone, so that whatever paints the screen, and however often, shows the same.
 */
export function drawStage(run: Run, size: StageSize, options: StageOptions): Line[] {
  const canvas = new Canvas(size.columns, size.rows)
  const { scenario, moment } = run
  const split = splitOf(scenario, moment.world.network)
  const key = options.shownKey ?? scenario.handWrite.key
  const replicas = replicaFacts(run, key)
  const layout = layoutOf(scenario, size)
  if (layout === null) {
    drawRoster(canvas, run, replicas, split, options.selectedClient, key)
    return canvas.toLines(options.ascii)
  }
  const dots = traffic(run)
  drawBoxes(canvas, layout, replicas, split.sides)
  drawLanes(
    canvas,
    layout,
    split,
    replicas.map(({ up }) => up),
  )
  drawCurtains(canvas, layout, split)
  drawDifferences(canvas, layout, replicas, options.ascii)
  if (options.beside)
    markDiffering(canvas, layout, replicas, replicaFacts(options.beside, key), options.ascii)
  drawPeople(canvas, layout, run, options.selectedClient, key)
  drawDots(canvas, layout, split, between(run, dots))
  drawCalls(canvas, layout, calls(run, dots))
  drawLegend(canvas, layout, scenario)
  return canvas.toLines(options.ascii)
}

/** The messages from replica to replica, with the places of both. */
function between({ scenario: { replicas } }: Run, dots: readonly Dot[]) {
  return dots.flatMap(dot => {
    const places = [replicas.indexOf(dot.from), replicas.indexOf(dot.to)] as const
    return places[0] >= 0 && places[1] >= 0 ? [{ ...dot, places }] : []
  })
}

/** The messages between clients and their replicas, with the replica's place; `down` from client to replica. */
function calls({ scenario: { replicas } }: Run, dots: readonly Dot[]) {
  return dots.flatMap(dot => {
    const [from, to] = [replicas.indexOf(dot.from), replicas.indexOf(dot.to)]
    return from < 0 !== to < 0 ? [{ ...dot, place: Math.max(from, to), down: from < 0 }] : []
  })
}
