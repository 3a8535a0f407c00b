import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import type { Role } from '../../terminal/text.ts'
import { BOX_ROWS, type Layout } from './layout.ts'
import type { ReplicaFacts } from './replicas.ts'
import { fitting, NOTHING, type Saying, valueIn } from './words.ts'

/** The replicas in their boxes, and the marks between two neighbours whose copies differ. */
export function drawBoxes(
  canvas: Canvas,
  layout: Layout,
  replicas: readonly ReplicaFacts[],
  sides: readonly string[] | null,
): void {
  for (const [place, replica] of replicas.entries())
    drawBox(canvas, layout, place, replica, sides?.[place] ?? null)
}

function drawBox(
  canvas: Canvas,
  layout: Layout,
  place: number,
  replica: ReplicaFacts,
  side: string | null,
): void {
  const { boxWidth, boxTop, boxRows } = layout
  const x = layout.boxes[place]?.x ?? 0
  const { up, doing, fresh, version } = replica
  const busy = up && (doing.role === 'focus' || doing.role === 'unsure')
  const roomy = boxWidth >= 12
  canvas.box({ x, y: boxTop, width: boxWidth, height: boxRows }, busy ? doing.role : 'quiet', !up)
  const name = roomy ? ` ${replica.id} ` : replica.id
  canvas.put(x + 1, boxTop, name, up ? 'text' : 'quiet', up)
  const count = roomy ? ` #${version} ` : `#${version}`
  canvas.put(x + boxWidth - 1 - cellsOf(count), boxTop, count, 'quiet')
  // The last column inside stays free where the box can spare it.
  const width = boxWidth - (roomy ? 4 : 2)
  const write = (row: number, text: string, role: Role, bold = false) =>
    canvas.put(x + 1 + Math.floor((boxWidth - 2 - cellsOf(text)) / 2), boxTop + row, text, role, bold)
  write(1, valueIn(replica.value, width, replica.newest), up ? (fresh ? 'focus' : 'text') : 'quiet', up)
  const line = boxRows === BOX_ROWS && doing === NOTHING ? (replica.changes[0] ?? NOTHING) : doing
  write(2, fitting(line.forms, roomy ? width + 1 : width), line.role)
  for (const [row, { forms, role }] of detailsOf(replica, boxRows - BOX_ROWS).entries())
    write(3 + row, fitting(forms, width), role)
  if (replica.suspicion !== null) {
    // To the right of the link that leaves the box downwards; where there is room, apart from the corner.
    const edge = roomy ? 2 : 1
    const text = fitting(replica.suspicion.forms, boxWidth - 1 - edge - Math.floor(boxWidth / 2))
    canvas.put(x + boxWidth - edge - cellsOf(text), boxTop + boxRows - 1, text, replica.suspicion.role)
  }
  if (side !== null) canvas.put(x + 1, boxTop + boxRows - 1, roomy ? ` ${side} ` : side, 'bad', true)
}

/** The lines below: the latest change first, then what it promised and so on, then earlier changes if there is room. */
function detailsOf({ changes, more }: ReplicaFacts, rows: number): readonly Saying[] {
  const first = Math.max(1, rows - more.length)
  const latest =
    changes.length > 0
      ? changes.slice(0, first)
      : [{ forms: ['no change yet', 'no change', 'no news'], role: 'quiet' } as const]
  return [...latest, ...Array.from({ length: first - latest.length }, () => NOTHING), ...more].slice(0, rows)
}

/** Between two neighbours that run and hold different copies stands a sign that they do. */
export function drawDifferences(
  canvas: Canvas,
  layout: Layout,
  replicas: readonly ReplicaFacts[],
  ascii: boolean,
): void {
  const sign = ascii && layout.gap > 1 ? '!=' : '≠'
  for (const [place, left] of replicas.entries()) {
    const right = replicas[place + 1]
    if (!right?.up || !left.up || left.copy === right.copy) continue
    const x = (layout.boxes[place]?.x ?? 0) + layout.boxWidth + Math.floor((layout.gap - 1) / 2)
    canvas.put(x, layout.boxTop + 1, sign, 'focus', true)
  }
}

/** On the lower edge of a box, the sign that this replica holds something else in the other branch. */
export function markDiffering(
  canvas: Canvas,
  layout: Layout,
  replicas: readonly ReplicaFacts[],
  others: readonly ReplicaFacts[],
  ascii: boolean,
): void {
  for (const [place, { id, copy }] of replicas.entries()) {
    const other = others.find(each => each.id === id)
    const x = (layout.boxes[place]?.x ?? 0) + (layout.boxWidth >= 12 ? 2 : 1)
    if (other && other.copy !== copy)
      canvas.put(x, layout.boxTop + layout.boxRows - 1, ascii ? '!' : '≠', 'focus', true)
  }
}
