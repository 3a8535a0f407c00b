import type { Canvas } from '../../terminal/canvas.ts'
import { columns, pad } from '../../terminal/text.ts'
import { BOX_ROWS, type Layout } from './layout.ts'
import type { ReplicaFacts } from './replicas.ts'
import { fitting, valueIn } from './words.ts'

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
  const roomy = boxWidth >= 10
  canvas.box({ x, y: boxTop, width: boxWidth, height: boxRows }, busy ? doing.role : 'quiet', !up)
  const name = roomy ? ` ${replica.id} ` : replica.id
  canvas.put(x + 1, boxTop, name, up ? 'text' : 'quiet', up)
  const count = roomy ? ` #${version} ` : `#${version}`
  canvas.put(x + boxWidth - 1 - columns(count), boxTop, count, 'quiet')
  const width = boxWidth - 2 - (roomy ? 2 : 0)
  const left = x + (roomy ? 2 : 1)
  const value = valueIn(replica.value, width)
  canvas.put(left, boxTop + 1, pad(value, width, 'center'), up ? (fresh ? 'focus' : 'text') : 'quiet', up)
  canvas.put(left, boxTop + 2, pad(fitting(doing.forms, width), width, 'center'), doing.role)
  for (let row = 0; row < boxRows - BOX_ROWS; row += 1) {
    const detail = replica.details[row]
    if (detail)
      canvas.put(left, boxTop + 3 + row, pad(fitting(detail.forms, width), width, 'center'), detail.role)
  }
  if (side !== null) canvas.put(x + 1, boxTop + boxRows - 1, roomy ? ` ${side} ` : side, 'bad', true)
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
