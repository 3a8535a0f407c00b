import type { NodeId } from '../model/cluster.ts'
import type { HistoryEvent } from '../model/operation.ts'
import type { OperationId, OperationSet } from '../model/operation-set.ts'
import { append, beginning, type Sequence, sequence } from '../model/sequence.ts'
import { advanceWorld, type Happening, type StoreKind, storeStep } from '../sim/sim.ts'
import type { Scenario } from './scenario.ts'
import { stopReached } from './stops.ts'
import { END_MARK, type LabWorld, scenarioWorld } from './world.ts'

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

/**
 * The moment after the next thing has happened; the same one where nothing can. Where a later moment of the same run is
 * known, what happens is in it already, and only the world is worked out again.
 */
export function nextMoment(scenario: Scenario, moment: Moment, later: Moment | null = null): Moment {
  if (moment.ended || moment.standsAt !== null) return moment
  const advanced = advanceWorld(moment.world, storeStep)
  if (advanced === null) return { ...moment, ended: true }
  const [world, happening] = advanced
  const happenings = later
    ? beginning(later.happenings, moment.happenings.length + 1)
    : append(moment.happenings, happening)
  const told = later
    ? beginning(later.told, moment.told.length + happening.reports.length)
    : withReports(moment.told, happening)
  const ended = happening.action.type === 'mark' && happening.action.mark === END_MARK
  const stop = ended ? undefined : stopReached(scenario, moment.reached, world, happening)
  return {
    world,
    happenings,
    told,
    reached: stop ? [...moment.reached, stop.id] : moment.reached,
    standsAt: stop?.id ?? null,
    ended,
  }
}

function withReports(before: Sequence<Told>, { at, reports }: LabHappening): Sequence<Told> {
  let told = before
  for (const { op, client, event, basis, effect } of reports)
    told = append(told, { event: { ...event, time: at }, op, client, basis, effect })
  return told
}
