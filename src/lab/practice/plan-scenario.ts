import { type Micros, micros } from '../../model/time.ts'
import type { Fault } from '../../sim/sim.ts'
import type { PlannedFault, Scenario } from '../scenario.ts'
import { CUT_MS, HEAL_MS, LASTS_MS, type Plan } from './plan.ts'
import { INITIAL } from './work.ts'

export const KEY: Readonly<Record<Plan['model'], string>> = {
  register: 'x',
  account: 'account',
  set: 'cart',
}

const ID = /^practice-([1-5])-(0|[1-9]\d{0,9})$/

/** The id of a case says all of it, so that a replay code that names it needs nothing more. */
export function practiceId(level: number, seed: number): string {
  return `practice-${level}-${seed}`
}

/** The level and the seed in such an id; null for every other one. */
export function fromPracticeId(id: string): { readonly level: number; readonly seed: number } | null {
  const [, level, seed] = ID.exec(id) ?? []
  const found = { level: Number(level), seed: Number(seed) }
  return level !== undefined && found.seed <= 0xffffffff ? found : null
}

/** The scenario that runs a planned case. */
export function planScenario(plan: Plan, seed: number): Scenario {
  const key = KEY[plan.model]
  const range = (ms: number) => ({ fromUs: micros(ms), toUs: micros(ms) })
  return {
    id: practiceId(plan.level, seed),
    title: `Practice ${plan.level}-${seed}`,
    summary: 'A case made for practice',
    story: 'A case made for practice.',
    model: plan.model,
    seed,
    replicas: plan.replicas,
    clients: plan.clients,
    keys: { [key]: { initial: INITIAL[plan.model], merge: plan.merge } },
    links: { delay: [{ perMille: 1000, fromUs: 5_000, toUs: 20_000 }], lossPpm: 0, duplicatePpm: 0 },
    clientDelayUs: { fromUs: 2_000, toUs: 5_000 },
    timing: TIMING,
    policy: plan.policy,
    sealed: true,
    rawClocks: plan.clock !== null,
    workload: plan.work.map(({ atMs, client, f, value }) => ({
      at: range(atMs),
      client: plan.clients[client]?.id ?? '',
      f,
      key,
      value,
      ...(plan.freeReads && f === 'read' ? { policy: 'availability' as const } : {}),
    })),
    faults: faultsOf(plan),
    stops: [],
    lastsUs: micros(LASTS_MS),
    prediction: null,
    words: {},
    expectations: [],
    handCut: { groups: plan.sides, oneWay: plan.features.includes('one-way') },
    handWrite: { f: 'read', key, value: null },
    counts: [
      'requests',
      'answered',
      'refused',
      'unknown',
      'staleReads',
      'lostWrites',
      ...(plan.model === 'account' ? (['moneyCreated'] as const) : []),
    ],
  }
}

const TIMING: Readonly<Record<keyof Scenario['timing'], Micros>> = {
  deadlineUs: 1_000_000,
  attemptTimeoutUs: 300_000,
  backoffUs: 80_000,
  backoffMaxUs: 300_000,
  exchangeEveryUs: 400_000,
  clientTimeoutUs: 1_400_000,
}

function faultsOf(plan: Plan): readonly PlannedFault[] {
  const { sides, features, crash, clock } = plan
  const at = (ms: number, fault: Fault): PlannedFault => ({ atUs: micros(ms), fault })
  return [
    ...(clock ? [at(10, { type: 'clock', node: clock.node, offsetUs: -micros(clock.behindMs) })] : []),
    at(CUT_MS, { type: 'cut', partition: { groups: sides, oneWay: features.includes('one-way') } }),
    ...(crash ? [at(crash.atMs, { type: 'crash', node: crash.node })] : []),
    ...(crash ? [at(HEAL_MS - 10, { type: 'restart', node: crash.node, diskKept: true })] : []),
    at(HEAL_MS, { type: 'heal' }),
  ]
}
