import type { ModelName } from '../../src/checker/checker.ts'
import { type Run, startRun } from '../../src/lab/lab.ts'
import type { PlannedFault, PlannedOperation, Scenario } from '../../src/lab/scenario.ts'
import type { MergeRule, Partition, Policy } from '../../src/model/cluster.ts'
import type { Json } from '../../src/model/json.ts'
import type { OperationName } from '../../src/model/operation.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'
import { micros } from '../../src/model/time.ts'
import { type Fault, type LinkRules, linkKey, withHost } from '../../src/sim/sim.ts'
import { USUAL_TIMING } from '../../src/sim/store/protocol.ts'

/** What a random scenario is to be like; everything else is drawn from the seed. */
export interface RandomPlan {
  readonly model: ModelName
  readonly merge: MergeRule
  readonly policy: Policy
  readonly faults: 'none' | 'random' | 'cut'
  readonly operations: number
  readonly clients: number
  readonly initial?: Json
}

const REPLICAS = ['n1', 'n2', 'n3', 'n4', 'n5']
const SPLIT: Partition = { groups: [REPLICAS.slice(0, 3), REPLICAS.slice(3)], oneWay: false }
const WORK_MS = 5000
const END_MS = 10_000

/** Links on which some messages are lost, some come twice, and some take so long that others overtake them. */
export function badLinks(lossPpm: number, duplicatePpm: number, latePerMille: number): LinkRules {
  const delay = [
    { perMille: 1000 - latePerMille, fromUs: 1_000, toUs: 20_000 },
    { perMille: latePerMille, fromUs: 50_000, toUs: 600_000 },
  ]
  return { delay, lossPpm, duplicatePpm }
}

/**
 * A scenario drawn from a seed. With random faults it is as harsh as the store's rules were tested with, and harsher:
 * loss, duplication, a long tail of delays, group and one-way cuts, crashes with the disk kept. Three replicas or five,
 * and an exchange of copies that is usual or all but off, since it repairs much of what a wrong protocol would break.
 */
export function randomScenario(seed: number, plan: RandomPlan): Scenario {
  const dice = new Dice(seededRandom(seed, 77))
  const harsh = plan.faults === 'random'
  const replicas = harsh ? REPLICAS.slice(0, dice.pick([3, 5])) : REPLICAS
  const clients = Array.from({ length: plan.clients }, (_, i) => ({
    id: `c${i + 1}`,
    name: `c${i + 1}`,
    coordinator: dice.pick(replicas),
  }))
  const links = harsh
    ? badLinks(dice.pick([30_000, 80_000, 150_000, 250_000]), 100_000, dice.pick([50, 200]))
    : badLinks(0, 0, 50)
  const exchangeEveryUs = harsh ? dice.pick([250_000, 20_000_000]) : USUAL_TIMING.exchangeEveryUs
  const workMs = harsh ? dice.whole(1500, WORK_MS) : WORK_MS
  const workload: PlannedOperation[] = []
  for (let i = 0; i < plan.operations; i += 1) {
    const at = micros(dice.whole(0, workMs))
    const client = dice.pick(clients).id
    workload.push({ at: { fromUs: at, toUs: at }, client, key: 'x', ...dice.operation(plan.model) })
  }
  const usual = plan.model === 'account' ? 100 : plan.model === 'set' ? [] : null
  return {
    id: 'random',
    title: 'random',
    summary: 'random',
    story: 'random',
    model: plan.model,
    seed,
    replicas,
    clients,
    keys: { x: { initial: plan.initial ?? usual, merge: plan.merge } },
    links,
    clientDelayUs: { fromUs: 500, toUs: 2_000 },
    timing: { ...USUAL_TIMING, attemptTimeoutUs: 300_000, exchangeEveryUs },
    policy: plan.policy,
    sealed: true,
    rawClocks: false,
    workload: workload.sort((a, b) => a.at.fromUs - b.at.fromUs),
    faults: harsh ? dice.faults(replicas, workMs) : plan.faults === 'cut' ? oneCut() : [],
    stops: [],
    lastsUs: micros(END_MS),
    words: {},
    expectations: [],
    prediction: null,
    handCut: SPLIT,
    handWrite: { f: 'read', key: 'x', value: null },
    counts: ['requests'],
  }
}

/**
 * A run in which the clients' own links are bad too, so that requests are lost, come twice, and come long after their
 * client has given up, and every replica's clock is off by up to 300 ms. Scenarios can't say so; worlds can.
 */
export function startHarshRun(scenario: Scenario, seed: number): Run {
  const dice = new Dice(seededRandom(seed, 78))
  const run = startRun(scenario, seed)
  const rules: LinkRules = {
    delay: [
      { perMille: 900, fromUs: 500, toUs: 5_000 },
      { perMille: 100, fromUs: 300_000, toUs: 2_500_000 },
    ],
    lossPpm: 20_000,
    duplicatePpm: 150_000,
  }
  const own = Object.fromEntries(
    scenario.clients.flatMap(({ id, coordinator }) => [
      [linkKey(id, coordinator), rules],
      [linkKey(coordinator, id), rules],
    ]),
  )
  let world = { ...run.moment.world, network: { ...run.moment.world.network, own } }
  for (const node of scenario.replicas)
    world = withHost(world, node, { clockOffsetUs: micros(dice.whole(-300, 300)) })
  return { ...run, moment: { ...run.moment, world } }
}

class Dice {
  private random: Random
  constructor(random: Random) {
    this.random = random
  }

  whole(from: number, to: number): number {
    const [value, next] = draw(this.random, from, to)
    this.random = next
    return value
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)] as T
  }

  operation(model: ModelName): { f: OperationName; value: Json } {
    const value = this.whole(1, 5)
    switch (model) {
      case 'register':
        return this.pick([
          { f: 'read', value: null } as const,
          { f: 'write', value: this.whole(1, 99) } as const,
        ])
      case 'cas-register': {
        const kind = this.whole(0, 3)
        if (kind === 0) return { f: 'read', value: null }
        if (kind === 1) return { f: 'write', value }
        return { f: 'cas', value: [this.pick([null, 1, 2, 3, 4, 5]), value] }
      }
      case 'account': {
        const kind = this.whole(0, 4)
        if (kind === 0) return { f: 'read', value: null }
        return { f: kind === 1 ? 'deposit' : 'withdraw', value: this.whole(10, 80) }
      }
      case 'set':
        return this.pick([
          { f: 'read', value: null } as const,
          { f: 'add', value } as const,
          { f: 'remove', value } as const,
        ])
    }
  }

  /** Cuts and crashes while there is work, short and long ones, over each other at times. */
  faults(replicas: readonly string[], workMs: number): PlannedFault[] {
    const found: PlannedFault[] = []
    for (let round = this.whole(1, 8); round > 0; round -= 1) {
      const from = this.whole(0, workMs)
      const until = from + this.whole(20, this.pick([500, 2000]))
      const plan = (broken: Fault, mended: Fault) =>
        found.push({ atUs: micros(from), fault: broken }, { atUs: micros(until), fault: mended })
      if (this.whole(0, 1) === 0) {
        const groups: string[][] = [[], []]
        for (const node of replicas) groups[this.whole(0, 1)]?.push(node)
        plan({ type: 'cut', partition: { groups, oneWay: this.whole(0, 3) === 0 } }, { type: 'heal' })
      } else {
        const node = this.pick(replicas)
        plan({ type: 'crash', node }, { type: 'restart', node, diskKept: true })
      }
    }
    return found
  }
}

function oneCut(): PlannedFault[] {
  return [
    { atUs: micros(500), fault: { type: 'cut', partition: SPLIT } },
    { atUs: micros(5500), fault: { type: 'heal' } },
  ]
}
