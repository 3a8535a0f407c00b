import type { NodeId } from '../../model/cluster.ts'
import { draw, type Random } from '../../model/random.ts'

/**
 * When each node is off, out of so many moments of a year: together as many as their share says, to the last one, each
 * at moments of its own. That spares a rare outage the luck of the draw, and leaves chance what matters: who is off at
 * the same time as whom.
 */
export function outages(
  {
    nodes,
    moments,
    share,
  }: { readonly nodes: readonly NodeId[]; readonly moments: number; readonly share: number },
  random: Random,
): ReadonlyMap<NodeId, ReadonlySet<number>> {
  let chance = random
  const found = new Map<NodeId, ReadonlySet<number>>()
  let given = 0
  nodes.forEach((node, place) => {
    const due = Math.round(moments * share * (place + 1)) - given
    given += due
    const off = new Set<number>()
    while (off.size < due) {
      const [moment, next] = draw(chance, 0, moments - 1)
      chance = next
      off.add(moment)
    }
    found.set(node, off)
  })
  return found
}
