import { assess, historyOf } from '../../src/lab/assess.ts'
import type { LabHappening } from '../../src/lab/moment.ts'
import { narrate, orderWords, valueWords } from '../../src/lab/narrate.ts'
import { type Run, startRun } from '../../src/lab/run.ts'
import { replicaView } from '../../src/lab/settled.ts'
import { attemptsOf } from '../../src/lab/stops.ts'
import type { HistoryEvent } from '../../src/model/operation.ts'
import type { Message } from '../../src/sim/kernel.ts'
import { hostOf } from '../../src/sim/sim.ts'
import { type Ballot, covers, initialCopy, type Version } from '../../src/sim/store/copy.ts'
import type { Answer, Body, CopyEntry } from '../../src/sim/store/protocol.ts'
import type { ReplicaState, StoreKind } from '../../src/sim/store/state.ts'
import type { Stage } from './story-stage.ts'

type StoreMessage = Message<StoreKind>

/** What a happening meant, in the words of the lab, and what was sent because of it. */
export function happeningLines(stage: Stage, happening: LabHappening): readonly string[] {
  const { action, result, sent } = happening
  const fate =
    action.type === 'message' && result !== 'done' ? [`${messageWords(action.message)} ${lost(result)}`] : []
  return [...fate, ...sentences(stage, happening), ...sentLines(sent)]
}

/** What happened while time passed: sentences only, each with its millisecond. */
export function timedLines(stage: Stage, happenings: readonly LabHappening[]): readonly string[] {
  return happenings.flatMap(happening =>
    sentences(stage, happening).map(
      text => `${String(Math.floor(happening.at / 1000)).padStart(5)} ms  ${text}`,
    ),
  )
}

function sentences(stage: Stage, happening: LabHappening): readonly string[] {
  return narrate(stage.scenario, happening).map(({ text }) => text)
}

function lost(result: LabHappening['result']): string {
  return result === 'receiver-down' ? 'finds nobody' : 'vanishes at the cut'
}

/** The same message to several receivers is one line. */
function sentLines(sent: readonly StoreMessage[]): readonly string[] {
  const receivers = new Map<string, string[]>()
  for (const { from, to, body, fate } of sent) {
    const said = [`${fate === 'deliver' ? '  ->' : '  -x'} ${body.type} ${from}>`, bodyWords(body)].join('\t')
    receivers.set(said, [...(receivers.get(said) ?? []), to])
  }
  return [...receivers].map(([said, to]) => {
    const [head = '', words = ''] = said.split('\t')
    return `${head}${to.join(',')}${words === '' ? '' : `: ${words}`}`
  })
}

export function messageWords({ from, to, body }: StoreMessage): string {
  const words = bodyWords(body)
  return `${body.type} ${from}>${to}${words === '' ? '' : `: ${words}`}`
}

function bodyWords(body: Body): string {
  switch (body.type) {
    case 'request':
      return orderWords(body.request)
    case 'reply':
      return answerWords(body.answer)
    case 'prepare':
    case 'accepted':
      return `ballot ${ballotWords(body.ballot)}`
    case 'promise':
      return `ballot ${ballotWords(body.ballot)}, has ${copyWords(body.copy)}`
    case 'accept':
      return `ballot ${ballotWords(body.ballot)}, value ${valueWords(body.agreed.value)}`
    case 'nack':
      return `ballot ${ballotWords(body.ballot)}, promised ${ballotWords(body.promised)}`
    case 'push':
      return body.pending.map(versionWords).join(' ')
    case 'pushed':
      return `through ${body.through}`
    case 'digest':
      return body.entries.map(({ ballot }) => `agreed at ${ballotWords(ballot)}`).join(' ')
    case 'copies':
    case 'recovery':
      return body.entries.map(copyWords).join('; ')
    case 'recover':
      return `disk ${body.number}`
  }
}

function answerWords(answer: Answer): string {
  if (answer.kind === 'refused') return 'refused'
  return answer.kind === 'no-answer' ? 'nobody knows' : `ok, ${valueWords(answer.result)}`
}

function copyWords({ ballot, agreed, pending }: Omit<CopyEntry, 'key'>): string {
  const versions = pending.length === 0 ? '' : `, pending ${pending.map(versionWords).join(' ')}`
  return `${valueWords(agreed.value)} of ${ballotWords(ballot)}${versions}`
}

function ballotWords([counter, node]: Ballot): string {
  return counter === 0 ? '-' : `${counter}.${node}`
}

/** `n4#2=20` is the second version that n4 made, and its value; a difference has a sign instead. */
function versionWords({ dot: [origin, n], change }: Version): string {
  const what =
    'delta' in change ? `${change.delta < 0 ? '' : '+'}${change.delta}` : `=${valueWords(change.value)}`
  return `${origin.replace(/\.0$/, '')}#${n}${what}`
}

/** What each replica shows, what it promised, what it knows as agreed, and its versions; hidden ones in brackets. */
export function copyLines(stage: Stage): readonly string[] {
  const rows = [['', 'shows', 'promised', 'agreed', 'at', 'pending']]
  const { scenario } = stage
  const [key = ''] = Object.keys(scenario.keys)
  for (const replica of replicasOf(stage)) {
    const { promised, ballot, agreed, pending } =
      replica.disk.copies[key] ?? initialCopy(scenario.keys[key]?.initial ?? null)
    const versions = pending.map(version =>
      covers(agreed.saw, version) ? `(${versionWords(version)})` : versionWords(version),
    )
    const name = hostOf(stage.world, replica.id)?.up ? replica.id : `${replica.id}†`
    const shows = valueWords(replicaView(scenario, replica, key).value)
    const value = valueWords(agreed.value)
    rows.push([name, shows, ballotWords(promised), value, ballotWords(ballot), versions.join(' ') || '-'])
  }
  const widths = [0, 1, 2, 3, 4].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
}

function replicasOf(stage: Stage): readonly ReplicaState[] {
  return stage.scenario.replicas.flatMap(id => {
    const state = hostOf(stage.world, id)?.state
    return state?.kind === 'replica' ? [state] : []
  })
}

export function attemptLines(stage: Stage): readonly string[] {
  const names = (nodes: readonly string[]) => (nodes.length === 0 ? '-' : nodes.join(' '))
  const lines = stage.scenario.replicas.flatMap(id =>
    attemptsOf(stage.world, id).map(
      ({ request, tries, phase, ballot, promises, accepted, nacked, everProposed }) =>
        `${id} ${orderWords(request)} of ${request.client}: try ${tries}, ${phase}, ballot ${ballotWords(ballot)}, ` +
        `promises ${names(Object.keys(promises))}, accepted ${names(accepted)}, nacked ${names(nacked)}, ` +
        `${everProposed ? 'an accept is out' : 'no accept out'}`,
    ),
  )
  return lines.length > 0 ? lines : ['no attempt']
}

export function historyLines(stage: Stage): readonly string[] {
  return historyOf(stage.moment).map(event => `${event.process} ${eventWords(event)}`)
}

function eventWords(event: HistoryEvent): string {
  const asked = orderWords(event)
  switch (event.type) {
    case 'invoke':
      return `asks: ${asked}`
    case 'fail':
      return `${asked}: refused, it did not happen`
    case 'info':
      return `${asked}: nobody knows`
    case 'ok':
      if (event.declined) return `${asked}: declined`
      if (event.swapped === false) return `${asked}: did not match`
      return event.f === 'read' ? `read: ${valueWords(event.value)}` : `${asked}: ok`
  }
}

export function verdictLine(stage: Stage): string {
  const { result, explanation } = assess(runOf(stage)).verdict
  return result === 'violation' ? `violation: ${explanation}` : result
}

/** The ledger's figures that are not zero. */
export function ledgerLine(stage: Stage): string {
  return Object.entries(assess(runOf(stage)).ledger)
    .filter(([, figure]) => figure !== 0 && figure !== null)
    .map(([name, figure]) =>
      figure === true ? name : figure === false ? `not ${name}` : `${name} ${figure}`,
    )
    .join(', ')
}

function runOf({ scenario, moment }: Stage): Run {
  return { ...startRun(scenario, scenario.seed), moment }
}
