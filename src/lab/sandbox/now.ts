import type { NodeId, Partition } from '../../model/cluster.ts'
import type { Fault, LinkRules, Network } from '../../sim/sim.ts'
import { hostOf } from '../../sim/sim.ts'
import type { Run } from '../run.ts'

/**
 * What a command finds: the world now, and on it the faults that were ordered at this very instant and wait for time to
 * go on. Somebody who pauses and types `crash n2`, then `restart n2`, means the second after the first.
 */
export interface Now {
  readonly links: LinkRules
  readonly partition: Partition | null
  readonly down: ReadonlySet<NodeId>
  /** What is wrong with single links, under their keys. */
  readonly faults: Network['faults']
}

export function nowOf({ scenario, moment, now }: Run): Now {
  const { network, queue } = moment.world
  let links = network.common
  let partition = network.partition
  const faults = new Map(Object.entries(network.faults))
  const down = new Set(scenario.replicas.filter(id => hostOf(moment.world, id)?.up === false))
  for (const fault of duePast(queue, now)) {
    if (fault.type === 'links') links = fault.rules
    else if (fault.type === 'cut') partition = fault.partition
    else if (fault.type === 'heal') {
      partition = null
      for (const [link, wrong] of faults) if (wrong === 'cut') faults.delete(link)
    } else if (fault.type === 'link') {
      if (fault.fault === null) faults.delete(`${fault.from}>${fault.to}`)
      else faults.set(`${fault.from}>${fault.to}`, fault.fault)
    } else if (fault.type === 'crash') down.add(fault.node)
    else if (fault.type === 'restart') down.delete(fault.node)
  }
  return { links, partition, down, faults: Object.fromEntries(faults) }
}

/** The faults that are due at `now` at the latest, in their order. */
function duePast(queue: Run['moment']['world']['queue'], now: number): readonly Fault[] {
  return queue.flatMap(({ dueAt, action }) => (dueAt <= now && action.type === 'fault' ? [action.fault] : []))
}
