/** The name of a node: replicas are `n1`..`nN`, clients `c1`..; other kinds bring names of their own. */
export type NodeId = string

/**
 * What the cluster does while it cannot reach a majority. `consistency`: answer only what a majority agreed on, and
 * otherwise refuse. `availability`: answer from the copy at hand, at once.
 */
export type Policy = 'consistency' | 'availability'

export const POLICIES: readonly Policy[] = ['consistency', 'availability']

/** How copies that went separate ways become one value again; `siblings` keeps them all, and leaves it to the reader. */
export type MergeRule = 'last-write-wins' | 'set-union' | 'counter' | 'siblings'

export const MERGE_RULES: readonly MergeRule[] = ['last-write-wins', 'set-union', 'counter', 'siblings']

/** A vote that is counted: decided one way, decided the other, or not decided yet. */
export type Quorum = 'pending' | 'won' | 'lost'

/** The quorum of a vote among `voters`, where a majority of yes wins it and enough no's make that impossible. */
export function countQuorum(voters: number, yes: number, no: number, needed = majority(voters)): Quorum {
  if (yes >= needed) return 'won'
  return voters - no < needed ? 'lost' : 'pending'
}

/** The least number of voters such that any two majorities share one. Half of an even number is not enough. */
export function majority(voters: number): number {
  return Math.floor(voters / 2) + 1
}

/** What the network decides for one message on its way. */
export type Fate = 'deliver' | 'hold' | 'drop'

/**
 * A network partition: groups of nodes such that nothing passes between two groups. With `oneWay`, only messages from
 * an earlier group to a later one are lost, and answers still come through the other way. A node in no group reaches all.
 */
export interface Partition {
  readonly groups: readonly (readonly NodeId[])[]
  readonly oneWay: boolean
}
