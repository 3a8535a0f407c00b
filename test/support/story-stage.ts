import { firstMoment, type LabHappening, type Moment } from '../../src/lab/moment.ts'
import { nextMoment } from '../../src/lab/next-moment.ts'
import type { Scenario } from '../../src/lab/scenario.ts'
import { assert, present } from '../../src/model/assert.ts'
import type { NodeId } from '../../src/model/cluster.ts'
import { at, items } from '../../src/model/sequence.ts'
import type { Action, Message } from '../../src/sim/kernel.ts'
import { schedule } from '../../src/sim/schedule.ts'
import type { StoreKind } from '../../src/sim/store/state.ts'
import { nextDueAt } from '../../src/sim/world.ts'
import { PLAIN_CLUSTER, plainScenario, type StoryCluster } from './story-scenario.ts'
import { isWanted, type Wanted } from './story-words.ts'

type StoreMessage = Message<StoreKind>
type StoreAction = Action<StoreKind>

/** When held things are due. Nothing waits so long: a run of a story ends before. */
const FOREVER = Number.MAX_SAFE_INTEGER
const HAPPENINGS_MAX = 20_000

/**
 * A real cluster in the hands of a story. Time stands still but for `run`; everything else picks what is to happen next
 * out of the world's queue. Worlds are values, so that is an edit between two happenings, and nothing in `src` knows.
 */
export class Stage {
  private plan: StoryCluster | null = null
  private played: { readonly scenario: Scenario; moment: Moment } | null = null

  /** Says what cluster it is. Clients can be added until something happens. */
  set(change: Partial<StoryCluster>): void {
    assert(this.played === null, 'the cluster stands already')
    this.plan = { ...present({ ...PLAIN_CLUSTER, ...this.plan, ...change }, 'plan') }
  }

  get clients(): StoryCluster['clients'] {
    return this.plan?.clients ?? []
  }

  get scenario(): Scenario {
    return this.opened().scenario
  }

  get moment(): Moment {
    return this.opened().moment
  }

  get world(): Moment['world'] {
    return this.moment.world
  }

  edit(world: Moment['world']): void {
    const played = this.opened()
    played.moment = { ...played.moment, world }
  }

  /** Lets something happen that nobody waits for: an order to a client, a fault, another policy. */
  perform(action: StoreAction): readonly LabHappening[] {
    const seq = this.world.nextSeq
    this.edit(schedule(this.world, this.world.now, action))
    this.toFront(entry => entry.seq === seq)
    const first = this.happen()
    return [first, ...this.vanished()]
  }

  /** The messages under way that arrive if nothing is done to them, the first sent first. */
  underWay(wanted: Wanted): readonly StoreMessage[] {
    return this.world.queue
      .flatMap(({ action }) => (action.type === 'message' ? [action.message] : []))
      .filter(message => message.fate === 'deliver' && isWanted(message, wanted))
      .sort((a, b) => a.id - b.id)
  }

  deliver({ id }: StoreMessage): LabHappening {
    this.toFront(({ action }) => action.type === 'message' && action.message.id === id)
    return this.happen()
  }

  drop({ id }: StoreMessage): void {
    this.change(id, null)
  }

  hold({ id }: StoreMessage): void {
    this.change(id, FOREVER)
  }

  /** The last such message that was sent, whatever became of it. */
  lastSent(wanted: Wanted): StoreMessage | undefined {
    return items(this.moment.happenings)
      .flatMap(({ sent }) => sent)
      .findLast(message => isWanted(message, wanted))
  }

  /** Rings every timer of that type that a node has set. Those of what is long over ring for nobody. */
  fire(type: string, node: NodeId): readonly LabHappening[] {
    const set = this.world.queue.filter(
      ({ action }) => action.type === 'timer' && action.node === node && action.timer.type === type,
    )
    return set.map(({ seq }) => {
      this.toFront(entry => entry.seq === seq)
      return this.happen()
    })
  }

  /** Lets virtual time pass. What is due at the end happens too. */
  run(forUs: number): readonly LabHappening[] {
    const until = this.world.now + forUs
    const happened = this.while(() => (nextDueAt(this.world) ?? FOREVER) <= until)
    this.edit({ ...this.world, now: until })
    return happened
  }

  /** Lets virtual time pass until no client waits and nothing but signs of life is under way. */
  runUntilQuiet(): readonly LabHappening[] {
    return this.while(() => (nextDueAt(this.world) ?? FOREVER) < FOREVER && !this.isQuiet())
  }

  private while(goOn: () => boolean): readonly LabHappening[] {
    const happened: LabHappening[] = []
    while (goOn()) {
      happened.push(this.happen())
      assert(happened.length < HAPPENINGS_MAX, 'this does not come to rest')
    }
    return happened
  }

  private isQuiet(): boolean {
    const busy = this.world.hosts.some(({ state, up }) =>
      state.kind === 'client' ? state.open !== null : up && Object.keys(state.attempts).length > 0,
    )
    const moving = this.world.queue.some(
      ({ dueAt, action }) =>
        dueAt < FOREVER && action.type === 'message' && action.message.body.type !== 'digest',
    )
    return !busy && !moving
  }

  private opened(): { readonly scenario: Scenario; moment: Moment } {
    if (this.played !== null) return this.played
    const scenario = plainScenario(present(this.plan, 'a story begins with a cluster'))
    this.played = { scenario, moment: firstMoment(scenario, scenario.seed) }
    this.while(() => this.world.queue[0]?.action.type === 'start')
    return this.played
  }

  private happen(): LabHappening {
    const played = this.opened()
    played.moment = nextMoment(played.scenario, played.moment)
    if (this.plan?.exchange !== true) this.stopExchange()
    return present(at(played.moment.happenings, -1), 'something happened')
  }

  /** Without the exchange, replicas pass their copies on only when a story rings the timer. */
  private stopExchange(): void {
    const queue = this.world.queue.map(entry =>
      entry.action.type === 'timer' && entry.action.timer.type === 'exchange'
        ? { ...entry, dueAt: FOREVER }
        : entry,
    )
    this.edit({ ...this.world, queue: queue.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq) })
  }

  /** What a cut has just killed on the wire. */
  private vanished(): readonly LabHappening[] {
    return this.while(() => {
      const first = this.world.queue[0]
      return (
        first?.action.type === 'message' &&
        first.action.message.fate === 'cut' &&
        first.dueAt <= this.world.now
      )
    })
  }

  private toFront(isIt: (entry: { readonly seq: number; readonly action: StoreAction }) => boolean): void {
    const { queue, now } = this.world
    const entry = present(queue.find(isIt), 'what is to happen is due')
    this.edit({ ...this.world, queue: [{ ...entry, dueAt: now }, ...queue.filter(other => other !== entry)] })
  }

  private change(id: number, dueAt: number | null): void {
    const { queue } = this.world
    const next = queue.flatMap(entry => {
      if (entry.action.type !== 'message' || entry.action.message.id !== id) return [entry]
      return dueAt === null ? [] : [{ ...entry, dueAt }]
    })
    this.edit({ ...this.world, queue: next.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq) })
  }
}
