import type { Scenario } from '../../lab/lab.ts'
import type { NodeId, Partition } from '../../model/cluster.ts'
import { type Network, partitionFate } from '../../sim/sim.ts'
import { forOwner } from '../remembered.ts'

/** A curtain in the gap behind a replica: nothing passes it, or only messages in one direction. */
export interface Curtain {
  readonly gap: number
  readonly passes: 'none' | 'left' | 'right'
}

/**
 * What the cut does to the row of replicas, as it can be drawn. Replicas are named by their places in the row.
 */
export interface Split {
  /** Whether messages from one place to another pass. */
  readonly passes: (from: number, to: number) => boolean
  readonly curtains: readonly Curtain[]
  /** Each replica's side, where curtains alone don't tell who is cut off from whom; `*` is in reach of all. */
  readonly sides: readonly string[] | null
}

export function splitOf({ replicas }: Scenario, { partition }: Network): Split {
  return partition === null ? WHOLE : splitBy(partition, replicas)
}

const WHOLE: Split = { passes: () => true, curtains: [], sides: null }

/** A partition is of one scenario, so its replicas are always the same. */
const splitBy = forOwner((partition: Partition, replicas: readonly NodeId[]): Split => {
  const passes = (from: number, to: number) =>
    partitionFate({ partition }, replicas[from] ?? '', replicas[to] ?? '') !== 'drop'
  const places = replicas.map((_, place) => place)
  const curtains = places.slice(1).flatMap((_, gap) => curtainAt(gap, places, passes))
  const told = places.every(from => places.every(to => passes(from, to) === !stopped(curtains, from, to)))
  const side = (id: string) => {
    const group = partition.groups.findIndex(nodes => nodes.includes(id))
    return group < 0 ? '*' : String.fromCharCode(65 + group)
  }
  return { passes, curtains, sides: told ? null : replicas.map(side) }
})

/** The first curtain that stops messages from one place to another; undefined where none does. */
export function stopped(curtains: readonly Curtain[], from: number, to: number): Curtain | undefined {
  const between = curtains.filter(({ gap }) => gap >= Math.min(from, to) && gap < Math.max(from, to))
  const stops = between.filter(({ passes }) => passes !== (from < to ? 'right' : 'left'))
  return from < to ? stops[0] : stops[stops.length - 1]
}

/** A gap is a curtain when no message at all passes it in one direction or both. */
function curtainAt(gap: number, places: readonly number[], passes: Split['passes']): Curtain[] {
  const left = places.slice(0, gap + 1)
  const right = places.slice(gap + 1)
  const rightwards = left.some(from => right.some(to => passes(from, to)))
  const leftwards = left.some(to => right.some(from => passes(from, to)))
  if (rightwards && leftwards) return []
  return [{ gap, passes: rightwards ? 'right' : leftwards ? 'left' : 'none' }]
}
