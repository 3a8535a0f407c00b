import type { NodeId } from '../../model/cluster.ts'
import type { Json } from '../../model/json.ts'
import type { Misconception } from '../../model/misconceptions.ts'
import type { HistoryEvent } from '../../model/operation.ts'
import type { OperationId } from '../../model/operation-set.ts'
import { items } from '../../model/sequence.ts'
import { micros } from '../../model/time.ts'
import { type Assessment, assess } from '../assess.ts'
import { advance, type Run, startRun } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import type { Dice } from './dice.ts'
import { LASTS_MS, type Plan } from './plan.ts'
import { planScenario } from './plan-scenario.ts'
import type { PlannedWork } from './work.ts'

/** A case that has been run to its end, with what every client heard. */
export interface Scene {
  readonly plan: Plan
  readonly scenario: Scenario
  readonly run: Run
  readonly assessment: Assessment
  readonly heard: readonly Heard[]
}

/** One operation of a case, and the line of the history that ended it; null where the run was over before. */
export interface Heard extends PlannedWork {
  readonly op: OperationId
  readonly name: string
  readonly at: NodeId
  readonly end: HistoryEvent | null
}

/** A question about a scene, with the answer that the run gives, and answers that misconceptions give. */
export interface Draft {
  readonly ask: string
  /** What is claimed, as data: two options are the same exactly when their claims are. */
  readonly truth: Json
  readonly words: (claim: Json) => string
  /** Why the truth is so, in one sentence. */
  readonly because: string
  readonly wrong: readonly Wrong[]
  /** The operation that it is about, where it is about one. */
  readonly about: OperationId | null
}

/**
 * A wrong answer, what would have to be true for it to be right, and the misconception that gives it: only where no other
 * thought would lead there, since the learner is told.
 */
export interface Wrong {
  readonly claim: Json
  readonly misconception: Misconception | 'none'
  readonly says: string
}

/** Asks one kind of question about a scene; null where it has nothing to ask there. */
export type Asker = (scene: Scene, dice: Dice) => Draft | null

export function playScene(plan: Plan, seed: number): Scene {
  const scenario = planScenario(plan, seed)
  const run = advance(startRun(scenario, seed), micros(LASTS_MS))
  return { plan, scenario, run, assessment: assess(run), heard: heardIn(plan, run) }
}

function heardIn(plan: Plan, run: Run): readonly Heard[] {
  const ends = new Map(
    items(run.moment.told).flatMap(({ op, event }) =>
      event.type === 'invoke' ? [] : [[op, event] as const],
    ),
  )
  return plan.work.map((work, place): Heard => {
    const before = plan.work.slice(0, place).filter(({ client }) => client === work.client).length
    // As clients number their operations: see `sim/store/client.ts`.
    const op = before * plan.clients.length + work.client
    const client = plan.clients[work.client]
    return {
      ...work,
      op,
      name: client?.name ?? '',
      at: client?.coordinator ?? '',
      end: ends.get(op) ?? null,
    }
  })
}

/** The side of the cut that a replica is on. */
export function sideOf({ sides }: Plan, node: NodeId): readonly NodeId[] {
  return sides.find(side => side.includes(node)) ?? []
}

/** The replicas of a side that run during the cut. */
export function upOn(plan: Plan, side: readonly NodeId[]): readonly NodeId[] {
  return side.filter(node => node !== plan.crash?.node)
}
