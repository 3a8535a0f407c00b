import { historyOf } from '../../../src/lab/assess.ts'
import type { PracticeCase } from '../../../src/lab/practice/practice.ts'
import type { Json } from '../../../src/model/json.ts'
import type { HistoryEvent } from '../../../src/model/operation.ts'
import { items } from '../../../src/model/sequence.ts'
import { hostOf } from '../../../src/sim/sim.ts'
import { explainable, pairsOf } from '../../checker/oracle.ts'

/** A request as its client saw it, paired from the history alone. */
interface Seen {
  readonly client: string
  readonly atMs: number
  readonly f: string
  readonly value: Json
  readonly end: HistoryEvent | null
}

/** What the right answer must be, from the lines of the history and the words of the question; undefined where they don't tell. */
export function recomputed(one: PracticeCase): Json | undefined {
  const { plan, run } = one.scene
  const seen = seenIn(historyOf(run.moment))
  switch (plan.kind) {
    case 'sees':
      return saidTo(asked(one, seen))
    case 'goes-on':
      return plan.clients
        .map(({ id }) => id)
        .filter(id =>
          seen.some(
            ({ client, f, atMs, end }) =>
              client === id &&
              f !== 'read' &&
              atMs > 800 &&
              atMs < 4200 &&
              end?.type === 'ok' &&
              !end.declined,
          ),
        )
    case 'judged': {
      const initial = { register: 1, account: 100, set: ['milk'] }[plan.model]
      return {
        linearizable: explainable(pairsOf(historyOf(run.moment)), initial),
        all: seen.every(({ end }) => end?.type === 'ok'),
      }
    }
    case 'told': {
      const { end } = asked(one, seen)
      return end?.type === 'ok' ? 'happened' : end?.type === 'fail' ? 'not' : 'open'
    }
    case 'figure':
      return figure(one, seen)
    case 'promises':
      return promises(one)
    case 'copy':
      return lastShown(one)
    case 'holders': {
      const { client, end } = asked(one, seen)
      if (end?.type === 'fail') return []
      // In one direction, or with a clock behind, versions push each other out: that is not to be seen from outside.
      if (plan.features.includes('one-way') || plan.clock) return undefined
      const index = plan.clients.findIndex(({ id }) => id === client)
      return plan.sides[index]?.filter(node => node !== plan.crash?.node)
    }
  }
}

function seenIn(history: readonly HistoryEvent[]): readonly Seen[] {
  return history.flatMap((event, index): Seen[] => {
    if (event.type !== 'invoke') return []
    const end = history.find((other, at) => at > index && other.process === event.process) ?? null
    const client = event.process.replace(/\..*/, '')
    return [{ client, atMs: Number(event.time) / 1000, f: event.f, value: event.value, end }]
  })
}

/** The request that the words of the question name. */
function asked({ scene, ask }: PracticeCase, seen: readonly Seen[]): Seen {
  const client = scene.plan.clients.find(
    ({ name }) => ask.includes(`${name} asks`) || ask.includes(`${name}’s`),
  )?.id
  const healed = ask.startsWith('After')
  const found = seen.filter(one => {
    const words = one.f === 'read' ? 'read' : `${one.f} ${String(one.value)}`
    const named = [`to ${words}.`, `: ${words}.`, `«${words}»`].some(part => ask.includes(part))
    return one.client === client && named && one.atMs > 800 && one.atMs > 4200 === healed
  })
  if (found.length !== 1 || !found[0]) throw new Error(`«${ask}» names ${found.length} requests`)
  return found[0]
}

function saidTo({ end }: Seen): Json {
  if (end === null || end.type === 'info') return 'nothing'
  if (end.type === 'fail') return 'refused'
  if (end.f === 'read') return [end.value]
  return end.declined ? 'declined' : 'done'
}

function figure({ scene, ask }: PracticeCase, seen: readonly Seen[]): Json | undefined {
  if (ask.includes('definite no')) return seen.filter(({ end }) => end?.type === 'fail').length
  if (!ask.includes('balance')) return undefined
  // What is in the books at the end, against what the clients were told.
  const told = seen.filter(({ end }) => end?.type === 'ok' && !end.declined)
  const sum = told.reduce(
    (total, { f, value }) =>
      total + (f === 'deposit' ? Number(value) : f === 'withdraw' ? -Number(value) : 0),
    100,
  )
  const final = hostOf(scene.run.moment.world, 'n1')
  if (final?.state.kind !== 'replica') return undefined
  const shown = lastShown({ scene } as PracticeCase)
  return typeof shown === 'number' ? Math.max(0, shown - sum) : undefined
}

/** What the copies show in the end, by following what each of them noted that it shows, from its coordinators' own answers on. */
function lastShown({ scene }: Pick<PracticeCase, 'scene'>): Json | undefined {
  const last = new Map<string, Json>()
  for (const { notes } of items(scene.run.moment.happenings))
    for (const { node, note } of notes) if (note.type === 'shows') last.set(node, note.after)
  const shown = [...last.values()]
  const agree =
    scene.plan.replicas.every(node => last.has(node)) &&
    new Set(shown.map(one => JSON.stringify(one))).size === 1
  return agree ? shown[0] : undefined
}

/** The replicas of its own side that ran: no promise comes from anywhere else, whichever way a cut lets things through. */
function promises({ scene, ask }: PracticeCase): Json {
  const at = ask.slice(0, ask.indexOf(' '))
  const side = scene.plan.sides.find(nodes => nodes.includes(at)) ?? []
  return side.filter(node => node !== scene.plan.crash?.node).length
}
