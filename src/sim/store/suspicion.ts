import type { NodeId } from '../../model/cluster.ts'
import type { Micros } from '../../model/time.ts'
import type { ReplicaState } from './state.ts'
import type { Turn } from './turn.ts'

/** So many missed signs of life, and a peer is suspected. */
const MISSED_MAX = 3

/** Remembers that something came from a node; from a peer it is a sign of life. */
export function hear(turn: Turn, from: NodeId): void {
  if (!turn.state.settings.replicas.includes(from)) return
  // Not `{...heard, [from]: now}`: it comes with every message, and V8 is slow at a computed key behind a spread.
  const heard = { ...turn.state.heard }
  heard[from] = turn.now
  turn.state = { ...turn.state, heard }
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
