import type { Scenario } from '../../lab/lab.ts'
import { forSize } from '../remembered.ts'

/** The size of the stage, in cells. */
export interface StageSize {
  readonly columns: number
  readonly rows: number
}

/**
 * Where everything stands. It follows from the scenario and the size alone, never from what happens, so that nothing
 * ever jumps: from top to bottom the clients, their links, the replicas' boxes, the network's lanes, the legend.
 */
export interface Layout extends StageSize {
  /** For each replica, the left column of its box and the column of its links. */
  readonly boxes: readonly { readonly x: number; readonly centre: number }[]
  readonly boxWidth: number
  readonly gap: number
  readonly clientRows: number
  readonly link: { readonly top: number; readonly rows: number }
  readonly boxTop: number
  readonly boxRows: number
  readonly lanesTop: number
  /** The row of each lane, the nearest to the boxes first. */
  readonly lanes: readonly number[]
  readonly legend: number | null
}

/** Narrower boxes hold no value, and fewer rows no box: then the replicas are listed instead. */
const BOX_WIDTH_MIN = 7
const BOX_WIDTH_MAX = 25
const GAP_MAX = 16
/** Two borders, the value, and what the replica is about. */
export const BOX_ROWS = 4

/** The layout of a stage of boxes; null where there is no room for them. */
export const layoutOf = forSize(layoutAnew)

function layoutAnew(scenario: Scenario, { columns, rows }: StageSize): Layout | null {
  const count = scenario.replicas.length
  const across = acrossOf(count, columns)
  if (across.boxWidth < BOX_WIDTH_MIN || rows < BOX_ROWS) return null
  const { boxWidth, gap } = across
  const left = Math.floor((columns - count * boxWidth - (count - 1) * gap) / 2)
  const boxes = Array.from({ length: count }, (_, i) => {
    const x = left + i * (boxWidth + gap)
    return { x, centre: x + Math.floor(boxWidth / 2) }
  })
  const { clients, link, detail, lanes, legend } = downOf(scenario, rows)
  const boxTop = clients + link
  const boxRows = BOX_ROWS + detail
  const lanesTop = boxTop + boxRows
  return {
    columns,
    rows,
    boxes,
    boxWidth,
    gap,
    clientRows: clients,
    link: { top: clients, rows: link },
    boxTop,
    boxRows,
    lanesTop,
    lanes: laneRows(lanesTop, lanes, count - 1),
    legend: legend > 0 ? rows - 1 : null,
  }
}

/** The width of the boxes and of the gaps between them. Odd boxes have a middle for their links. */
function acrossOf(count: number, columns: number): { boxWidth: number; gap: number } {
  const usable = columns < 70 ? columns : columns - 2
  const wish = Math.max(1, Math.floor(usable / count / 5))
  const width = Math.floor((usable - (count - 1) * wish) / count)
  const boxWidth = Math.min(BOX_WIDTH_MAX, width > 10 ? width - 1 + (width % 2) : width)
  const gap = Math.min(GAP_MAX, Math.floor((usable - count * boxWidth) / (count - 1)))
  return { boxWidth, gap }
}

interface Down {
  clients: number
  link: number
  detail: number
  lanes: number
  legend: number
}

/** How the rows are shared out: first what nobody can do without, then more of everything in turn. */
function downOf({ replicas, clients }: Scenario, rows: number): Down {
  const pairs = replicas.length - 1
  const crowd = Math.max(...replicas.map(id => clients.filter(client => client.coordinator === id).length))
  const most: Down = { clients: Math.max(2, crowd), link: 2, detail: 5, lanes: 2 * pairs + 1, legend: 2 }
  const down: Down = { clients: 0, link: 0, detail: 0, lanes: 0, legend: 0 }
  let free = rows - BOX_ROWS
  const grow = (part: keyof Down, upTo: number) => {
    const more = Math.max(0, Math.min(free, upTo - down[part]))
    down[part] += more
    free -= more
  }
  // What a client was told is what it is about, and messages can do with one lane.
  grow('lanes', 1)
  grow('clients', 1)
  grow('lanes', 2)
  grow('clients', 2)
  grow('link', 1)
  // Signs that nobody explains tell nothing: one lane the fewer is the smaller loss.
  grow('legend', 1)
  grow('lanes', pairs)
  for (const part of ['detail', 'link', 'detail', 'lanes', 'clients', 'detail', 'legend'] as const)
    grow(part, down[part] + (down[part] < most[part] ? 1 : 0))
  for (let before = -1; free > 0 && before !== free; ) {
    before = free
    for (const part of ['lanes', 'detail', 'clients'] as const)
      grow(part, down[part] + (down[part] < most[part] ? 1 : 0))
  }
  return down
}

/** The rows of at most `pairs` lanes in so many rows, evenly spread. */
function laneRows(top: number, rows: number, pairs: number): readonly number[] {
  const count = Math.min(rows, pairs)
  if (count === 0) return []
  const step = Math.floor(rows / count)
  const first = rows > count ? 1 : 0
  return Array.from({ length: count }, (_, lane) => top + first + lane * step)
}

/** The lane for messages between replicas so many places apart: neighbours next to the boxes, far pairs below them. */
export function laneOf(layout: Layout, distance: number): number {
  const { lanes, boxes, lanesTop } = layout
  const lane = Math.ceil((distance * lanes.length) / (boxes.length - 1)) - 1
  return lanes[lane] ?? lanesTop
}

/** The column of the curtain in the gap behind a replica. */
export function curtainColumn(layout: Layout, gap: number): number {
  const box = layout.boxes[gap]
  return (box?.x ?? 0) + layout.boxWidth + Math.floor((layout.gap - 1) / 2)
}
