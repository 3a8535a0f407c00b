import { draw, seededRandom } from '../model/random.ts'
import { createCluster, type StoreKind, schedule, type World } from '../sim/sim.ts'
import type { Scenario } from './scenario.ts'

export type LabWorld = World<StoreKind>

/** The mark at which a run ends. */
export const END_MARK = 'end'

/** The stream of chance from which a scenario's own times are drawn, apart from the network's and the nodes'. */
const PLAN_STREAM = 1000

/** The world of a scenario at its beginning: everything that will happen by itself is due. */
export function scenarioWorld(scenario: Scenario, seed: number): LabWorld {
  const { replicas, keys } = scenario
  const merge = Object.fromEntries(Object.entries(keys).map(([key, { merge }]) => [key, merge]))
  const initial = Object.fromEntries(Object.entries(keys).map(([key, { initial }]) => [key, initial]))
  const keyPolicies = Object.fromEntries(
    Object.entries(keys).flatMap(([key, { policy }]) =>
      policy === undefined ? [] : [[key, policy] as const],
    ),
  )
  let world = createCluster({
    seed,
    settings: { replicas, merge, initial, rawClocks: scenario.rawClocks, ...scenario.timing },
    config: { policy: scenario.policy, keyPolicies, epoch: 0, sealed: scenario.sealed },
    links: scenario.links,
    clients: scenario.clients,
    clientDelayUs: scenario.clientDelayUs,
  })
  let random = seededRandom(seed, PLAN_STREAM)
  for (const { at, client, f, key, value, policy = null } of scenario.workload) {
    const [dueAt, next] = draw(random, at.fromUs, at.toUs)
    random = next
    world = schedule(world, dueAt, { type: 'order', node: client, order: { f, key, value, policy } })
  }
  for (const { atUs, fault } of scenario.faults) world = schedule(world, atUs, { type: 'fault', fault })
  for (const stop of scenario.stops)
    if (stop.when.type === 'time') world = schedule(world, stop.when.atUs, { type: 'mark', mark: stop.id })
  return schedule(world, scenario.lastsUs, { type: 'mark', mark: END_MARK })
}
