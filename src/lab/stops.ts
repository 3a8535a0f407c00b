import type { NodeId } from '../model/cluster.ts'
import { holds } from '../model/condition.ts'
import type { Micros } from '../model/time.ts'
import type { Attempt, Happening, StoreKind } from '../sim/sim.ts'
import { hostOf } from '../sim/sim.ts'
import { countLedger } from './ledger-count.ts'
import type { Moment } from './moment.ts'
import type { Scenario, Stop, StopWhen } from './scenario.ts'
import type { LabWorld } from './world.ts'

/** The stop that the newest happening, just before this moment, brought about, if any. A run passes each stop once. */
export function stopReached(
  scenario: Scenario,
  moment: Moment,
  happening: Happening<StoreKind>,
): Stop | undefined {
  const { reached, world } = moment
  // A loop, since it is asked after everything that happens.
  for (const stop of scenario.stops)
    if (
      !reached.includes(stop.id) &&
      isReached(stop, world, happening) &&
      isCalledFor(scenario, stop, moment)
    )
      return stop
  return undefined
}

function isReached({ id, when }: Stop, world: LabWorld, { action }: Happening<StoreKind>): boolean {
  return when.type === 'time'
    ? action.type === 'mark' && action.mark === id && !(when.whileCut && world.network.partition === null)
    : world.now >= when.fromUs && isWaiting(world, when)
}

/** Whether what the stop is about has come about: nobody is asked to repair what isn't broken. */
function isCalledFor(scenario: Scenario, { when }: Stop, moment: Moment): boolean {
  return (
    when.type !== 'time' || when.onlyIf === undefined || holds(when.onlyIf, countLedger(scenario, moment))
  )
}

/**
 * A replica waits when it coordinates an operation for which no accept was ever sent: under the other policy it would
 * be answered at once, so that a choice made now has its full effect.
 */
function isWaiting(world: LabWorld, when: Extract<StopWhen, { type: 'waiting' }>): boolean {
  const state = hostOf(world, when.node)?.state
  if (state?.kind !== 'replica') return false
  return Object.values(state.attempts).some(
    attempt => !attempt.everProposed && waitedUs(world, when.node, attempt) >= when.forUs,
  )
}

function waitedUs(world: LabWorld, node: NodeId, attempt: Attempt): Micros {
  return world.now + (hostOf(world, node)?.clockOffsetUs ?? 0) - attempt.since
}

/** The operations that a replica coordinates now, the oldest first. */
export function attemptsOf(world: LabWorld, node: NodeId): readonly Attempt[] {
  const state = hostOf(world, node)?.state
  if (state?.kind !== 'replica') return []
  return Object.values(state.attempts).sort((a, b) => a.since - b.since || a.request.op - b.request.op)
}
