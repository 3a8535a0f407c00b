import { attemptsOf, type LabHappening, type Run } from '../../lab/lab.ts'
import type { NodeId } from '../../model/cluster.ts'
import { type Attempt, hostOf, messagesUnderWay, type ReplicaState } from '../../sim/sim.ts'
import { NOTHING, type Saying } from './words.ts'

/** What a running replica is about: its oldest attempt, what it has just said, what it still has to pass on, or nothing. */
export function doing(run: Run, replica: ReplicaState, news: readonly LabHappening[]): Saying {
  if (replica.recovering !== null) return { forms: ['? lost its disk', '? no disk', '?disk'], role: 'unsure' }
  const [attempt, ...more] = attemptsOf(run.moment.world, replica.id)
  if (attempt) return attemptSaying(run, attempt, more.length)
  const said = justSaid(replica.id, news)
  if (said) return said
  const untold = Object.values(replica.hints).filter(keys => Object.keys(keys).length > 0).length
  if (untold > 0)
    return { forms: [`${untold} still to tell`, `${untold} to tell`, `tell${untold}`], role: 'text' }
  return NOTHING
}

/** An attempt waits when nothing of it is on its way any more: only a timer can move it. */
function attemptSaying(run: Run, attempt: Attempt, others: number): Saying {
  const { world } = run.moment
  const { op } = attempt.request
  const moving = messagesUnderWay(world).some(
    ({ body, fate, to }) =>
      'op' in body && body.op === op && body.type !== 'reply' && fate === 'deliver' && hostOf(world, to)?.up,
  )
  const all = run.scenario.replicas.length
  const accepting = attempt.phase === 'accept'
  const yes = accepting ? attempt.accepted.length : Object.keys(attempt.promises).length
  const votes = `${yes}/${all}`
  const meter = '●'.repeat(yes) + '·'.repeat(all - yes)
  const more = others > 0 ? ` +${others}` : ''
  const forms = (...verbs: readonly string[]) => [
    `${verbs[0]} ${votes} ${meter}${more}`,
    ...verbs.map(verb => `${verb} ${votes}${more}`),
    ...verbs.map(verb => `${verb} ${votes}`),
  ]
  if (attempt.phase === 'pause' || !moving)
    return { forms: [...forms('waits', 'wait'), `?${votes}`], role: 'unsure' }
  const told = accepting ? forms('accepts', 'accept', 'acc') : forms('asks', 'ask')
  return { forms: [...told, votes], role: 'focus' }
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
