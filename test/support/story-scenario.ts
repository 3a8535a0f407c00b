import type { ModelName } from '../../src/checker/checker.ts'
import type { Scenario } from '../../src/lab/scenario.ts'
import type { MergeRule, NodeId, Policy } from '../../src/model/cluster.ts'
import type { Json } from '../../src/model/json.ts'
import { USUAL_TIMING } from '../../src/sim/store/protocol.ts'

/** The cluster of a story: one key, and clients each at a replica. */
export interface StoryCluster {
  readonly replicas: number
  readonly key: string
  readonly initial: Json
  readonly merge: MergeRule
  readonly model: ModelName
  readonly policy: Policy
  readonly sealed: boolean
  readonly rawClocks: boolean
  /** Whether the replicas exchange their copies by themselves, or only when a story says so. */
  readonly exchange: boolean
  readonly clients: readonly { readonly id: NodeId; readonly coordinator: NodeId }[]
}

/** What a story's cluster is unless it says otherwise. */
export const PLAIN_CLUSTER: StoryCluster = {
  replicas: 5,
  key: 'x',
  initial: null,
  merge: 'last-write-wins',
  model: 'account',
  policy: 'consistency',
  sealed: true,
  rawClocks: false,
  exchange: false,
  clients: [],
}

/** A scenario in which nothing happens by itself. Between replicas everything takes 10 ms, to a client 1 ms. */
export function plainScenario(cluster: StoryCluster): Scenario {
  const { key, initial, merge, model, policy, sealed, rawClocks, clients } = cluster
  const replicas = Array.from({ length: cluster.replicas }, (_, index) => `n${index + 1}`)
  return {
    id: 'story',
    title: 'A story',
    summary: 'A story',
    story: 'A story',
    model,
    seed: 1,
    replicas,
    clients: clients.map(client => ({ ...client, name: client.id })),
    keys: { [key]: { initial, merge } },
    links: {
      delay: [{ perMille: 1000, fromUs: 10_000, toUs: 10_000 }],
      lossPpm: 0,
      duplicatePpm: 0,
    },
    clientDelayUs: { fromUs: 1_000, toUs: 1_000 },
    timing: { ...USUAL_TIMING },
    policy,
    sealed,
    rawClocks,
    workload: [],
    faults: [],
    stops: [],
    lastsUs: 3_600_000_000,
    words: {},
    expectations: [],
    prediction: null,
    handCut: { groups: [replicas.slice(0, 1), replicas.slice(1)], oneWay: false },
    handWrite: { f: 'read', key, value: null },
    counts: ['requests'],
  }
}
