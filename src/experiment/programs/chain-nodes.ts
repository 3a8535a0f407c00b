import type { NodeId } from '../../model/cluster.ts'
import type { Micros } from '../../model/time.ts'
import type { Input, Output, Step } from '../../sim/sim.ts'
import { report, send } from './parts.ts'
import type { Play } from './stage.ts'

/** A page that makes one request after the other, each of which needs all services. */
export interface Chain extends Play {
  readonly state: Page | Service
  readonly body:
    | { readonly type: 'do'; readonly request: number; readonly sentAt: Micros; readonly copy: number }
    | { readonly type: 'done' | 'failed'; readonly request: number; readonly sentAt: Micros }
  readonly timer: never
  readonly order: never
  readonly report: { readonly tookUs: Micros; readonly failed: boolean }
}

/** Whether the services stand in a row, each asking the next, or are all asked at once by the page. */
export type Shape = 'row' | 'at-once'

interface Page {
  readonly role: 'page'
  readonly shape: Shape
  readonly services: number
  readonly requests: number
  readonly request: number
  /** How many services have not answered the request under way. */
  readonly waitsFor: number
  readonly failed: boolean
}

interface Service {
  readonly role: 'service'
  readonly shape: Shape
  readonly services: number
  readonly copies: number
  /** Its place in the row, from 0. */
  readonly place: number
  /** The requests that meet this copy while it is off. */
  readonly off: ReadonlySet<number>
}

type Turn<S> = readonly [S, readonly Output<Chain>[]]

export function serviceNode(place: number, copy: number): NodeId {
  return `s${place + 1}.${copy + 1}`
}

export const chainStep: Step<Chain> = (state, input) =>
  state.role === 'page' ? pageStep(state, input) : serviceStep(state, input)

function pageStep(page: Page, input: Input<Chain>): Turn<Page> {
  if (input.type === 'start') return asks(page, input.now)
  if (input.type !== 'message' || input.body.type === 'do') return [page, []]
  const failed = page.failed || input.body.type === 'failed'
  const waitsFor = page.waitsFor - 1
  if (waitsFor > 0) return [{ ...page, waitsFor, failed }, []]
  const over = report({ tookUs: input.now - input.body.sentAt, failed })
  if (page.request + 1 === page.requests) return [{ ...page, waitsFor }, [over]]
  const [next, asked] = asks({ ...page, request: page.request + 1 }, input.now)
  return [next, [over, ...asked]]
}

function asks(page: Page, now: Micros): Turn<Page> {
  const { request, services, shape } = page
  const asked = shape === 'row' ? 1 : services
  const sent = Array.from({ length: asked }, (_, place) =>
    send(serviceNode(place, 0), { type: 'do', request, sentAt: now, copy: 0 } as const),
  )
  return [{ ...page, waitsFor: asked, failed: false }, sent]
}

/** Does its part and passes the request on. A copy that is off has the next copy asked instead, if there is one. */
function serviceStep(service: Service, input: Input<Chain>): Turn<Service> {
  if (input.type !== 'message' || input.body.type !== 'do') return [service, []]
  const { request, sentAt, copy } = input.body
  const { place, copies, services, shape, off } = service
  const to = (node: NodeId, copy: number) => send(node, { type: 'do', request, sentAt, copy } as const)
  if (off.has(request)) {
    if (copy + 1 < copies) return [service, [to(serviceNode(place, copy + 1), copy + 1)]]
    return [service, [send('page', { type: 'failed', request, sentAt } as const)]]
  }
  if (shape === 'row' && place + 1 < services) return [service, [to(serviceNode(place + 1, 0), 0)]]
  return [service, [send('page', { type: 'done', request, sentAt } as const)]]
}
