import type { Input, Output, Step } from '../../sim/sim.ts'
import { note, report, send, wake } from './parts.ts'
import type { Play } from './stage.ts'

/** A client that calls a service at an address, a registry that knows who is where, and a machine that is replaced. */
export interface MovedAddress extends Play {
  readonly state: Client | Registry | Machine
  readonly body: Body
  readonly timer: 'call' | { readonly call: number }
  /** Whoever looks after the client gives it an address; whoever looks after machines starts and stops them. */
  readonly order: { readonly type: 'address'; readonly address: Address } | 'serve' | 'stop'
  readonly report: { readonly call: number; readonly answered: boolean }
}

type Address = 'old' | 'new'

export type Body =
  | { readonly type: 'call' | 'answer'; readonly call: number }
  | { readonly type: 'where' }
  | { readonly type: 'here'; readonly address: Address }
  | { readonly type: 'i-serve' }

export interface Client {
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
export const NEW_AT_MS = 32_300
export const OLD_GOES_AT_MS = 33_300

export const step: Step<MovedAddress> = (state, input) => {
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
