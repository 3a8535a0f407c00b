import type { Run } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import { Canvas, type Drawn } from '../../terminal/canvas.ts'
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
  const owner = run.moment.told.items
  const before = LAST.get(owner)
  const { columns, rows } = size
  const known =
    before?.columns === columns && before.rows === rows && before.ascii === options.ascii ? before : null
  const canvas = known?.spare ?? new Canvas(columns, rows)
  canvas.clear()
  drawOn(canvas, run, size, options)
  const lines = canvas.toLines(options.ascii, known)
  LAST.set(owner, { columns, rows, ascii: options.ascii, canvas, lines, spare: known?.canvas ?? null })
  return lines
}

/** A stage as it was drawn last, and a sheet that nobody uses any more. */
interface LastStage extends StageSize, Drawn {
  readonly ascii: boolean
  readonly spare: Canvas | null
}

/**
 * The last stage of each history, by the list that all moments of a run share: most rows of the next one are the same,
 * and a frame that makes two thousand cells and their texts anew keeps the garbage collector busy.
 */
const LAST = new WeakMap<readonly unknown[], LastStage>()

function drawOn(canvas: Canvas, run: Run, size: StageSize, options: StageOptions): void {
  const { scenario, moment } = run
  const split = splitOf(scenario, moment.world.network)
  const key = options.shownKey ?? scenario.handWrite.key
  const replicas = replicaFacts(run, key)
  const layout = layoutOf(scenario, size)
  if (layout === null) {
    drawRoster(canvas, run, replicas, split, options.selectedClient, key)
    return
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
