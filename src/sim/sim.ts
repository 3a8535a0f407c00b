/**
 * The simulation: a kernel that knows no store (`kernel.ts`, `world.ts`, `network.ts`, `faults.ts`), and the replicated
 * store that the labs run on it (`store/`). Everything is a value; nothing here knows the time of day or real chance.
 */

export { hostOf, withHost } from './hosts.ts'
export type { Fault, Happening, Input, Kind, Message, Output, Result, Step, World } from './kernel.ts'
export { type DelayTable, type LinkRules, linkKey, type Network, partitionFate } from './network.ts'
export { schedule } from './schedule.ts'
export { createCluster, storeStep } from './store/cluster.ts'
export { initialCopy } from './store/copy.ts'
export { type View, viewOf } from './store/merge.ts'
export {
  type Config,
  type Note,
  type OperationPolicies,
  type Order,
  type Report,
  USUAL_TIMING,
} from './store/protocol.ts'
export type { Attempt, ClientState, ReplicaState, StoreKind } from './store/state.ts'
export { suspectsOf } from './store/suspicion.ts'
export { advanceWorld, createWorld, messagesUnderWay, nextDueAt } from './world.ts'
