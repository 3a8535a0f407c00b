import { assert } from '../../model/assert.ts'
import type { NodeId } from '../../model/cluster.ts'
import { practiceScenario } from '../practice/practice.ts'
import type { Scenario } from '../scenario.ts'

/**
 * The sandboxes are a family: one scenario file for each store, and of each a variant for every number of replicas. A
 * variant's id says all of it (`sandbox-set-7`), so that a replay code that names it needs nothing more.
 */
export interface Store {
  /** What a learner types: `store set`. */
  readonly name: string
  readonly scenario: string
  readonly says: string
}

export const STORES: readonly Store[] = [
  { name: 'account', scenario: 'sandbox', says: 'sums of money: withdraw and deposit' },
  { name: 'set', scenario: 'sandbox-set', says: 'sets: add and remove' },
  { name: 'register', scenario: 'sandbox-register', says: 'single values: write and cas' },
]

export const REPLICAS_MIN = 3
export const REPLICAS_MAX = 7

/** The number of replicas in the files; their ids carry none. */
const USUAL_REPLICAS = 5

const VARIANT = /^(sandbox(?:-[a-z]+)?)-([3-7])$/

/** Whether a scenario is one in which everything is done by hand. */
export function isSandbox({ id }: Pick<Scenario, 'id'>): boolean {
  return STORES.some(({ scenario }) => scenario === familyId(id))
}

/** The id of the sandbox that a variant belongs to: `sandbox-set` of `sandbox-set-7`, and any other id itself. */
export function familyId(id: string): string {
  return VARIANT.exec(id)?.[1] ?? id
}

/** The id of a sandbox with so many replicas. */
export function variantId(id: string, replicas: number): string {
  const family = familyId(id)
  return replicas === USUAL_REPLICAS ? family : `${family}-${replicas}`
}

/**
 * The scenario of that id, where `find` knows the scenarios that have a file: also a sandbox with another number of
 * replicas, and every case of practice, whose id says all of it. Pass it wherever scenarios are looked up by id,
 * replay codes included.
 */
export function findWithVariants(
  id: string,
  find: (id: string) => Scenario | undefined,
): Scenario | undefined {
  const practice = practiceScenario(id)
  if (practice) return practice
  const [, family, replicas] = VARIANT.exec(id) ?? []
  if (family === undefined || Number(replicas) === USUAL_REPLICAS) return find(id)
  const base = find(family)
  return base && isSandbox(base) ? withReplicas(base, Number(replicas)) : undefined
}

/** A sandbox with another number of replicas: its clients at the first, the middle and the last one, the cut by hand in halves. */
export function withReplicas(base: Scenario, count: number): Scenario {
  assert(count >= REPLICAS_MIN && count <= REPLICAS_MAX, `a sandbox with ${count} replicas`)
  const id = variantId(base.id, count)
  if (id === base.id) return base
  const replicas: readonly NodeId[] = Array.from({ length: count }, (_, index) => `n${index + 1}`)
  const places = [0, Math.floor(count / 2), count - 1]
  const clients = base.clients.map((client, index) => ({
    ...client,
    coordinator: replicas[places[index] ?? 0] ?? client.coordinator,
  }))
  const half = Math.ceil(count / 2)
  const handCut = { groups: [replicas.slice(0, half), replicas.slice(half)], oneWay: false }
  return { ...base, id, replicas, clients, handCut }
}
