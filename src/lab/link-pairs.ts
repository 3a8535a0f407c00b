import type { NodeId } from '../model/cluster.ts'

/** Every directed link between nodes, in one order. */
export function linkPairs(nodes: readonly NodeId[]): readonly (readonly [NodeId, NodeId])[] {
  return nodes.flatMap(from => nodes.flatMap(to => (to === from ? [] : [[from, to] as const])))
}
