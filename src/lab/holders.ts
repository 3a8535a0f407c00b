import { canonicalJson, isJsonArray, type Json } from '../model/json.ts'
import { items } from '../model/sequence.ts'
import { type Micros, seconds } from '../model/time.ts'
import type { Told } from './moment.ts'
import type { Scenario } from './scenario.ts'

/**
 * A lock as one client has it: from the answer that gave it, to the moment at which somebody first asked for it to be
 * given up. Null means that nobody has: who was told ok still believes it. What is not certain is not counted, so an
 * acquisition without an answer is none, and a release that may have happened is one.
 */
export interface Holding {
  /** The client's name. */
  readonly client: string
  readonly from: Micros
  readonly until: Micros | null
}

/** A time during which several clients held one lock, each with a right to believe that nobody else did. */
export interface SharedHold {
  readonly clients: readonly string[]
  readonly from: Micros
  /** Null where it lasts to the end. */
  readonly until: Micros | null
}

/** Who held the lock that the scenario declares, and when, in the order in which they were told ok. */
function holdingsOf({ lock, clients }: Scenario, told: readonly Told[]): readonly Holding[] {
  if (lock === undefined) return []
  const free = canonicalJson(lock.free)
  const held: (Holding & { readonly value: string })[] = []
  told.forEach(({ client, op, event }, place) => {
    const [from, to] = swapOf(event.value)
    if (event.f !== 'cas' || event.key !== lock.key) return
    if (event.type === 'invoke' && from !== free && mayHappen(told, op, place))
      for (const [index, holding] of held.entries())
        if (holding.value === from && holding.until === null)
          held[index] = { ...holding, until: event.time ?? 0 }
    if (event.type === 'ok' && event.swapped !== false && to !== free) {
      const name = clients.find(({ id }) => id === client)?.name ?? client
      held.push({ client: name, from: event.time ?? 0, until: null, value: to })
    }
  })
  return held
}

function swapOf(value: Json): readonly [from: string, to: string] {
  const [from = null, to = null] = isJsonArray(value) ? value : []
  return [canonicalJson(from), canonicalJson(to)]
}

/** Whether an operation that was asked for happened, or may have: it was neither refused nor told that it doesn't match. */
function mayHappen(told: readonly Told[], op: Told['op'], asked: number): boolean {
  const answer = told.slice(asked + 1).find(line => line.op === op)?.event
  return answer?.type !== 'fail' && answer?.swapped !== false
}

/** The first time at which the most clients held the lock at once; none who held it gives a list of nobody. */
export function mostHolders(scenario: Scenario, told: readonly Told[]): SharedHold {
  const held = holdingsOf(scenario, told)
  let most: SharedHold = { clients: [], from: 0, until: null }
  for (const { from } of held) {
    const now = held.filter(other => other.from <= from && (other.until === null || other.until > from))
    const clients = [...new Set(now.map(({ client }) => client))]
    if (clients.length <= most.clients.length) continue
    const ends = now.flatMap(({ until }) => until ?? [])
    most = { clients, from, until: ends.length > 0 ? Math.min(...ends) : null }
  }
  return most
}

/** «Lyon and Oslo both held the lock, from 2.31 s to 7.05 s»; null where nobody shared it, or there is no lock. */
export function sharedHoldWords(scenario: Scenario, told: Parameters<typeof items<Told>>[0]): string | null {
  const { clients, from, until } = mostHolders(scenario, items(told))
  if (scenario.lock === undefined || clients.length < 2) return null
  const names = `${clients.slice(0, -1).join(', ')} and ${clients.at(-1)}`
  const when =
    until === null ? `from ${seconds(from)} s to the end` : `from ${seconds(from)} to ${seconds(until)} s`
  return `${names} held the ${scenario.lock.key} at once, ${when}`
}
