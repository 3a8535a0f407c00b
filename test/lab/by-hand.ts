import { firstMoment, type LabHappening, type Moment, type Told } from '../../src/lab/moment.ts'
import type { Scenario } from '../../src/lab/scenario.ts'
import type { Json } from '../../src/model/json.ts'
import type { HistoryEvent, OperationName } from '../../src/model/operation.ts'
import type { OperationSet } from '../../src/model/operation-set.ts'
import { append, type Sequence, sequence } from '../../src/model/sequence.ts'
import { hostOf, withHost } from '../../src/sim/sim.ts'
import { initialCopy } from '../../src/sim/store/copy.ts'
import type { ReplicaState } from '../../src/sim/store/state.ts'
import { PLAIN_CLUSTER, plainScenario } from '../support/story-scenario.ts'

/** Histories and moments made by hand, so that a figure of the ledger can be counted on one's fingers. */

export const account = plainScenario({
  ...PLAIN_CLUSTER,
  replicas: 3,
  initial: 100,
  clients: [{ id: 'c1', coordinator: 'n1' }],
})

/** The operations of a set, by their numbers. */
export function ops(...ids: readonly number[]): OperationSet {
  return ids.reduce((set, id) => set | (1n << BigInt(id)), 0n)
}

function line(
  op: number,
  event: Omit<HistoryEvent, 'process'>,
  basis: OperationSet | null,
  effect: boolean,
): Told {
  return { op, client: 'c1', event: { process: `c${op}`, key: 'x', ...event }, basis, effect }
}

export function ask(op: number, f: OperationName, value: Json = null, key = 'x'): Told {
  return line(op, { type: 'invoke', f, value, key }, null, false)
}

/** An answer computed from `basis`; it had an effect unless it only looked. */
export function ok(
  op: number,
  f: OperationName,
  value: Json = null,
  basis: OperationSet = 0n,
  key = 'x',
): Told {
  return line(op, { type: 'ok', f, value, key }, basis, f !== 'read')
}

export function declined(op: number, value: Json, basis: OperationSet = 0n): Told {
  return line(op, { type: 'ok', f: 'withdraw', value, declined: true }, basis, false)
}

export function refused(op: number, f: OperationName, value: Json = null): Told {
  return line(op, { type: 'fail', f, value }, null, false)
}

export function nobodyKnows(op: number, f: OperationName, value: Json = null): Told {
  return line(op, { type: 'info', f, value }, null, false)
}

/** What all copies show in the end, or each replica by itself. */
interface End {
  readonly value: Json
  readonly includes: OperationSet
}

export function momentOf(scenario: Scenario, told: readonly Told[], ends: End | readonly End[]): Moment {
  const first = firstMoment(scenario, 1)
  let { world } = first
  scenario.replicas.forEach((id, index) => {
    const host = hostOf(world, id)
    const end = 'value' in ends ? ends : ends[index]
    if (host?.state.kind === 'replica' && end)
      world = withHost(world, id, { state: withCopy(host.state, end) })
  })
  return { ...first, told: sequenceOf(told), world }
}

function withCopy(state: ReplicaState, { value, includes }: End): ReplicaState {
  const copy = initialCopy(value)
  const x = { ...copy, agreed: { ...copy.agreed, includes } }
  return { ...state, disk: { ...state.disk, copies: { x } } }
}

export function sequenceOf<T>(list: readonly T[]): Sequence<T> {
  return list.reduce((all, item) => append(all, item), sequence<T>())
}

/** A happening of which only the notes, the reports or the fault matter. */
export function happening(change: Partial<LabHappening>): LabHappening {
  return {
    at: 0,
    action: { type: 'mark', mark: '-' },
    result: 'done',
    sent: [],
    reports: [],
    notes: [],
    ...change,
  }
}
