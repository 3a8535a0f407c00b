import type { NodeId } from '../model/cluster.ts'
import type { HistoryEvent } from '../model/operation.ts'
import type { OperationId, OperationSet } from '../model/operation-set.ts'
import { type Sequence, sequence } from '../model/sequence.ts'
import type { Happening, StoreKind } from '../sim/sim.ts'
import type { Scenario } from './scenario.ts'
import { type LabWorld, scenarioWorld } from './world.ts'

export type LabHappening = Happening<StoreKind>

/** A line of the history with what the ledger needs beside it. */
export interface Told {
  readonly event: HistoryEvent
  readonly op: OperationId
  readonly client: NodeId
  /** The operations whose effects an ok answer was computed from; null on other lines. */
  readonly basis: OperationSet | null
  readonly effect: boolean
}

/**
 * Everything there is to know at one point of a run: the world, all that happened up to here, and where it stopped.
 * Moments are values that share what they have in common, so keeping one costs next to nothing.
 */
export interface Moment {
  readonly world: LabWorld
  readonly happenings: Sequence<LabHappening>
  readonly told: Sequence<Told>
  /** The stops that have been reached, in that order. */
  readonly reached: readonly string[]
  /** The stop at which the run stands; null while it can go on. */
  readonly standsAt: string | null
  readonly ended: boolean
}

export function firstMoment(scenario: Scenario, seed: number): Moment {
  const world = scenarioWorld(scenario, seed)
  return { world, happenings: sequence(), told: sequence(), reached: [], standsAt: null, ended: false }
}
