import type { NodeId } from '../model/cluster.ts'
import type { Action, Fault, Kind, World } from './kernel.ts'
import { partitionFate } from './network.ts'
import type { Queue, Scheduled } from './queue.ts'

/** A node that has just been started again and must be told so. */
interface Restarted {
  readonly node: NodeId
  readonly input: { readonly type: 'restart'; readonly diskKept: boolean; readonly incarnation: number }
}

/** The world after a fault, and the node that the fault started again, if any. */
export function applyFault<K extends Kind>(
  world: World<K>,
  fault: Fault,
): readonly [World<K>, Restarted | null] {
  switch (fault.type) {
    case 'cut': {
      const network = { ...world.network, partition: fault.partition }
      return [{ ...world, network, queue: cutUnderWay({ ...world, network }) }, null]
    }
    case 'heal':
      return [{ ...world, network: { ...world.network, partition: null } }, null]
    case 'links':
      return [{ ...world, network: { ...world.network, common: fault.rules } }, null]
    case 'crash':
      return [changeHost(world, fault.node, { up: false }), null]
    case 'restart':
      return restart(world, fault.node, fault.diskKept)
  }
}

function restart<K extends Kind>(
  world: World<K>,
  node: NodeId,
  diskKept: boolean,
): readonly [World<K>, Restarted | null] {
  const host = world.hosts[node]
  if (host === undefined || host.up) return [world, null]
  const incarnation = host.incarnation + 1
  const started = changeHost(world, node, { up: true, incarnation })
  return [started, { node, input: { type: 'restart', diskKept, incarnation } }]
}

function changeHost<K extends Kind>(
  world: World<K>,
  node: NodeId,
  change: { readonly up: boolean; readonly incarnation?: number },
): World<K> {
  const host = world.hosts[node]
  return host ? { ...world, hosts: { ...world.hosts, [node]: { ...host, ...change } } } : world
}

/** A cut also kills what is on the wire: messages under way across it vanish at once. */
function cutUnderWay<K extends Kind>(world: World<K>): Queue<Action<K>> {
  const killed: Scheduled<Action<K>>[] = []
  const kept: Scheduled<Action<K>>[] = []
  for (const entry of world.queue) {
    const { action } = entry
    const dies =
      action.type === 'message' &&
      action.message.fate === 'deliver' &&
      partitionFate(world.network, action.message.from, action.message.to) === 'drop'
    if (!dies) kept.push(entry)
    else
      killed.push({
        ...entry,
        dueAt: world.now,
        action: { type: 'message', message: { ...action.message, dueAt: world.now, fate: 'cut' } },
      })
  }
  // All due now: before everything later, after what else is due now and was scheduled earlier.
  return [...killed, ...kept].sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq)
}
