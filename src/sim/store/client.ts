import type { NodeId } from '../../model/cluster.ts'
import type { HistoryEvent } from '../../model/operation.ts'
import type { Answer, Order, Report } from './protocol.ts'
import type { ClientState, Open, StoreInput, StoreOutput } from './state.ts'

/** A client with nothing to do yet. `index` is its place among `clients` many, from 0. */
export function createClient(begin: {
  readonly id: NodeId
  readonly index: number
  readonly clients: number
  readonly coordinator: NodeId
  readonly timeoutUs: number
}): ClientState {
  return { kind: 'client', ...begin, started: 0, processNumber: 1, open: null, waiting: [], last: null }
}

/**
 * A client: invokes what it is ordered to, one operation at a time, and reports what it sees. What it sees is all that
 * a verdict may be built on: an answer, a refusal, or silence until its patience ends.
 */
export function clientStep(
  state: ClientState,
  input: StoreInput,
): readonly [ClientState, readonly StoreOutput[]] {
  switch (input.type) {
    case 'order':
      return state.open === null
        ? invoke(state, input.order)
        : [{ ...state, waiting: [...state.waiting, input.order] }, []]
    case 'message':
      return input.body.type === 'reply' && input.body.op === state.open?.op
        ? finish(state, state.open, input.body.answer)
        : [state, []]
    case 'timer':
      return input.timer.type === 'client-timeout' && input.timer.op === state.open?.op
        ? finish(state, state.open, { kind: 'no-answer' })
        : [state, []]
    default:
      return [state, []]
  }
}

function invoke(state: ClientState, order: Order): readonly [ClientState, readonly StoreOutput[]] {
  const op = state.started * state.clients + state.index
  const request = { op, client: state.id, ...order }
  return [
    { ...state, started: state.started + 1, open: { op, order } },
    [
      report(state, op, { type: 'invoke', value: order.value }, order),
      { type: 'send', to: state.coordinator, body: { type: 'request', request } },
      { type: 'timer', afterUs: state.timeoutUs, timer: { type: 'client-timeout', op } },
    ],
  ]
}

function finish(
  state: ClientState,
  open: Open,
  answer: Answer,
): readonly [ClientState, readonly StoreOutput[]] {
  const ended = report(state, open.op, endOf(open.order, answer), open.order, answer)
  const processNumber = state.processNumber + (answer.kind === 'no-answer' ? 1 : 0)
  const last = { order: open.order, answer }
  const [next, ...waiting] = state.waiting
  const idle: ClientState = { ...state, processNumber, open: null, waiting, last }
  if (next === undefined) return [idle, [ended]]
  const [busy, outputs] = invoke(idle, next)
  return [busy, [ended, ...outputs]]
}

function endOf(order: Order, answer: Answer): Partial<HistoryEvent> & Pick<HistoryEvent, 'type' | 'value'> {
  if (answer.kind === 'refused') return { type: 'fail', value: order.value }
  if (answer.kind === 'no-answer') return { type: 'info', value: order.value }
  if (order.f === 'read') return { type: 'ok', value: answer.result }
  if (order.f === 'cas' && answer.result === false) return { type: 'ok', value: order.value, swapped: false }
  if (order.f === 'withdraw' && answer.result === false)
    return { type: 'ok', value: order.value, declined: true }
  return { type: 'ok', value: order.value }
}

function report(
  state: ClientState,
  op: number,
  event: Partial<HistoryEvent> & Pick<HistoryEvent, 'type' | 'value'>,
  order: Order,
  answer?: Answer,
): StoreOutput {
  const process = state.processNumber === 1 ? state.id : `${state.id}.${state.processNumber}`
  const told: Report = {
    op,
    client: state.id,
    event: { process, f: order.f, key: order.key, ...event },
    basis: answer?.kind === 'ok' ? answer.basis : null,
    effect: answer?.kind === 'ok' && answer.effect,
  }
  return { type: 'report', report: told }
}
