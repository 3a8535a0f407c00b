import { canonicalJson } from '../model/json.ts'
import { hostOf, initialCopy, type ReplicaState, type View, viewOf } from '../sim/sim.ts'
import type { Scenario } from './scenario.ts'
import type { LabWorld } from './world.ts'

/** What one replica shows of a key. */
export function replicaView(scenario: Scenario, replica: ReplicaState, key: string): View {
  const { initial } = scenario.keys[key] ?? { initial: null }
  return viewOf(
    replica.settings.merge[key] ?? 'last-write-wins',
    replica.disk.copies[key] ?? initialCopy(initial),
  )
}

/** What every copy shows at the beginning. */
export function viewsAtFirst({ keys }: Scenario): Readonly<Record<string, View>> {
  const views = Object.entries(keys).map(
    ([key, { merge, initial }]) => [key, viewOf(merge, initialCopy(initial))] as const,
  )
  return Object.fromEntries(views)
}

/**
 * What all copies show once they have come together: the network is whole, every replica runs, none is still at work
 * on an operation, and all show the same value made of the same effects. Null before that.
 */
export function settledViews(scenario: Scenario, world: LabWorld): Readonly<Record<string, View>> | null {
  if (world.network.partition !== null) return null
  const replicas: ReplicaState[] = []
  for (const id of scenario.replicas) {
    const host = hostOf(world, id)
    if (!host?.up || host.state.kind !== 'replica' || Object.keys(host.state.attempts).length > 0) return null
    replicas.push(host.state)
  }
  const views: Record<string, View> = {}
  for (const key of Object.keys(scenario.keys)) {
    for (const replica of replicas) {
      const view = replicaView(scenario, replica, key)
      const first = views[key]
      if (first === undefined) views[key] = view
      else if (first.includes !== view.includes || canonicalJson(first.value) !== canonicalJson(view.value))
        return null
    }
  }
  return views
}

/** Whether two worlds of a run have the same of all that `settledViews` looks at: then what it gives is the same. */
export function sameCopies({ replicas }: Scenario, before: LabWorld, after: LabWorld): boolean {
  if (before.network.partition !== after.network.partition) return false
  return replicas.every(id => {
    const [one, other] = [hostOf(before, id), hostOf(after, id)]
    if (one?.state.kind !== 'replica' || other?.state.kind !== 'replica') return false
    return (
      one.up === other.up &&
      one.state.disk.copies === other.state.disk.copies &&
      one.state.attempts === other.state.attempts &&
      one.state.settings === other.state.settings
    )
  })
}
