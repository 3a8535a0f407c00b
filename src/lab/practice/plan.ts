import type { MergeRule, NodeId, Policy } from '../../model/cluster.ts'
import type { Dice } from './dice.ts'
import { type Feature, KINDS, type Level, NEW_FEATURES, type QuestionKind } from './levels.ts'
import { type PlannedWork, workOf } from './work.ts'

/** One case before it is run: what there is, what breaks, what is asked of the store, and the kind of question. */
export interface Plan {
  readonly level: Level
  readonly kind: QuestionKind
  readonly features: readonly Feature[]
  readonly replicas: readonly NodeId[]
  /** The sides of the cut. In one direction, only messages from the first to the second are lost. */
  readonly sides: readonly (readonly NodeId[])[]
  /** One for each side, in that order. */
  readonly clients: readonly { readonly id: NodeId; readonly name: string; readonly coordinator: NodeId }[]
  readonly model: 'register' | 'account' | 'set'
  readonly merge: MergeRule
  readonly policy: Policy
  /** Whether reads go by availability whatever the policy is. */
  readonly freeReads: boolean
  readonly work: readonly PlannedWork[]
  /** The replica that crashes, and when, in ms; null where none does. */
  readonly crash: { readonly node: NodeId; readonly atMs: number } | null
  /** The replica whose clock is behind, and by how many ms; null where all are right. */
  readonly clock: { readonly node: NodeId; readonly behindMs: number } | null
}

export const CUT_MS = 800
export const HEAL_MS = 4200
export const LASTS_MS = 6800

const CITIES = ['Lyon', 'Oslo', 'Quito', 'Kyoto', 'Turin', 'Accra', 'Perth', 'Lima', 'Cork', 'Pune'] as const

/** Draws a case of a level; some cannot be asked about, and then another one is drawn. */
export function drawPlan(level: Level, dice: Dice): Plan {
  const features = drawFeatures(level, dice)
  const has = (feature: Feature) => features.includes(feature)
  const kind = dice.pick(KINDS[level])
  const sides = drawSides(has, level, dice)
  const replicas = sides.flat()
  const cities = dice.shuffled(CITIES)
  const clients = sides.map((side, index) => ({
    id: `c${index + 1}`,
    name: cities[index] ?? '',
    coordinator: dice.pick(side),
  }))
  const { model, merge } = drawStore(has, dice)
  const policy = drawPolicy(has, kind, dice)
  const work = workOf({ model, clients: clients.length, kind }, dice)
  const plan = { level, kind, features, replicas, sides, clients, model, merge, policy, work }
  return { ...plan, freeReads: has('own-policy'), ...drawTrouble(has, plan, dice) }
}

function drawFeatures(level: Level, dice: Dice): readonly Feature[] {
  const features: Feature[] = [dice.pick(NEW_FEATURES[level])]
  for (let lower = 2 as Level; lower < level; lower = (lower + 1) as Level)
    if (dice.once(3)) features.push(dice.pick(NEW_FEATURES[lower]))
  return features
}

function drawSides(has: (feature: Feature) => boolean, level: Level, dice: Dice): readonly NodeId[][] {
  const even = has('even')
  const count = even ? dice.pick(level < 3 ? [4] : [4, 6]) : dice.pick(level < 3 ? [3, 5] : [3, 5, 5, 7])
  const ids = Array.from({ length: count }, (_, index) => `n${index + 1}`)
  if (has('three') && !has('one-way')) {
    const first = dice.whole(1, count - 2)
    const second = dice.whole(first + 1, count - 1)
    return [ids.slice(0, first), ids.slice(first, second), ids.slice(second)]
  }
  const half = Math.floor(count / 2)
  const place = even ? half : dice.pick([half, half + 1])
  return [ids.slice(0, place), ids.slice(place)]
}

function drawStore(has: (feature: Feature) => boolean, dice: Dice): Pick<Plan, 'model' | 'merge'> {
  // Whose clock is off matters only where the last write wins.
  if (has('clock')) return { model: dice.pick(['register', 'account'] as const), merge: 'last-write-wins' }
  if (has('siblings')) return { model: 'register', merge: 'siblings' }
  if (has('merge'))
    return dice.pick([
      { model: 'account', merge: 'counter' },
      { model: 'set', merge: 'set-union' },
      { model: 'set', merge: 'last-write-wins' },
    ] as const)
  return { model: dice.pick(['register', 'account'] as const), merge: 'last-write-wins' }
}

function drawPolicy(has: (feature: Feature) => boolean, kind: QuestionKind, dice: Dice): Policy {
  if (has('own-policy') || kind === 'promises' || kind === 'told') return 'consistency'
  if (has('siblings') || has('clock') || has('merge')) return 'availability'
  // Under availability there is little else to ask of copies and of the ledger.
  if (kind === 'copy') return dice.once(4) ? 'consistency' : 'availability'
  return dice.pick(['consistency', 'availability'] as const)
}

function drawTrouble(
  has: (feature: Feature) => boolean,
  { kind, clients, replicas, work }: Pick<Plan, 'kind' | 'clients' | 'replicas' | 'work'>,
  dice: Dice,
): Pick<Plan, 'crash' | 'clock'> {
  const coordinators = clients.map(({ coordinator }) => coordinator)
  const changes = work.filter(({ atMs, f }) => f !== 'read' && atMs > CUT_MS)
  const change = dice.pick(changes)
  const asked = clients[change.client]?.coordinator ?? ''
  const others = replicas.filter(node => !coordinators.includes(node))
  const crash =
    has('crash') && kind === 'told'
      ? // In the middle of an operation, so that nobody is left to answer it.
        { node: asked, atMs: change.atMs + 300 }
      : has('crash') && others.length > 0
        ? { node: dice.pick(others), atMs: CUT_MS + 100 }
        : null
  const clock = has('clock') ? { node: asked, behindMs: dice.pick([700, 900, 1200]) } : null
  return { crash, clock }
}
