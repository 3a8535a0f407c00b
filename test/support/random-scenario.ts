import type { ModelName } from '../../src/checker/checker.ts'
import { type Run, startRun } from '../../src/lab/lab.ts'
import type { PlannedFault, PlannedOperation, Scenario } from '../../src/lab/scenario.ts'
import type { MergeRule, Partition, Policy } from '../../src/model/cluster.ts'
import type { Json } from '../../src/model/json.ts'
import type { OperationName } from '../../src/model/operation.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'
import { micros } from '../../src/model/time.ts'
import { linkKey } from '../../src/sim/sim.ts'
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
const WORK_MS = 6000

/** Most messages take 1-20 ms; one in twenty takes up to 600 ms, and so overtaking is common. */
const DELAY = [
  { perMille: 950, fromUs: 1_000, toUs: 20_000 },
  { perMille: 50, fromUs: 50_000, toUs: 600_000 },
] as const

const LOSS_PPM = 80_000
const DUPLICATE_PPM = 100_000

/**
 * A scenario drawn from a seed, as harsh as the store's rules were tested with: five replicas, loss, duplication, a
 * long tail of delays, group and one-way cuts, crashes with the disk kept.
 */
export function randomScenario(seed: number, plan: RandomPlan): Scenario {
  const dice = new Dice(seededRandom(seed, 77))
  const clients = Array.from({ length: plan.clients }, (_, i) => ({
    id: `c${i + 1}`,
    name: `c${i + 1}`,
    coordinator: dice.pick(REPLICAS),
  }))
  const harsh = plan.faults === 'random'
  const workload: PlannedOperation[] = []
  for (let i = 0; i < plan.operations; i += 1) {
    const at = micros(dice.whole(0, WORK_MS - 1000))
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
    replicas: REPLICAS,
    clients,
    keys: { x: { initial: plan.initial ?? usual, merge: plan.merge } },
    links: {
      delay: DELAY,
      lossPpm: harsh ? LOSS_PPM : 0,
      duplicatePpm: harsh ? DUPLICATE_PPM : 0,
    },
    clientDelayUs: { fromUs: 500, toUs: 2_000 },
    timing: { ...USUAL_TIMING, attemptTimeoutUs: 300_000 },
    policy: plan.policy,
    sealed: true,
    workload: workload.sort((a, b) => a.at.fromUs - b.at.fromUs),
    faults: plan.faults === 'none' ? [] : plan.faults === 'cut' ? oneCut() : dice.faults(),
    stops: [],
    lastsUs: micros(WORK_MS + 4000),
    prediction: null,
    handCut: SPLIT,
    handWrite: { f: 'read', key: 'x', value: null },
    counts: ['requests'],
  }
}

/**
 * A run in which the clients' own links are as bad as the others, so that requests are lost, late and repeated, and
 * every replica's clock is off by up to 300 ms. Scenarios can't say so; worlds can.
 */
export function startHarshRun(scenario: Scenario, seed: number): Run {
  const dice = new Dice(seededRandom(seed, 78))
  const run = startRun(scenario, seed)
  const { world } = run.moment
  const rules = { delay: DELAY, lossPpm: LOSS_PPM / 4, duplicatePpm: DUPLICATE_PPM }
  const own = Object.fromEntries(
    scenario.clients.flatMap(({ id, coordinator }) => [
      [linkKey(id, coordinator), rules],
      [linkKey(coordinator, id), rules],
    ]),
  )
  const hosts = { ...world.hosts }
  for (const node of scenario.replicas) {
    const host = hosts[node]
    if (host) hosts[node] = { ...host, clockOffsetUs: micros(dice.whole(-300, 300)) }
  }
  return { ...run, moment: { ...run.moment, world: { ...world, hosts, network: { ...world.network, own } } } }
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

  faults(): PlannedFault[] {
    const found: PlannedFault[] = []
    for (let round = this.whole(1, 3); round > 0; round -= 1) {
      const from = this.whole(0, WORK_MS - 1500)
      const until = from + this.whole(200, 3000)
      if (this.whole(0, 2) < 2) {
        const groups: string[][] = [[], []]
        for (const node of REPLICAS) groups[this.whole(0, 1)]?.push(node)
        const partition = { groups, oneWay: this.whole(0, 3) === 0 }
        found.push({ atUs: micros(from), fault: { type: 'cut', partition } })
        found.push({ atUs: micros(until), fault: { type: 'heal' } })
      } else {
        const node = this.pick(REPLICAS)
        found.push({ atUs: micros(from), fault: { type: 'crash', node } })
        found.push({ atUs: micros(until), fault: { type: 'restart', node, diskKept: true } })
      }
    }
    return [...found, { atUs: micros(WORK_MS + 500), fault: { type: 'heal' } }]
  }
}

function oneCut(): PlannedFault[] {
  return [
    { atUs: micros(500), fault: { type: 'cut', partition: SPLIT } },
    { atUs: micros(5500), fault: { type: 'heal' } },
  ]
}
