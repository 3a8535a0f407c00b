import type { NodeId } from '../../model/cluster.ts'
import { draw, type Random } from '../../model/random.ts'
import { type Micros, micros, millis } from '../../model/time.ts'
import type { Input, Output, Step } from '../../sim/sim.ts'
import { report, send, wake } from './parts.ts'
import type { Play } from './stage.ts'

/** Shoppers, each with one order, and a server that takes one after the other. */
export interface Overload extends Play {
  readonly state: Shopper | Server
  readonly body: { readonly type: 'request' | 'reply'; readonly tried: number }
  readonly timer:
    | { readonly type: 'try' }
    | { readonly type: 'timeout'; readonly tried: number }
    | { readonly type: 'served'; readonly shopper: NodeId; readonly tried: number }
  readonly order: never
  readonly report:
    | { readonly type: 'answered' | 'too-late' | 'timed-out' }
    | { readonly type: 'queue'; readonly waiting: number }
}

export type Retry = 'none' | 'at-once' | 'backoff' | 'backoff-jitter'

export interface Rules {
  readonly serviceMs: number
  readonly timeoutMs: number
  readonly retry: Retry
  readonly tries: number
  readonly pauseMs: number
  readonly capMs: number
}

interface Shopper {
  readonly role: 'shopper'
  readonly rules: Rules
  /** When the order is placed. */
  readonly atMs: number
  readonly tried: number
  /** Whether an answer to the newest try would still be heard. */
  readonly open: boolean
  readonly random: Random
}

interface Server {
  readonly role: 'server'
  readonly rules: Rules
  /** When it will have done all that it has taken on: first come, first served. */
  readonly freeAt: Micros
  readonly waiting: number
}

type Turn<S> = readonly [S, readonly Output<Overload>[]]

export const overloadStep: Step<Overload> = (state, input) =>
  state.role === 'shopper' ? shopperStep(state, input) : serverStep(state, input)

function shopperStep(shopper: Shopper, input: Input<Overload>): Turn<Shopper> {
  switch (input.type) {
    case 'start':
      return [shopper, [wake(shopper.atMs, { type: 'try' } as const)]]
    case 'message':
      if (!shopper.open || input.body.tried !== shopper.tried)
        return [shopper, [report({ type: 'too-late' } as const)]]
      return [{ ...shopper, open: false }, [report({ type: 'answered' } as const)]]
    case 'timer':
      if (input.timer.type === 'try') return tries(shopper)
      if (input.timer.type !== 'timeout' || !shopper.open || input.timer.tried !== shopper.tried)
        return [shopper, []]
      return timedOut({ ...shopper, open: false })
    default:
      return [shopper, []]
  }
}

function tries(shopper: Shopper): Turn<Shopper> {
  const tried = shopper.tried + 1
  const next = { ...shopper, tried, open: true }
  const patience = wake(shopper.rules.timeoutMs, { type: 'timeout', tried } as const)
  return [next, [send('server', { type: 'request', tried } as const), patience]]
}

/** Its patience has ended: it gives up, or tries again after a pause. */
function timedOut(shopper: Shopper): Turn<Shopper> {
  const { retry, tries: most } = shopper.rules
  const told = report({ type: 'timed-out' } as const)
  if (retry === 'none' || shopper.tried >= most) return [shopper, [told]]
  const [pauseMs, random] = pauseOf(shopper)
  return [{ ...shopper, random }, [told, wake(pauseMs, { type: 'try' } as const)]]
}

/** The pause doubles from try to try, up to its cap; with jitter it is anything from half of that to half as much again. */
function pauseOf({ rules, tried, random }: Shopper): readonly [ms: number, Random] {
  if (rules.retry === 'at-once') return [0, random]
  let pauseMs = rules.pauseMs
  for (let before = 1; before < tried; before += 1) pauseMs = Math.min(rules.capMs, pauseMs * 2)
  if (rules.retry === 'backoff') return [pauseMs, random]
  const [us, next] = draw(random, micros(pauseMs / 2), micros((pauseMs * 3) / 2))
  return [millis(us), next]
}

/** Serves one after the other, whether or not anybody still waits for it: that can't be seen from here. */
function serverStep(server: Server, input: Input<Overload>): Turn<Server> {
  if (input.type === 'message') {
    const freeAt = Math.max(input.now, server.freeAt) + micros(server.rules.serviceMs)
    const waiting = server.waiting + 1
    const served = { type: 'served', shopper: input.from, tried: input.body.tried } as const
    const took = report({ type: 'queue', waiting } as const)
    return [{ ...server, freeAt, waiting }, [took, wake(millis(freeAt - input.now), served)]]
  }
  if (input.type !== 'timer' || input.timer.type !== 'served') return [server, []]
  const waiting = server.waiting - 1
  const answer = send(input.timer.shopper, { type: 'reply', tried: input.timer.tried } as const)
  return [{ ...server, waiting }, [report({ type: 'queue', waiting } as const), answer]]
}
