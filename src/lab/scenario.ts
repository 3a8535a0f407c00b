import type { ModelName } from '../checker/checker.ts'
import type { MergeRule, NodeId, Partition, Policy } from '../model/cluster.ts'
import type { Condition } from '../model/condition.ts'
import type { Json } from '../model/json.ts'
import type { Misconception } from '../model/misconceptions.ts'
import type { OperationName } from '../model/operation.ts'
import type { Micros } from '../model/time.ts'
import type { Fault, LinkRules, OperationPolicies } from '../sim/sim.ts'

/**
 * A live cluster that a learner can be dropped into, as data: what there is, what will happen by itself, where it stops
 * and asks, and what is counted. Together with a seed and the decisions it fixes every byte of a run.
 */
export interface Scenario {
  readonly id: string
  readonly title: string
  /** One line for lists. */
  readonly summary: string
  /** One or two sentences for the learner, before the start. */
  readonly story: string
  readonly model: ModelName
  readonly seed: number
  readonly replicas: readonly NodeId[]
  readonly clients: readonly ScenarioClient[]
  readonly keys: Readonly<Record<string, ScenarioKey>>
  /** The key that is a lock, if one is, and its value while nobody holds it. Whoever changes it from that holds it. */
  readonly lock?: { readonly key: string; readonly free: Json } | undefined
  readonly links: LinkRules
  readonly clientDelayUs: { readonly fromUs: Micros; readonly toUs: Micros }
  readonly timing: Timing
  readonly policy: Policy
  readonly sealed: boolean
  readonly rawClocks: boolean
  readonly workload: readonly PlannedOperation[]
  readonly faults: readonly PlannedFault[]
  readonly stops: readonly Stop[]
  /** When the run ends and is judged. */
  readonly lastsUs: Micros
  readonly prediction: PredictionAsked | null
  /** What the figures are called here, in the words of the trade; `{n}` stands for the figure. */
  readonly words: FigureTexts
  /** What its author expects of its runs, whatever the seed. */
  readonly expectations: readonly Expectation[]
  /** The partition that the key for cutting by hand makes. */
  readonly handCut: Partition
  /** The operation that the key for writing by hand makes. */
  readonly handWrite: HandWrite
  /** The ledger's columns that matter here. */
  readonly counts: readonly LedgerKey[]
}

export interface ScenarioClient {
  readonly id: NodeId
  readonly name: string
  readonly coordinator: NodeId
}

export interface ScenarioKey {
  readonly initial: Json
  readonly merge: MergeRule
  /** A policy of this key's own, whatever the cluster's is. */
  readonly policy?: Policy | undefined
}

/** The store's timing, all in microseconds; see the store's settings. */
export interface Timing {
  readonly deadlineUs: Micros
  readonly attemptTimeoutUs: Micros
  readonly backoffUs: Micros
  readonly backoffMaxUs: Micros
  readonly exchangeEveryUs: Micros
  readonly clientTimeoutUs: Micros
}

/** An operation that a client begins by itself, at a time drawn from a range by the seed. */
export interface PlannedOperation {
  readonly at: { readonly fromUs: Micros; readonly toUs: Micros }
  readonly client: NodeId
  readonly f: OperationName
  readonly key: string
  readonly value: Json
  readonly policy?: Policy | undefined
}

export interface PlannedFault {
  readonly atUs: Micros
  readonly fault: Fault
}

/** A place where a run stops: to say something, and to let the learner choose where there are choices. */
export interface Stop {
  readonly id: string
  readonly when: StopWhen
  readonly says: string
  readonly choice: { readonly ask: string; readonly options: readonly Choice[] } | null
}

/**
 * Stops at a time (if the network is cut then, and the ledger so, where that matters), or as soon as a replica has been
 * waiting for that long for an operation with no accept out.
 */
export type StopWhen =
  | {
      readonly type: 'time'
      readonly atUs: Micros
      readonly whileCut: boolean
      readonly onlyIf?: Condition | undefined
    }
  | { readonly type: 'waiting'; readonly node: NodeId; readonly forUs: Micros; readonly fromUs: Micros }

/**
 * Something that the learner can choose at a stop, and what it does: policies from now on, merge rules (at the very
 * beginning alone), operations that somebody carries out. What is left out stays as it is.
 */
export interface Choice {
  readonly id: string
  readonly text: string
  readonly says: string
  /** The cluster's policy; operations that had one of their own go by it again. */
  readonly policy?: Policy | undefined
  readonly operations?: OperationPolicies | undefined
  readonly keys?: Readonly<Record<string, Policy>> | undefined
  readonly merge?: Readonly<Record<string, MergeRule>> | undefined
  readonly repairs?: readonly RepairOrder[] | undefined
  /** Asked right after this choice, about what will come of it. */
  readonly prediction?: PredictionAsked | undefined
}

/** What somebody is told to do about the damage: at a time, or at once where that is past. */
export interface RepairOrder {
  readonly atUs: Micros
  readonly client: NodeId
  readonly f: OperationName
  readonly key: string
  readonly value: Json
}

/** A question about a run, asked before it is seen; which of its options held is computed from the run. */
export interface PredictionAsked {
  readonly ask: string
  readonly options: readonly PredictionOption[]
}

export interface PredictionOption {
  readonly id: string
  readonly text: string
  readonly says: string
  /** What is behind it, where no run makes it true. */
  readonly misconception?: Misconception | undefined
  readonly holds: Condition
}

export type FigureTexts = Readonly<{ [key in LedgerKey]?: string | undefined }>

/** Whoever chooses this at the stops finds the condition fulfilled, with every seed. */
export interface Expectation {
  readonly choose: readonly string[]
  readonly holds: Condition
  /** The line of the file that says so. */
  readonly line: number | null
}

export interface HandWrite {
  readonly f: OperationName
  readonly key: string
  readonly value: Json
}

export const LEDGER_KEYS = [
  'requests',
  'answered',
  'refused',
  'unknown',
  'staleReads',
  'staleDecisions',
  'lostWrites',
  'conflicts',
  'cameBack',
  'holders',
  'moneyCreated',
  'moneyDestroyed',
  'overdraft',
  'settled',
] as const

export type LedgerKey = (typeof LEDGER_KEYS)[number]
