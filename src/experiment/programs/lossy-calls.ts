import type { Input, Message, Output, Step } from '../../sim/sim.ts'
import type { Program } from '../program.ts'
import { link, note, numberOf, oneOf, percentOf, report, send, wake, wordOf } from './parts.ts'
import { type Play, playOut, taped } from './stage.ts'

/** Pages, one after the other, that each make a number of calls at once to a server behind a network that loses. */
interface LossyCalls extends Play {
  readonly state: Client | Server
  readonly body: Body
  readonly timer: { readonly call: string; readonly tried: number }
  readonly order: never
  readonly report:
    | { readonly type: 'page'; readonly missing: number }
    | { readonly type: 'done'; readonly call: string; readonly before: number }
}

type Body =
  | {
      readonly type: 'request'
      readonly call: string
      readonly page: number
      readonly tried: number
      readonly key: boolean
    }
  | { readonly type: 'reply'; readonly call: string; readonly tried: number }

interface Client {
  readonly role: 'client'
  readonly rules: Rules
  /** The page being made, from 1. */
  readonly page: number
  /** The calls of this page that are still open. */
  readonly open: readonly string[]
  readonly missing: number
}

interface Rules {
  readonly pages: number
  readonly calls: number
  readonly tries: number
  readonly timeoutMs: number
  /** Whether every try of a call carries the call's key. */
  readonly key: boolean
}

interface Server {
  readonly role: 'server'
  /** The newest page it has heard of, and how often each of its calls was done: what is over is forgotten. */
  readonly page: number
  readonly done: Readonly<Record<string, number>>
}

type Turn<S> = readonly [S, readonly Output<LossyCalls>[]]

const step: Step<LossyCalls> = (state, input) =>
  state.role === 'client' ? clientStep(state, input) : serverStep(state, input)

function clientStep(client: Client, input: Input<LossyCalls>): Turn<Client> {
  switch (input.type) {
    case 'start':
      return openPage({ ...client, page: 1 })
    case 'message':
      return closed(client, input.body.call, client.missing)
    case 'timer': {
      const { call, tried } = input.timer
      if (!client.open.includes(call)) return [client, []]
      if (tried < client.rules.tries) return [client, ask(client, call, tried + 1)]
      return closed(client, call, client.missing + 1)
    }
    default:
      return [client, []]
  }
}

function openPage(client: Client): Turn<Client> {
  const { rules, page } = client
  const open = Array.from({ length: rules.calls }, (_, index) => `${page}.${index + 1}`)
  return [{ ...client, open, missing: 0 }, open.flatMap(call => ask(client, call, 1))]
}

function ask({ rules, page }: Client, call: string, tried: number): readonly Output<LossyCalls>[] {
  const { key, timeoutMs } = rules
  return [send('server', { type: 'request', call, page, tried, key }), wake(timeoutMs, { call, tried })]
}

/** A call that was answered, or given up; with the last one the page is shown, and the next one begins. */
function closed(client: Client, call: string, missing: number): Turn<Client> {
  const open = client.open.filter(other => other !== call)
  if (open.length === client.open.length) return [client, []]
  if (open.length > 0) return [{ ...client, open, missing }, []]
  const { page, rules } = client
  const shown = [
    missing === 0
      ? note(`page ${page}: whole`, 'good')
      : note(`page ${page}: ${missing} of ${rules.calls} missing`, 'bad'),
    report({ type: 'page', missing } as const),
  ]
  if (page === rules.pages) return [{ ...client, open, missing }, shown]
  const [next, asked] = openPage({ ...client, page: page + 1 })
  return [next, [...shown, ...asked]]
}

function serverStep(server: Server, input: Input<LossyCalls>): Turn<Server> {
  if (input.type !== 'message' || input.body.type !== 'request') return [server, []]
  const { call, page, tried, key } = input.body
  const known = page === server.page ? server.done : {}
  const before = known[call] ?? 0
  const answer = send(input.from, { type: 'reply', call, tried } as const)
  if (before > 0 && key) return [server, [note('known key: the same reply', 'good'), answer]]
  const again = before > 0 ? [note(`does ${call} a second time`, 'bad')] : []
  const done = { ...known, [call]: before + 1 }
  return [{ ...server, page, done }, [...again, report({ type: 'done', call, before } as const), answer]]
}

/** Only what went wrong, and what was done about it: forty calls that arrive are forty lines of nothing. */
function drawn({ type, call, tried }: Body, { fate }: Message<LossyCalls>): string | null {
  if (fate === 'deliver' && tried === 1) return null
  return `${type} ${call}${type === 'request' && tried > 1 ? `, try ${tried}` : ''}`
}

/** Fallacy 1. A page is whole only if every one of its calls is answered. */
export const lossyCalls: Program = {
  id: 'lossy-calls',
  settings: {
    pages: { kind: 'number', min: 1, max: 100, usual: 100, unit: '', says: 'pages, one after the other' },
    calls: { kind: 'number', min: 1, max: 60, usual: 40, unit: '', says: 'calls that a page makes' },
    loss: { kind: 'number', min: 0, max: 50, usual: 0, unit: '%', says: 'messages that are lost' },
    tries: { kind: 'number', min: 1, max: 5, usual: 1, unit: '', says: 'tries for each call; 1 is no retry' },
    timeout: { kind: 'number', min: 30, max: 1000, usual: 100, unit: 'ms', says: 'how long a try waits' },
    key: oneOf(['yes', 'no'], 'whether all tries of a call carry its key'),
  },
  figures: {
    whole: { label: 'whole pages', unit: '%', digits: 0, better: 'more' },
    answered: { label: 'calls answered', unit: '%', digits: 1, better: 'more' },
    requests: { label: 'requests sent', unit: '', digits: 0, better: 'less' },
    'done-twice': { label: 'done twice', unit: '', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const rules: Rules = {
      pages: numberOf(settings, 'pages'),
      calls: numberOf(settings, 'calls'),
      tries: numberOf(settings, 'tries'),
      timeoutMs: numberOf(settings, 'timeout'),
      key: wordOf(settings, 'key') === 'yes',
    }
    const client: Client = { role: 'client', rules, page: 0, open: [], missing: 0 }
    const played = playOut<LossyCalls>({
      seed,
      actors: [
        { id: 'client', name: 'client', state: client },
        { id: 'server', name: 'server', state: { role: 'server', page: 0, done: {} } },
      ],
      links: link({ delayMs: [8, 12], lossPercent: numberOf(settings, 'loss') }),
      step,
      until: Number.MAX_SAFE_INTEGER,
      says: drawn,
    })
    const reports = played.reports.map(({ report: what }) => what)
    const missing = reports.flatMap(what => (what.type === 'page' ? [what.missing] : []))
    const calls = rules.pages * rules.calls
    return {
      figures: {
        whole: percentOf(missing.filter(count => count === 0).length, rules.pages),
        answered: percentOf(calls - missing.reduce((sum, count) => sum + count, 0), calls),
        requests: played.messages.filter(({ message }) => message.body.type === 'request').length,
        'done-twice': reports.filter(what => what.type === 'done' && what.before === 1).length,
      },
      ...taped(played),
    }
  },
}
