import type { NodeId } from '../../model/cluster.ts'
import { seededRandom } from '../../model/random.ts'
import type { Micros } from '../../model/time.ts'
import type { Step, World } from '../kernel.ts'
import { type LinkRules, linkKey, wholeNetwork } from '../network.ts'
import { createWorld } from '../world.ts'
import { clientStep, createClient } from './client.ts'
import type { Config, Settings } from './protocol.ts'
import { createReplica, replicaStep } from './replica.ts'
import type { StoreKind } from './state.ts'

/** A simulated store: replicas, and clients each with a link of its own to its coordinator. */
export interface ClusterPlan {
  readonly seed: number
  readonly settings: Settings
  readonly config: Config
  readonly links: LinkRules
  readonly clients: readonly { readonly id: NodeId; readonly coordinator: NodeId }[]
  readonly clientDelayUs: { readonly fromUs: Micros; readonly toUs: Micros }
}

/** The step of every node of the store: replicas and clients are its two kinds. */
export const storeStep: Step<StoreKind> = (state, input) =>
  state.kind === 'replica' ? replicaStep(state, input) : clientStep(state, input)

/** The world of a store at its beginning. Each node has its own stream of chance, and the network another. */
export function createCluster(plan: ClusterPlan): World<StoreKind> {
  const { seed, settings, clients } = plan
  const own: Record<string, LinkRules> = {}
  const clientLink: LinkRules = {
    delay: [{ perMille: 1000, ...plan.clientDelayUs }],
    lossPpm: 0,
    duplicatePpm: 0,
  }
  for (const { id, coordinator } of clients) {
    own[linkKey(id, coordinator)] = clientLink
    own[linkKey(coordinator, id)] = clientLink
  }
  const replicas = settings.replicas.map(
    (id, index) => [id, createReplica(id, settings, seededRandom(seed, index + 1))] as const,
  )
  const users = clients.map(({ id, coordinator }, index) => {
    const begin = { id, index, clients: clients.length, coordinator, timeoutUs: settings.clientTimeoutUs }
    return [id, createClient(begin)] as const
  })
  return createWorld<StoreKind>({
    states: [...replicas, ...users],
    network: wholeNetwork(plan.links, own),
    config: plan.config,
    random: seededRandom(seed),
  })
}
