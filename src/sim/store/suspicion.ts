import type { NodeId } from '../../model/cluster.ts'
import type { Micros } from '../../model/time.ts'
import type { Settings } from './protocol.ts'
import type { ReplicaState } from './state.ts'
import type { Turn } from './turn.ts'

/** So many missed signs of life, and a peer is suspected. */
const MISSED_MAX = 3

/** No node has been heard yet. */
export function neverHeard({ replicas }: Settings): readonly Micros[] {
  return replicas.map(() => 0)
}

/** Remembers that something came from a node; from a peer it is a sign of life. */
export function hear(turn: Turn, from: NodeId): void {
  const place = turn.settings.replicas.indexOf(from)
  if (place === -1) return
  const heard = turn.heard.slice()
  heard[place] = turn.now
  turn.heard = heard
}

/**
 * The peers from which a replica has not heard for longer than three exchanges take, by its own clock. That is a guess:
 * crashed, cut off and slow look the same from here. Nothing in the protocol depends on it.
 */
export function suspectsOf(replica: ReplicaState, now: Micros): readonly NodeId[] {
  const { replicas, exchangeEveryUs } = replica.settings
  const patience = (MISSED_MAX + 1) * exchangeEveryUs
  return replicas.filter((peer, place) => peer !== replica.id && now - (replica.heard[place] ?? 0) > patience)
}
