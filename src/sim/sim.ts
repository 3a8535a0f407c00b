/**
 * The simulation: a kernel that knows no store (`kernel.ts`, `world.ts`, `network.ts`, `faults.ts`), and the replicated
 * store that the labs run on it (`store/`). Everything is a value; nothing here knows the time of day or real chance.
 */
export type { Action, Fault, Happening, Input, Kind, Message, Output, Step, World } from './kernel.ts'
export { type LinkRules, linkKey, type Network, partitionFate } from './network.ts'
export { type ClusterPlan, createCluster, storeStep } from './store/cluster.ts'
export type { View } from './store/merge.ts'
export type { Config, Note, Order, Report, Request } from './store/protocol.ts'
export type { Attempt, ClientState, ReplicaState, StoreKind } from './store/state.ts'
export { advanceWorld, createWorld, messagesUnderWay, nextDueAt, schedule } from './world.ts'
