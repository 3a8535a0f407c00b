import type { NodeId, Partition } from '../../model/cluster.ts'
import type { Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import type { OperationId, OperationSet } from '../../model/operation-set.ts'
import { items } from '../../model/sequence.ts'
import type { LabHappening } from '../moment.ts'
import type { Run } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { sameCopies } from '../settled.ts'
import { telling } from '../telling.ts'

/** An operation of a run as a judge sees it. Times are places in the one order of all that the judge looks at. */
export interface Asked {
  readonly op: OperationId
  readonly client: NodeId
  readonly coordinator: NodeId
  readonly f: OperationName
  readonly key: string
  readonly value: Json
  readonly called: number
  /** When its coordinator got it; null as long as it has not. */
  readonly received: number | null
  readonly ended: number | null
  readonly outcome: 'ok' | 'refused' | 'unknown' | 'open'
  /** What an ok answer said. */
  readonly result: Json
  readonly effect: boolean
  /** Whether its coordinator answered from its own copy and asked nobody. */
  readonly alone: boolean
  /** The operations whose effects an ok answer was computed from. */
  readonly basis: OperationSet
}

/** A stretch of a run during which one cut was in force, to `to`, or until now where that is null. */
export interface Spell {
  readonly partition: Partition
  /** Whether it keeps every replica apart from all on the other sides, both ways: what the theorem speaks of. */
  readonly complete: boolean
  readonly from: number
  readonly to: number | null
  /** The replicas that were down during some of it. */
  readonly failed: ReadonlySet<NodeId>
}

/** What happened in a run as far as a challenge asks for it. */
export interface Account {
  readonly asked: readonly Asked[]
  readonly spells: readonly Spell[]
  /** When the network was healed. */
  readonly heals: readonly number[]
}

/**
 * How far a run was gone through before. What happened is kept in one list that only grows (`model/sequence.ts`), so
 * whoever asks again while it plays goes through what is new alone, and every challenge has the same account.
 */
const begun = new WeakMap<readonly LabHappening[], Tally>()

export function accountOf({ scenario, moment: { happenings } }: Run): Account {
  const known = begun.get(happenings.items)
  const fits = known !== undefined && known.scenario === scenario && known.taken <= happenings.length
  const tally = fits ? known : new Tally(scenario)
  for (const happening of items(happenings, tally.taken)) tally.take(happening)
  begun.set(happenings.items, tally)
  return tally.account()
}

/** Whether what has come to a run since an earlier moment of it is nothing to any judge: signs of life, and no copy changed. */
export function onlySignsOfLife({ moment, acted }: Run, before: Run): boolean {
  return (
    before.acted === acted &&
    before.moment.happenings.length <= moment.happenings.length &&
    before.moment.ended === moment.ended &&
    telling(before.moment.happenings).length === telling(moment.happenings).length &&
    sameCopies(before.scenario, before.moment.world, moment.world)
  )
}

/** Whether a place lies in a spell. */
export function within(place: number | null, { from, to }: Spell): boolean {
  return place !== null && place > from && (to === null || place < to)
}

/** Goes through a run once, from its beginning. */
class Tally {
  readonly scenario: Scenario
  /** How many happenings it has gone through. */
  taken = 0
  private readonly asked = new Map<OperationId, Asked>()
  private readonly spells: Spell[] = []
  private readonly heals: number[] = []
  private last: { readonly taken: number; readonly account: Account } | null = null
  private readonly down = new Set<NodeId>()
  private place = 0

  constructor(scenario: Scenario) {
    this.scenario = scenario
  }

  /** What was gone through so far; later happenings don't change it. */
  account(): Account {
    if (this.last?.taken !== this.taken) {
      const account = { asked: [...this.asked.values()], spells: [...this.spells], heals: [...this.heals] }
      this.last = { taken: this.taken, account }
    }
    return this.last.account
  }

  take({ action, reports, notes }: LabHappening): void {
    this.taken += 1
    if (action.type === 'fault') this.fault(action.fault)
    for (const report of reports) this.report(report)
    for (const { note } of notes)
      if (note.type === 'received' || note.type === 'answers-alone') {
        this.place += 1
        const asked = this.asked.get(note.op)
        const change = note.type === 'received' ? { received: this.place } : { alone: true }
        if (asked) this.asked.set(note.op, { ...asked, ...change })
      }
  }

  private fault(fault: Extract<LabHappening['action'], { type: 'fault' }>['fault']): void {
    this.place += 1
    if (fault.type === 'cut' || fault.type === 'heal') this.endSpell()
    if (fault.type === 'heal') this.heals.push(this.place)
    if (fault.type === 'cut') this.beginSpell(fault.partition)
    if (fault.type === 'restart') this.down.delete(fault.node)
    if (fault.type === 'crash') {
      this.down.add(fault.node)
      const spell = this.spells.at(-1)
      if (spell?.to === null)
        this.spells[this.spells.length - 1] = { ...spell, failed: new Set([...spell.failed, fault.node]) }
    }
  }

  private beginSpell(partition: Partition): void {
    const { groups, oneWay } = partition
    const sided = new Set(groups.flat())
    const complete =
      !oneWay && groups.length > 1 && this.scenario.replicas.every(replica => sided.has(replica))
    this.spells.push({ partition, complete, from: this.place, to: null, failed: new Set(this.down) })
  }

  private endSpell(): void {
    const spell = this.spells.at(-1)
    if (spell?.to === null) this.spells[this.spells.length - 1] = { ...spell, to: this.place }
  }

  private report({ op, client, event, basis, effect }: LabHappening['reports'][number]): void {
    this.place += 1
    if (event.type === 'invoke') {
      const { f, key = '', value } = event
      const coordinator = this.scenario.clients.find(({ id }) => id === client)?.coordinator ?? ''
      const about = { op, client, coordinator, f, key, value, called: this.place }
      const open = { received: null, ended: null, result: null, effect: false, alone: false, basis: 0n }
      this.asked.set(op, { ...about, ...open, outcome: 'open' })
      return
    }
    const asked = this.asked.get(op)
    if (!asked) return
    const outcome = event.type === 'ok' ? 'ok' : event.type === 'fail' ? 'refused' : 'unknown'
    const result = outcome === 'ok' ? event.value : null
    this.asked.set(op, { ...asked, outcome, result, effect, basis: basis ?? 0n, ended: this.place })
  }
}
