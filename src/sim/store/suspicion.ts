import type { NodeId } from '../../model/cluster.ts'
import type { Micros } from '../../model/time.ts'
import type { ReplicaState } from './state.ts'
import type { Turn } from './turn.ts'

/** So many missed signs of life, and a peer is suspected. */
const MISSED_MAX = 3

/** Remembers that something came from a node; from a peer it is a sign of life. */
export function hear(turn: Turn, from: NodeId): void {
  if (turn.state.settings.replicas.includes(from))
    turn.state = { ...turn.state, heard: { ...turn.state.heard, [from]: turn.now } }
}

/**
 * The peers from which a replica has not heard for longer than three exchanges take, by its own clock. That is a guess:
 * crashed, cut off and slow look the same from here. Nothing in the protocol depends on it.
 */
export function suspectsOf(replica: ReplicaState, now: Micros): readonly NodeId[] {
  const { replicas, exchangeEveryUs } = replica.settings
  const patience = (MISSED_MAX + 1) * exchangeEveryUs
  return replicas.filter(peer => peer !== replica.id && now - (replica.heard[peer] ?? 0) > patience)
}
