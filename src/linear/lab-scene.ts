import { type AppState, type LabScreen, labMenu, placeOf, voteWords, waitsForRoom } from '../app/app.ts'
import {
  branchesOf,
  branchWords,
  clientName,
  figureLabel,
  type LedgerKey,
  ledgerOf,
  narrate,
  orderWords,
  position,
  type Run,
  replicaView,
  type Sentence,
  sharedActs,
  type Tone,
  valueWords,
} from '../lab/lab.ts'
import { items } from '../model/sequence.ts'
import { seconds } from '../model/time.ts'
import { hostOf } from '../sim/sim.ts'
import { clientOf } from '../tui/cluster/words.ts'
import { meaning } from '../tui/views/situation.ts'
import { spoken } from './spoken.ts'

const TONES: Readonly<Record<Tone, string>> = {
  plain: '',
  good: ', ok',
  bad: ', bad',
  unsure: ', nobody knows',
}

/** A live cluster in sentences: what there is, what goes on, what it has cost, and what is asked. */
export function liveLines(state: AppState, screen: LabScreen): readonly string[] {
  const { run, line } = screen
  const vote = waitsForRoom(state) && state.room ? voteWords(state.room, false) : null
  const menu = labMenu(screen)
  return [
    topology(run),
    spoken(meaning(run)),
    ...standing(run),
    `It is ${seconds(run.now)} s of ${seconds(run.scenario.lastsUs)} s.`,
    ...byHand(screen),
    ...(line !== null && line.said !== '' ? [`${line.bad ? 'Not done' : 'ok'}: ${line.said}`] : []),
    ...(menu !== null && (screen.focus || placeOf(state) === 'stopped') ? [menu.ask] : []),
    ...(vote === null ? [] : [spoken(vote)]),
  ]
}

/** Who there is, who asks whom, and what the copies held at first. */
export function topology({ scenario }: Run): string {
  const { replicas, clients, keys } = scenario
  const asks = clients.map(({ name, coordinator }) => `${name} asks ${coordinator}`)
  const held = Object.entries(keys).map(([key, { initial }]) => `${key} ${valueWords(initial)}`)
  return `The cluster: ${replicas.length} replicas, ${replicas.join(' ')}, each with a copy of ${held.join(', ')}. ${asks.join(', ')}.`
}

/** Each copy, each client that waits, and the figures so far. */
function standing(run: Run): readonly string[] {
  const { scenario, moment } = run
  const waits = scenario.clients.flatMap(client => waiting(moment, client))
  return [...Object.keys(scenario.keys).map(key => copies(run, key)), ...waits, ledgerSentence(run)]
}

/** What a client waits for, and since when: its replica hears of it later, and that is told when it does. */
function waiting(
  { world, told, happenings }: Run['moment'],
  { id, name, coordinator }: Run['scenario']['clients'][number],
): readonly string[] {
  const open = clientOf(world, id)?.open
  if (!open) return []
  const heard = items(happenings).find(({ notes }) =>
    notes.some(({ note }) => note.type === 'received' && note.op === open.op),
  )
  const waits = `${name} waits for an answer to ${orderWords(open.order)}`
  // By the time that was told when its replica heard of it.
  if (heard) return [`${waits}, asked at ${seconds(heard.at)} s.`]
  const sent = items(told).findLast(({ client, event }) => client === id && event.type === 'invoke')
  const when = sent ? `, sent at ${seconds(sent.event.time ?? 0)} s` : ''
  return [`${waits}${when} and on its way to ${coordinator}.`]
}

function copies({ scenario, moment }: Run, key: string): string {
  const shown = scenario.replicas.map(id => {
    const host = hostOf(moment.world, id)
    if (host?.state.kind !== 'replica') return id
    const down = host.up ? '' : ' (down)'
    return `${id} ${valueWords(replicaView(scenario, host.state, key).value)}${down}`
  })
  return `Copies of ${key}: ${shown.join(', ')}.`
}

function ledgerSentence({ scenario, moment }: Run): string {
  const ledger = ledgerOf(scenario, moment)
  const figures = scenario.counts.flatMap(key => {
    const value = figure(ledger[key])
    return value === '0' || value === 'not yet known' ? [] : [`${figureLabel(scenario, key)} ${value}`]
  })
  return figures.length === 0 ? 'So far nobody has asked anything.' : `So far: ${figures.join(', ')}.`
}

function figure(value: number | boolean | null): string {
  if (value === null) return 'not yet known'
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/** Where one would ask by hand, and about which key where there are several. */
function byHand({ run, client, shownKey }: LabScreen): readonly string[] {
  if (client === null) return []
  const key = Object.keys(run.scenario.keys).length > 1 ? ` about ${shownKey}` : ''
  return [`By hand you ask at ${clientName(run.scenario, client)}${key}.`]
}

/** What happened between two moments of a lab: every sentence on the way, or that one went back or elsewhere. */
export function runNews(before: Run, after: Run): readonly string[] {
  const moved = before.moment !== after.moment || before.now !== after.now
  if (!moved || before.scenario !== after.scenario || before.seed !== after.seed) return []
  const shared = sharedActs(before.acts.slice(0, before.acted), after.acts.slice(0, after.acted))
  if (position(after) < position(before)) return [`Back at ${seconds(after.now)} s.`]
  if (shared < before.acted) return [`On another branch, at ${seconds(after.now)} s.`]
  return happened(after, position(before))
}

/** What has happened in a run from a place on, a sentence each with its virtual time. */
function happened(run: Run, from = 0): readonly string[] {
  return items(run.moment.happenings, from)
    .flatMap(happening => narrate(run.scenario, happening))
    .map(timed)
}

function timed({ at, text, tone }: Sentence): string {
  // A bar between two sides would be read out as one.
  return `${seconds(at)} s${TONES[tone]}: ${text.replace(/(?<=n\d) \| (?=n\d)/g, ' apart from ')}.`
}

/** The run in order from its beginning, for those who would see it as a diagram. */
export function storyLines(run: Run): readonly string[] {
  return ['What happened, in order:', ...happened(run)]
}

/** Two branches, one told after the other, and where they differ. */
export function sideLines({ run, other }: LabScreen): readonly string[] {
  if (other === null) return []
  const told = branchesOf([other, run]).map(branch => [
    `${branch.run === run ? 'The branch you are on' : 'The other branch'}: ${branchWords(branch)}${branch.run.moment.ended ? ', ended' : ''}.`,
    ...standing(branch.run),
  ])
  const [left, right] = [run, other].map(each => ledgerOf(each.scenario, each.moment))
  const differs = (key: LedgerKey) => left?.[key] !== right?.[key]
  const words = run.scenario.counts
    .filter(differs)
    .map(
      key =>
        `${figureLabel(run.scenario, key)} ${figure(left?.[key] ?? null)} here, ${figure(right?.[key] ?? null)} there`,
    )
  const end = words.length === 0 ? 'The figures are the same so far.' : `They differ: ${words.join('; ')}.`
  return [`Both at ${seconds(run.now)} s.`, ...told.toReversed().flat(), end]
}
