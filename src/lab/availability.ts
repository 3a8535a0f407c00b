import type { NodeId } from '../model/cluster.ts'
import type { OperationId } from '../model/operation-set.ts'
import { items } from '../model/sequence.ts'
import type { Moment } from './moment.ts'

/**
 * Two different questions. `total` is availability as Gilbert and Lynch (2002) define it: did *every* request that was
 * received by a replica that did not fail get an answer that is no error, within the run? `answeredRatio` is the plain
 * rate of success, which can be high where `total` is false.
 */
export interface Availability {
  readonly total: boolean
  readonly answeredRatio: number
}

export function availabilityOf(moment: Moment): Availability {
  const answered = new Set<OperationId>()
  let requests = 0
  for (const { op, event } of items(moment.told))
    if (event.type === 'invoke') requests += 1
    else if (event.type === 'ok') answered.add(op)
  const { failed, received } = receivedBy(moment)
  const total = received.every(({ op, node }) => failed.has(node) || answered.has(op))
  return { total, answeredRatio: requests === 0 ? 1 : answered.size / requests }
}

function receivedBy(moment: Moment): {
  readonly failed: ReadonlySet<NodeId>
  readonly received: readonly { readonly op: OperationId; readonly node: NodeId }[]
} {
  const failed = new Set<NodeId>()
  const received: { op: OperationId; node: NodeId }[] = []
  for (const { action, notes } of items(moment.happenings)) {
    if (action.type === 'fault' && action.fault.type === 'crash') failed.add(action.fault.node)
    for (const { node, note } of notes) if (note.type === 'received') received.push({ op: note.op, node })
  }
  return { failed, received }
}
