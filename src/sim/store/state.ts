import type { NodeId } from '../../model/cluster.ts'
import type { OperationId } from '../../model/operation-set.ts'
import type { Random } from '../../model/random.ts'
import type { Micros } from '../../model/time.ts'
import type { Input, Kind, Output } from '../kernel.ts'
import type { Agreed, Ballot, Copy } from './copy.ts'
import type {
  Answer,
  Body,
  Config,
  Note,
  Order,
  PromisedCopy,
  Report,
  Request,
  Settings,
  Timer,
} from './protocol.ts'

/** What a peer told a replica that lost its disk. */
export type Recovery = Pick<Extract<Body, { type: 'recovery' }>, 'counter' | 'entries'>

/** What survives a crash. All of it is written before anything that depends on it is answered. */
export interface Disk {
  readonly copies: Readonly<Record<string, Copy>>
  /** The greatest ballot counter used or seen. */
  readonly counter: number
  /** How many versions this disk has given a dot. */
  readonly dots: number
  /** Every operation taken on, with its answer once there is one: a repeated request must not run twice. */
  readonly requests: Readonly<Record<OperationId, Answer | 'under-way'>>
}

/** What the coordinator wants a majority to accept. */
export interface Proposal {
  readonly agreed: Agreed
  readonly answer: Answer
}

/** One operation that its coordinator is trying to get agreed. */
export interface Attempt {
  readonly request: Request
  readonly tries: number
  /** The policy epoch in which this try began: promises of an earlier one don't know what was answered since. */
  readonly epoch: number
  readonly phase: 'prepare' | 'accept' | 'pause'
  readonly ballot: Ballot
  readonly promises: Readonly<Record<NodeId, PromisedCopy>>
  readonly accepted: readonly NodeId[]
  readonly nacked: readonly NodeId[]
  readonly proposal: Proposal | null
  /** Once an accept was sent for any try, nobody can promise any more that the operation did not happen. */
  readonly everProposed: boolean
  readonly since: number
}

/** One replica: its disk, and what it only has in memory. */
export interface ReplicaState {
  readonly kind: 'replica'
  readonly id: NodeId
  readonly settings: Settings
  readonly random: Random
  readonly disk: Disk
  readonly attempts: Readonly<Record<OperationId, Attempt>>
  /** For each peer and key, the own version that the peer has not confirmed yet. */
  readonly hints: Readonly<Record<NodeId, Readonly<Record<string, number>>>>
  /**
   * When each replica was last heard, by the own clock: all that there is to tell a slow one from one that is gone. By
   * place among `settings.replicas`: it is copied for every message, and a small array is copied at once.
   */
  readonly heard: readonly Micros[]
  /** What the peers have told so far of what a lost disk held; null while there is nothing to recover. */
  readonly recovering: Readonly<Record<NodeId, Recovery>> | null
  /** Counts the disks this replica has had: versions of a lost disk are never taken for new ones. */
  readonly diskNumber: number
}

/** An operation that its client has invoked and not seen the end of. */
export interface Open {
  readonly op: OperationId
  readonly order: Order
}

/** A client: hands one operation after the other to its coordinator, and reports what it sees. */
export interface ClientState {
  readonly kind: 'client'
  readonly id: NodeId
  /** Its place among the clients, from 0, and their number: they make operation ids unique. */
  readonly index: number
  readonly clients: number
  readonly coordinator: NodeId
  readonly timeoutUs: number
  readonly started: number
  /** Grows whenever an operation ends in «nobody knows»: a new process speaks from then on. */
  readonly processNumber: number
  readonly open: Open | null
  readonly waiting: readonly Order[]
  /** How the last operation ended, for those who watch. */
  readonly last: { readonly order: Order; readonly answer: Answer } | null
}

/** The types of the simulated store, for the kernel. */
export interface StoreKind extends Kind {
  readonly state: ReplicaState | ClientState
  readonly body: Body
  readonly timer: Timer
  readonly order: Order
  readonly config: Config
  readonly report: Report
  readonly note: Note
}

export type StoreInput = Input<StoreKind>
export type StoreOutput = Output<StoreKind>
