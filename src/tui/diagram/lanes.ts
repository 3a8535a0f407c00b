import { clientName, type Run } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'

/** A line through time: one replica, or one client beside the replica that it talks to. */
export interface Lane {
  readonly id: NodeId
  readonly name: string
  readonly kind: 'client' | 'replica'
  /** The replica itself, or the client's coordinator: on its side of a cut the client stands too. */
  readonly replica: NodeId
}

/** The replicas from the first to the last, each with its clients above it. */
export function lanesOf({ scenario }: Run): readonly Lane[] {
  return scenario.replicas.flatMap(replica => [
    ...scenario.clients
      .filter(({ coordinator }) => coordinator === replica)
      .map(({ id }): Lane => ({ id, name: clientName(scenario, id), kind: 'client', replica })),
    { id: replica, name: replica, kind: 'replica', replica },
  ])
}
