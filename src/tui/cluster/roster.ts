import { clientName, type Run } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import type { Canvas } from '../../terminal/canvas.ts'
import { cellsOf } from '../../terminal/glyphs.ts'
import { clip, pad } from '../../terminal/text.ts'
import type { ReplicaFacts } from './replicas.ts'
import type { Split } from './split.ts'
import { clientOf, clientSaying, fitting, valueIn } from './words.ts'

/** The cluster as a list, one replica a row, where there is no room for boxes. */
export function drawRoster(
  canvas: Canvas,
  run: Run,
  replicas: readonly ReplicaFacts[],
  split: Split,
  selected: NodeId | null,
  key: string,
): void {
  const { partition } = run.moment.world.network
  for (const [row, replica] of replicas.entries()) {
    const group = partition?.groups.findIndex(nodes => nodes.includes(replica.id)) ?? -1
    if (group >= 0) canvas.put(0, row, split.sides?.[row] ?? String.fromCharCode(65 + group), 'bad', true)
    canvas.put(2, row, replica.id, 'text', true)
    const width = 8
    canvas.put(
      5,
      row,
      pad(valueIn(replica.value, width, replica.newest), width, 'right'),
      replica.up ? 'text' : 'quiet',
      replica.up,
    )
    canvas.put(14, row, `#${replica.version}`, 'quiet')
    canvas.put(
      18,
      row,
      fitting(replica.doing.forms.slice(1).concat(replica.doing.forms), 10),
      replica.doing.role,
    )
    drawCaller(canvas, run, replica.id, row, selected, key)
  }
}

function drawCaller(
  canvas: Canvas,
  run: Run,
  replica: NodeId,
  row: number,
  selected: NodeId | null,
  key: string,
): void {
  const here = run.scenario.clients.filter(({ coordinator }) => coordinator === replica)
  const shown = here.find(({ id }) => id === selected) ?? here[0]
  const client = shown && clientOf(run.moment.world, shown.id)
  if (!shown || !client) return
  const saying = clientSaying(client, key)
  const x = 29
  const width = Math.max(0, canvas.columns - x)
  const name = `${shown.id === selected ? '▸' : ''}${clientName(run.scenario, shown.id)}`
  canvas.put(
    x,
    row,
    clip(`${name} ${fitting(saying.forms, Math.max(4, width - cellsOf(name) - 1))}`, width),
    saying.role,
  )
}
