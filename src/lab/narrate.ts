import type { NodeId } from '../model/cluster.ts'
import { isJsonArray, type Json } from '../model/json.ts'
import { operationsIn } from '../model/operation-set.ts'
import type { Micros } from '../model/time.ts'
import type { Config, Fault, Note, Order, Report } from '../sim/sim.ts'
import { clockWords, partitionWords, rulesWords, stopsWords } from './fault-words.ts'
import type { LabHappening } from './moment.ts'
import type { Scenario } from './scenario.ts'

/** How a sentence is meant: plain, a good or bad turn, or that nobody knows. */
export type Tone = 'plain' | 'good' | 'bad' | 'unsure'

/** One thing that happened, in words that a colleague would use. */
export interface Sentence {
  readonly at: Micros
  readonly text: string
  readonly tone: Tone
}

/** What a happening means, in sentences; none where there is nothing worth saying. */
export function narrate(scenario: Scenario, happening: LabHappening): readonly Sentence[] {
  const { at, action, notes, reports } = happening
  const told: Omit<Sentence, 'at'>[] = []
  if (action.type === 'fault') told.push(faultSentence(action.fault))
  if (action.type === 'config') told.push(configSentence(at, action.config))
  for (const { node, note } of notes) {
    const sentence = noteSentence(scenario, node, note)
    if (sentence) told.push(sentence)
  }
  for (const report of reports) {
    const sentence = reportSentence(scenario, report)
    if (sentence) told.push(sentence)
  }
  return told.map(sentence => ({ at, ...sentence }))
}

/** The name by which people know a client. */
export function clientName(scenario: Scenario, client: NodeId): string {
  return scenario.clients.find(({ id }) => id === client)?.name ?? client
}

/** Text with processes by the names of their clients: `c2.2` is Oslo's as well. */
export function inNames(scenario: Scenario, text: string): string {
  return text.replace(/\bc\d+(\.\d+)?\b/g, name => clientName(scenario, name.split('.')[0] ?? name))
}

/** Which key it is about, where there is more than one: ` (purse)`. */
function keyWords({ keys }: Scenario, key: string | undefined): string {
  return key !== undefined && Object.keys(keys).length > 1 ? ` (${key})` : ''
}

/** A value as a person would write it: sets in braces, nothing as a dash. */
export function valueWords(value: Json): string {
  if (value === null) return '–'
  if (isJsonArray(value)) return value.length === 0 ? '{ }' : `{ ${value.map(valueWords).join(', ')} }`
  if (typeof value === 'object' && 'siblings' in value && value['siblings'] !== undefined) {
    const { siblings } = value
    return isJsonArray(siblings) ? siblings.map(valueWords).join(' or ') : valueWords(siblings)
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** An operation in words: `withdraw 80`, `read`, `set to 5`. */
export function orderWords({ f, value }: Pick<Order, 'f' | 'value'>): string {
  switch (f) {
    case 'read':
      return 'read'
    case 'write':
      return `write ${valueWords(value)}`
    case 'cas': {
      const [from = null, to = null] = isJsonArray(value) ? value : []
      return `change ${valueWords(from)} to ${valueWords(to)}`
    }
    default:
      return `${f} ${valueWords(value)}`
  }
}

function faultSentence(fault: Fault): Omit<Sentence, 'at'> {
  switch (fault.type) {
    case 'cut':
      return { text: cutWords(fault.partition), tone: 'bad' }
    case 'heal':
      return { text: 'the network is whole again', tone: 'good' }
    case 'crash':
      return { text: `${fault.node} crashes`, tone: 'bad' }
    case 'restart':
      return { text: `${fault.node} starts again`, tone: 'good' }
    case 'links':
      return { text: `the links from now on: ${rulesWords(fault.rules)}`, tone: 'plain' }
    case 'link':
      return linkSentence(fault)
    case 'clock':
      return {
        text:
          fault.offsetUs === 0
            ? `${fault.node}’s clock is right again`
            : clockWords(fault.node, fault.offsetUs),
        tone: 'plain',
      }
  }
}

function cutWords(partition: Extract<Fault, { type: 'cut' }>['partition']): string {
  return partition.oneWay ? stopsWords(partition) : `the network is cut: ${partitionWords(partition)}`
}

function linkSentence({ from, to, fault }: Extract<Fault, { type: 'link' }>): Omit<Sentence, 'at'> {
  const link = `the link ${from} → ${to}`
  if (fault === 'cut') return { text: `${link} is cut`, tone: 'bad' }
  if (fault === 'held') return { text: `${link} holds back what is sent on it`, tone: 'bad' }
  return { text: `${link} is free again`, tone: 'good' }
}

/** What the operators have set. Merge rules are set at the very beginning alone. */
function configSentence(at: Micros, { policy, operationPolicies, merge }: Config): Omit<Sentence, 'at'> {
  const rules = Object.entries(merge ?? {}).map(([key, rule]) => `copies of ${key} are merged by ${rule}`)
  if (at === 0 && rules.length > 0) return { text: `from now on: ${rules.join(', ')}`, tone: 'plain' }
  const own = Object.entries(operationPolicies ?? {}).map(([name, own]) => `${name} by ${own}`)
  return own.length > 0 ? { text: `from now on: ${own.join(', ')}`, tone: 'plain' } : policySentence(policy)
}

function policySentence(policy: string): Omit<Sentence, 'at'> {
  return policy === 'availability'
    ? { text: 'from now on: availability, each answers from its own copy', tone: 'plain' }
    : { text: 'the cluster goes by consistency: no answer without a majority', tone: 'plain' }
}

function noteSentence(scenario: Scenario, node: NodeId, note: Note): Omit<Sentence, 'at'> | null {
  const all = scenario.replicas.length
  switch (note.type) {
    case 'received': {
      const { client, f, key, value } = note.request
      return {
        text: `${clientName(scenario, client)} asks ${node}: ${orderWords({ f, value })}${keyWords(scenario, key)}`,
        tone: 'plain',
      }
    }
    case 'asks':
      return note.tries === 1
        ? { text: `${node} asks all ${all} replicas for a promise`, tone: 'plain' }
        : { text: `${node} asks again (try ${note.tries})`, tone: 'plain' }
    case 'proposes':
      return { text: `${node} has a majority’s promise and asks it to accept`, tone: 'plain' }
    case 'backs-off':
      return { text: `${node} got no majority; it waits a moment and tries again`, tone: 'bad' }
    case 'agreed':
      return { text: `${note.accepted} of ${all} have accepted: agreed, ${node} can answer`, tone: 'good' }
    case 'refuses':
      return {
        text: `${node} heard from ${note.promises} of ${all} in time, no majority: it says no`,
        tone: 'bad',
      }
    case 'gives-up':
      return { text: `${node} gives up with the change half sent: nobody knows`, tone: 'unsure' }
    case 'answers-alone':
      return note.waited
        ? { text: `${node} stops waiting and answers from its own copy`, tone: 'plain' }
        : { text: `${node} answers from its own copy and asks nobody`, tone: 'plain' }
    case 'lost-disk':
      return {
        text: `${node} has lost its disk: it must not vote before the others have told it`,
        tone: 'bad',
      }
    case 'recovered':
      return { text: `${node} has been told by ${note.from.join(' ')}: it takes part again`, tone: 'good' }
    case 'shows':
      return showsSentence(scenario, node, note)
  }
}

/** A copy took over another version. The value may even be the same, while what it was made of is gone. */
function showsSentence(
  scenario: Scenario,
  node: NodeId,
  { key, before, after, dropped, from }: Extract<Note, { type: 'shows' }>,
): Omit<Sentence, 'at'> {
  const same = valueWords(before) === valueWords(after)
  const change = same
    ? `takes ${from}’s ${valueWords(after)} for its own${keyWords(scenario, key)}`
    : `hears from ${from}: ${valueWords(before)} becomes ${valueWords(after)}${keyWords(scenario, key)}`
  if (dropped === 0n) return { text: `${node} ${change}`, tone: 'plain' }
  // Operations are numbered so that the remainder is the client's place.
  const { clients } = scenario
  const whose = clients.filter((_, place) => operationsIn(dropped).some(op => op % clients.length === place))
  return {
    text: `${node} ${change}; ${whose.map(({ name }) => `${name}’s`).join(' and ')} change is overwritten here`,
    tone: 'bad',
  }
}

function reportSentence(scenario: Scenario, { client, event }: Report): Omit<Sentence, 'at'> | null {
  const name = clientName(scenario, client)
  const key = keyWords(scenario, event.key)
  switch (event.type) {
    case 'invoke':
      return null
    case 'fail':
      return { text: `${name} is told no: «${orderWords(event)}»${key} was refused`, tone: 'bad' }
    case 'info':
      return { text: `${name} doesn’t know whether «${orderWords(event)}»${key} happened`, tone: 'unsure' }
    case 'ok':
      if (event.declined) return { text: `${name} hears: insufficient funds${key}`, tone: 'plain' }
      if (event.swapped === false)
        return { text: `${name} hears: the value was another one${key}`, tone: 'plain' }
      return event.f === 'read'
        ? { text: `${name} reads ${valueWords(event.value)}${key}`, tone: 'good' }
        : { text: `${name} hears: ok, ${orderWords(event)}${key}`, tone: 'good' }
  }
}
