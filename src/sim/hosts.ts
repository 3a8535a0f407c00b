import type { NodeId } from '../model/cluster.ts'
import type { Host, Kind, World } from './kernel.ts'

/** The part of a world that says where its nodes are. */
type Hosts<K extends Kind> = Pick<World<K>, 'hosts' | 'places'>

/** A node of a world in its place; undefined where the world has no such node. */
export function hostOf<K extends Kind>(world: Hosts<K>, node: NodeId): Host<K> | undefined {
  const place = world.places[node]
  return place === undefined ? undefined : world.hosts[place]
}

/** The world with a node changed; the same one where it has no such node. */
export function withHost<K extends Kind>(world: World<K>, node: NodeId, change: Partial<Host<K>>): World<K> {
  const place = world.places[node]
  const host = hostOf(world, node)
  if (place === undefined || host === undefined) return world
  return { ...world, hosts: world.hosts.with(place, { ...host, ...change }) }
}
