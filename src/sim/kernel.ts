import type { NodeId, Partition } from '../model/cluster.ts'
import type { Random } from '../model/random.ts'
import type { Micros } from '../model/time.ts'
import type { LinkFault, LinkRules, Network } from './network.ts'
import type { Queue } from './queue.ts'

/**
 * What a node is told. `now` is the node's own clock, which need not be right; `config` is what the operators have set
 * for everybody, such as the policy in force.
 */
export type Input<K extends Kind> = { readonly now: Micros; readonly config: K['config'] } & (
  | { readonly type: 'start' }
  | { readonly type: 'message'; readonly from: NodeId; readonly body: K['body'] }
  | { readonly type: 'timer'; readonly timer: K['timer'] }
  | { readonly type: 'order'; readonly order: K['order'] }
  | { readonly type: 'config' }
  | { readonly type: 'restart'; readonly diskKept: boolean; readonly incarnation: number }
)

/**
 * What a node does about it: send a message, set a timer, report something to the outside (an entry of a client's
 * history), or note something for whoever watches. Notes change nothing; they are how a run explains itself.
 */
export type Output<K extends Kind> =
  | { readonly type: 'send'; readonly to: NodeId; readonly body: K['body'] }
  | { readonly type: 'timer'; readonly afterUs: Micros; readonly timer: K['timer'] }
  | { readonly type: 'report'; readonly report: K['report'] }
  | { readonly type: 'note'; readonly note: K['note'] }

/**
 * The types of one simulated world. The kernel knows none of them: a lesson that wants payment servers or queues
 * brings its own. All are plain data that is never changed once made.
 */
export interface Kind {
  readonly state: unknown
  readonly body: unknown
  readonly timer: unknown
  readonly order: unknown
  readonly config: unknown
  readonly report: unknown
  readonly note: unknown
}

/** A node: a pure function from its state and an input to its next state and what it does. */
export type Step<K extends Kind> = (
  state: K['state'],
  input: Input<K>,
) => readonly [K['state'], readonly Output<K>[]]

/** A node in its place: its state, whether it runs, how often it was started, and how far its clock is off. */
export interface Host<K extends Kind> {
  readonly state: K['state']
  readonly up: boolean
  readonly incarnation: number
  readonly clockOffsetUs: Micros
}

/** A message on its way. `fate` says where it ends: at its receiver, or on the way, where it vanishes at `dueAt`. */
export interface Message<K extends Kind> {
  readonly id: number
  readonly from: NodeId
  readonly to: NodeId
  readonly body: K['body']
  readonly sentAt: Micros
  readonly dueAt: Micros
  readonly fate: 'deliver' | 'lost' | 'cut'
}

/** A message that a held link keeps back, and how long it will take once it is released. */
export interface Held<K extends Kind> {
  readonly message: Message<K>
  readonly delayUs: Micros
}

/** Something that breaks, or is mended. */
export type Fault =
  | { readonly type: 'cut'; readonly partition: Partition }
  | { readonly type: 'heal' }
  | { readonly type: 'crash'; readonly node: NodeId }
  | { readonly type: 'restart'; readonly node: NodeId; readonly diskKept: boolean }
  | { readonly type: 'links'; readonly rules: LinkRules }
  /** One directed link: cut, held, or mended, which lets go what it held back. */
  | { readonly type: 'link'; readonly from: NodeId; readonly to: NodeId; readonly fault: LinkFault | null }
  | { readonly type: 'clock'; readonly node: NodeId; readonly offsetUs: Micros }

/** What can be due at an instant. A `mark` does nothing but be noticed by whoever watches the run. */
export type Action<K extends Kind> =
  | { readonly type: 'start'; readonly node: NodeId }
  | { readonly type: 'message'; readonly message: Message<K> }
  | {
      readonly type: 'timer'
      readonly node: NodeId
      readonly incarnation: number
      readonly timer: K['timer']
    }
  | { readonly type: 'order'; readonly node: NodeId; readonly order: K['order'] }
  | { readonly type: 'config'; readonly config: K['config'] }
  | { readonly type: 'fault'; readonly fault: Fault }
  | { readonly type: 'mark'; readonly mark: string }

/**
 * The whole state of a simulated world, as a value: clock, chance, what is due, every node, the network. Nothing in it
 * is ever changed in place, so keeping a world is keeping a moment.
 */
export interface World<K extends Kind> {
  readonly now: Micros
  readonly nextSeq: number
  readonly queue: Queue<Action<K>>
  readonly random: Random
  /** Every node in its place. A list, since it is copied for nearly all that happens; `hostOf` finds a node in it. */
  readonly hosts: readonly Host<K>[]
  /** The place of each node among the hosts, the same all through a run. */
  readonly places: Readonly<Record<NodeId, number>>
  readonly network: Network
  /** What held links keep back, the oldest first. */
  readonly held: readonly Held<K>[]
  readonly config: K['config']
}

/** What became of an action when its time came. */
export type Result = 'done' | 'receiver-down' | 'lost' | 'cut' | 'stale'

/** One thing that happened, with all that came of it: the unit in which a run is stepped, traced and explained. */
export interface Happening<K extends Kind> {
  readonly at: Micros
  readonly action: Action<K>
  readonly result: Result
  readonly sent: readonly Message<K>[]
  readonly reports: readonly K['report'][]
  readonly notes: readonly { readonly node: NodeId; readonly note: K['note'] }[]
}
