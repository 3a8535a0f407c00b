import { attemptsOf, type LabHappening, type Run, replicaView } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import { countOperations } from '../../model/operation-set.ts'
import { type Attempt, messagesUnderWay, type ReplicaState } from '../../sim/sim.ts'
import { recent } from './recent.ts'
import { orderForms, type Saying } from './words.ts'

/** What the stage shows of one replica. */
export interface ReplicaFacts {
  readonly id: NodeId
  readonly up: boolean
  /** Of the key that the scenario is about. */
  readonly value: Json
  /** How many changes the copy contains. */
  readonly version: number
  /** Two replicas hold the same when this is the same: one value, made of the same changes. */
  readonly copy: string
  /** Whether it has just taken over another value. */
  readonly fresh: boolean
  readonly doing: Saying
  /** More about it, the most telling first, for boxes with room. */
  readonly details: readonly Saying[]
}

/** How long what a replica has just done stays to be read, in virtual time. */
const FRESH_US = 400_000

export function replicaFacts(run: Run): readonly ReplicaFacts[] {
  const { scenario, moment } = run
  const news = recent(run, FRESH_US)
  const key = keyShown(run)
  return scenario.replicas.flatMap(id => {
    const host = moment.world.hosts[id]
    if (host?.state.kind !== 'replica') return []
    const view = replicaView(scenario, host.state, key)
    const shows = ({ notes }: LabHappening) =>
      notes.some(({ node, note }) => node === id && note.type === 'shows')
    return {
      id,
      up: host.up,
      value: view.value,
      version: countOperations(view.includes),
      copy: `${canonicalJson(view.value)} ${view.includes}`,
      fresh: host.up && news.some(shows),
      doing: host.up ? doing(run, host.state, news) : { forms: ['✗ down'], role: 'bad' },
      details: details(run, host.state, key, view.includes),
    }
  })
}

/** The key that the boxes show: the one that is written by hand, which is the one the story is about. */
function keyShown({ scenario }: Run): string {
  const { key } = scenario.handWrite
  return key in scenario.keys ? key : (Object.keys(scenario.keys)[0] ?? key)
}

/** What a replica is about: its oldest attempt, what it has just said, what it still has to pass on, or nothing. */
function doing(run: Run, replica: ReplicaState, news: readonly LabHappening[]): Saying {
  const [attempt, ...more] = attemptsOf(run.moment.world, replica.id)
  if (attempt) return attemptSaying(run, attempt, more.length)
  const said = justSaid(replica.id, news)
  if (said) return said
  const untold = Object.values(replica.hints).filter(keys => Object.keys(keys).length > 0).length
  if (untold > 0)
    return { forms: [`${untold} still to tell`, `${untold} to tell`, `tell${untold}`], role: 'text' }
  return { forms: [''], role: 'quiet' }
}

/** An attempt waits when nothing of it is on its way any more: only a timer can move it. */
function attemptSaying(run: Run, attempt: Attempt, others: number): Saying {
  const { world } = run.moment
  const { op } = attempt.request
  const moving = messagesUnderWay(world).some(
    ({ body, fate, to }) =>
      'op' in body && body.op === op && body.type !== 'reply' && fate === 'deliver' && world.hosts[to]?.up,
  )
  const all = run.scenario.replicas.length
  const accepting = attempt.phase === 'accept'
  const yes = accepting ? attempt.accepted.length : Object.keys(attempt.promises).length
  const votes = `${yes}/${all}`
  const meter = '●'.repeat(yes) + '·'.repeat(all - yes)
  const more = others > 0 ? ` +${others}` : ''
  const forms = (verb: string, short: string) => [
    `${verb} ${votes} ${meter}${more}`,
    `${verb} ${votes}${more}`,
    `${short} ${votes}`,
    votes,
  ]
  if (attempt.phase === 'pause' || !moving)
    return { forms: [...forms('waits', 'wait').slice(0, 3), `?${votes}`], role: 'unsure' }
  return { forms: accepting ? forms('accept', 'acc') : forms('asks', 'ask'), role: 'focus' }
}

function justSaid(node: NodeId, news: readonly LabHappening[]): Saying | undefined {
  for (const { notes } of news)
    for (const { node: speaker, note } of notes) {
      if (speaker !== node) continue
      if (note.type === 'agreed') return { forms: ['✓ agreed', '✓'], role: 'good' }
      if (note.type === 'refuses') return { forms: ['✗ says no', '✗ no'], role: 'bad' }
      if (note.type === 'gives-up') return { forms: ['? gives up', '?'], role: 'unsure' }
      if (note.type === 'answers-alone') return { forms: ['✓ asks nobody', '✓ alone', '✓'], role: 'good' }
    }
  return undefined
}

function details(run: Run, replica: ReplicaState, key: string, includes: bigint): readonly Saying[] {
  const copy = replica.disk.copies[key]
  const { config } = run.moment.world
  const [counter = 0, node = ''] = copy?.promised ?? []
  const promised =
    counter > 0 ? [`promised ${node} (${counter})`, `prom. ${node}`] : ['promised nobody', 'no promise']
  const pending = copy?.pending.length ?? 0
  const [last = { forms: ['no change yet', 'no change'], role: 'quiet' } as const, ...earlier] = changes(
    run,
    includes,
  )
  return [
    last,
    { forms: promised, role: 'quiet' },
    { forms: [`pending ${pending}`], role: pending > 0 ? 'text' : 'quiet' },
    { forms: [config.keyPolicies[key] ?? config.policy], role: 'quiet' },
    ...earlier,
  ]
}

/** The changes that a copy contains, the latest asked first: `c1 withdraw 80`. */
function changes(run: Run, includes: bigint): readonly Saying[] {
  const { told } = run.moment
  const found: Saying[] = []
  for (let place = told.length - 1; place >= 0; place -= 1) {
    const entry = told.items[place]
    if (entry?.event.type !== 'invoke' || ((includes >> BigInt(entry.op)) & 1n) === 0n) continue
    found.push({ forms: orderForms(entry.event).map(form => `${entry.client} ${form}`), role: 'quiet' })
  }
  return found
}
