import type { NodeId } from '../model/cluster.ts'
import { hostOf, withHost } from './hosts.ts'
import type { Action, Fault, Held, Kind, World } from './kernel.ts'
import { fateOf, linkKey } from './network.ts'
import type { Queue, Scheduled } from './queue.ts'
import { schedule } from './schedule.ts'

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
      return [healed(world), null]
    case 'link':
      return [changeLink(world, fault), null]
    case 'clock':
      return [withHost(world, fault.node, { clockOffsetUs: fault.offsetUs }), null]
    case 'links':
      return [{ ...world, network: { ...world.network, common: fault.rules } }, null]
    case 'crash':
      return [withHost(world, fault.node, { up: false }), null]
    case 'restart':
      return restart(world, fault.node, fault.diskKept)
  }
}

/** Every cut is mended, of the whole network and of single links; what is held stays held until it is released. */
function healed<K extends Kind>(world: World<K>): World<K> {
  const faults = Object.fromEntries(
    Object.entries(world.network.faults).filter(([, fault]) => fault !== 'cut'),
  )
  return { ...world, network: { ...world.network, partition: null, faults } }
}

function changeLink<K extends Kind>(world: World<K>, change: Extract<Fault, { type: 'link' }>): World<K> {
  const { from, to, fault } = change
  const { [linkKey(from, to)]: _, ...others } = world.network.faults
  const faults = fault === null ? others : { ...others, [linkKey(from, to)]: fault }
  const changed = { ...world, network: { ...world.network, faults } }
  const cut = fault === 'cut' ? { ...changed, queue: cutUnderWay(changed) } : changed
  return fault === 'held' ? cut : released(cut, from, to)
}

/** Lets go what a link held back: it takes its time from now on, or is lost where the link has been cut since. */
function released<K extends Kind>(world: World<K>, from: NodeId, to: NodeId): World<K> {
  const goes = ({ message }: Held<K>) => message.from === from && message.to === to
  let next: World<K> = { ...world, held: world.held.filter(held => !goes(held)) }
  for (const { message, delayUs } of world.held.filter(goes)) {
    const fate = fateOf(next.network, from, to) === 'drop' ? 'cut' : 'deliver'
    const dueAt = next.now + (fate === 'cut' ? 0 : delayUs)
    next = schedule(next, dueAt, { type: 'message', message: { ...message, sentAt: next.now, dueAt, fate } })
  }
  return next
}

function restart<K extends Kind>(
  world: World<K>,
  node: NodeId,
  diskKept: boolean,
): readonly [World<K>, Restarted | null] {
  const host = hostOf(world, node)
  if (host === undefined || host.up) return [world, null]
  const incarnation = host.incarnation + 1
  const started = withHost(world, node, { up: true, incarnation })
  return [started, { node, input: { type: 'restart', diskKept, incarnation } }]
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
      fateOf(world.network, action.message.from, action.message.to) === 'drop'
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
