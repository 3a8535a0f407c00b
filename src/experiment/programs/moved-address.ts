import { micros } from '../../model/time.ts'
import type { Input, Output, Step } from '../../sim/sim.ts'
import type { Program } from '../program.ts'
import { link, note, numberOf, report, send, wake, wordOf } from './parts.ts'
import { type Play, playOut } from './stage.ts'

/** A client that calls a service at an address, a registry that knows who is where, and a machine that is replaced. */
interface MovedAddress extends Play {
  readonly state: Client | Registry | Machine
  readonly body: Body
  readonly timer: 'call' | { readonly call: number }
  /** Whoever looks after the client gives it an address; whoever looks after machines starts and stops them. */
  readonly order: { readonly type: 'address'; readonly address: Address } | 'serve' | 'stop'
  readonly report: { readonly call: number; readonly answered: boolean }
}

type Address = 'old' | 'new'

type Body =
  | { readonly type: 'call' | 'answer'; readonly call: number }
  | { readonly type: 'where' }
  | { readonly type: 'here'; readonly address: Address }
  | { readonly type: 'i-serve' }

interface Client {
  readonly role: 'client'
  readonly calls: number
  readonly next: number
  readonly open: readonly number[]
  readonly address: Address
  /** How long an address is good for, in µs; null for one that is written down for ever. */
  readonly goodForUs: number | null
  /** When the address was asked for. */
  readonly askedAt: number
}

interface Registry {
  readonly role: 'registry'
  readonly address: Address
}

interface Machine {
  readonly role: 'machine'
}

type Turn<S> = readonly [S, readonly Output<MovedAddress>[]]

const EVERY_MS = 1000
const TIMEOUT_MS = 500
/** When the machine is replaced: the new one serves first, then the old one goes. */
const NEW_AT_MS = 32_300
const OLD_GOES_AT_MS = 33_300

const step: Step<MovedAddress> = (state, input) => {
  if (state.role === 'client') return clientStep(state, input)
  return state.role === 'registry' ? registryStep(state, input) : machineStep(state, input)
}

function clientStep(client: Client, input: Input<MovedAddress>): Turn<Client> {
  switch (input.type) {
    case 'start':
      return call({ ...client, askedAt: -(client.goodForUs ?? 0) }, input.now)
    case 'message':
      if (input.body.type === 'here') return ring({ ...client, address: input.body.address })
      return input.body.type === 'answer' ? closed(client, input.body.call, true) : [client, []]
    case 'timer':
      return input.timer === 'call' ? call(client, input.now) : closed(client, input.timer.call, false)
    case 'order': {
      if (typeof input.order === 'string') return [client, []]
      return [{ ...client, address: input.order.address }, [note('somebody changes the address', 'good')]]
    }
    default:
      return [client, []]
  }
}

/** Calls, or asks the registry first where the address has grown old. */
function call(client: Client, now: number): Turn<Client> {
  const { goodForUs, askedAt } = client
  const stale = goodForUs !== null && now - askedAt >= goodForUs
  return stale ? [{ ...client, askedAt: now }, [send('registry', { type: 'where' })]] : ring(client)
}

function ring(client: Client): Turn<Client> {
  const { next, calls, open, address } = client
  const later = next < calls ? [wake(EVERY_MS, 'call' as const)] : []
  return [
    { ...client, next: next + 1, open: [...open, next] },
    [send(address, { type: 'call', call: next } as const), wake(TIMEOUT_MS, { call: next }), ...later],
  ]
}

function closed(client: Client, number: number, answered: boolean): Turn<Client> {
  if (!client.open.includes(number)) return [client, []]
  const silence = answered ? [] : [note(`call ${number}: no answer`, 'bad')]
  const open = client.open.filter(other => other !== number)
  return [{ ...client, open }, [...silence, report({ call: number, answered })]]
}

function registryStep(registry: Registry, input: Input<MovedAddress>): Turn<Registry> {
  if (input.type !== 'message') return [registry, []]
  if (input.body.type === 'where')
    return [registry, [send(input.from, { type: 'here', address: registry.address } as const)]]
  if (input.body.type !== 'i-serve') return [registry, []]
  return [{ ...registry, address: input.from === 'new' ? 'new' : 'old' }, []]
}

function machineStep(machine: Machine, input: Input<MovedAddress>): Turn<Machine> {
  if (input.type === 'order')
    return input.order === 'stop'
      ? [machine, [note('switched off')]]
      : [machine, [note('switched on'), send('registry', { type: 'i-serve' } as const)]]
  if (input.type !== 'message' || input.body.type !== 'call') return [machine, []]
  return [machine, [send(input.from, { type: 'answer', call: input.body.call } as const)]]
}

/** Every fifth call, and whatever is out of the ordinary: a call a second that is answered is nothing to look at. */
function drawn(body: Body, arrives: boolean): string | null {
  switch (body.type) {
    case 'where':
      return 'where?'
    case 'here':
      return body.address === 'new' ? 'at the new one' : 'at the old one'
    case 'i-serve':
      return 'I serve now'
    default:
      return arrives && body.call % 5 !== 1 ? null : `${body.type} ${body.call}`
  }
}

/** Fallacy 5. An address that was written down is right until the machine behind it is another one. */
export const movedAddress: Program = {
  id: 'moved-address',
  settings: {
    calls: { kind: 'number', min: 1, max: 300, usual: 120, unit: '', says: 'calls, one a second' },
    replaced: {
      kind: 'choice',
      of: ['no', 'yes'],
      usual: 'no',
      says: 'whether the machine is replaced after 33 s',
    },
    address: {
      kind: 'choice',
      of: ['written down', 'looked up'],
      usual: 'written down',
      says: 'where the client has the address from',
    },
    'good-for': {
      kind: 'number',
      min: 0,
      max: 300,
      usual: 10,
      unit: 's',
      says: 'how long a looked-up one is used',
    },
    'by-hand': {
      kind: 'number',
      min: 1,
      max: 300,
      usual: 60,
      unit: 's',
      says: 'until somebody changes it by hand',
    },
  },
  figures: {
    failed: { label: 'calls failed', unit: '', digits: 0, better: 'less' },
    'off-for': { label: 'off for', unit: 's', digits: 1, better: 'less' },
    lookups: { label: 'asked where', unit: '', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const replaced = wordOf(settings, 'replaced') === 'yes'
    const looksUp = wordOf(settings, 'address') === 'looked up'
    const byHandAt = micros(OLD_GOES_AT_MS + numberOf(settings, 'by-hand') * 1000)
    const client: Client = {
      role: 'client',
      calls: numberOf(settings, 'calls'),
      next: 1,
      open: [],
      address: 'old',
      goodForUs: looksUp ? micros(numberOf(settings, 'good-for') * 1000) : null,
      askedAt: 0,
    }
    const played = playOut<MovedAddress>({
      seed,
      actors: [
        { id: 'registry', name: 'registry', state: { role: 'registry', address: 'old' } },
        { id: 'client', name: 'client', state: client },
        { id: 'old', name: 'old machine', state: { role: 'machine' } },
        { id: 'new', name: 'new machine', state: { role: 'machine' } },
      ],
      links: link({ delayMs: [1, 4] }),
      step,
      orders: !replaced
        ? []
        : [
            { at: micros(NEW_AT_MS), node: 'new', order: 'serve' },
            { at: micros(OLD_GOES_AT_MS), node: 'old', order: 'stop' },
            ...(looksUp
              ? []
              : [{ at: byHandAt, node: 'client', order: { type: 'address', address: 'new' } as const }]),
          ],
      faults: replaced ? [{ at: micros(OLD_GOES_AT_MS), fault: { type: 'crash', node: 'old' } }] : [],
      until: Number.MAX_SAFE_INTEGER,
      says: (body, { to, sentAt }) =>
        drawn(body, !replaced || to !== 'old' || sentAt < micros(OLD_GOES_AT_MS)),
    })
    const failed = played.reports.filter(({ report: { answered } }) => !answered)
    const first = failed[0]?.report.call ?? 0
    const back = played.reports.find(({ report: { call: number, answered } }) => answered && number > first)
    const offUs = failed.length === 0 ? 0 : (back?.at ?? played.lastsUs) - micros(OLD_GOES_AT_MS)
    return {
      figures: {
        failed: failed.length,
        'off-for': offUs / 1_000_000,
        lookups: played.messages.filter(({ message }) => message.body.type === 'where').length,
      },
      tape: played.tape,
      series: [],
      lastsUs: played.lastsUs,
    }
  },
}
