import { millis } from '../../model/time.ts'
import type { Input, Output, Step } from '../../sim/sim.ts'
import type { Program } from '../program.ts'
import { link, note, numberOf, report, send } from './parts.ts'
import { type Play, playOut, taped } from './stage.ts'

/** A page that needs a number of calls: some of them in one message, and the next ones once those are answered. */
interface PageCalls extends Play {
  readonly state: Page | { readonly role: 'server' }
  readonly body: { readonly type: 'ask' | 'answer'; readonly first: number; readonly last: number }
  readonly timer: never
  readonly order: never
  readonly report: 'page-ready'
}

interface Page {
  readonly role: 'page'
  readonly calls: number
  /** How many calls one message carries. */
  readonly batch: number
}

type Turn = readonly [PageCalls['state'], readonly Output<PageCalls>[]]

const step: Step<PageCalls> = (state, input) =>
  state.role === 'page' ? pageStep(state, input) : serverStep(state, input)

function pageStep(page: Page, input: Input<PageCalls>): Turn {
  const answered = input.type === 'message' ? input.body.last : 0
  if (answered === page.calls) return [page, [note('the page is ready', 'good'), report('page-ready')]]
  const last = Math.min(page.calls, answered + page.batch)
  return [page, [send('server', { type: 'ask', first: answered + 1, last })]]
}

function serverStep(server: PageCalls['state'], input: Input<PageCalls>): Turn {
  if (input.type !== 'message') return [server, []]
  return [server, [send(input.from, { ...input.body, type: 'answer' })]]
}

/** Fallacy 2. The time of a page is the sum of its round trips, however fast each call is. */
export const pageCalls: Program = {
  id: 'page-calls',
  settings: {
    calls: { kind: 'number', min: 1, max: 200, usual: 40, unit: '', says: 'calls that the page needs' },
    batch: { kind: 'number', min: 1, max: 200, usual: 1, unit: '', says: 'calls in one message' },
    'round-trip': { kind: 'number', min: 0.1, max: 1000, usual: 0.5, unit: 'ms', says: 'there and back' },
  },
  figures: {
    'page-time': { label: 'page ready after', unit: 'ms', digits: 0, better: 'less' },
    'round-trips': { label: 'round trips', unit: '', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const page = {
      role: 'page',
      calls: numberOf(settings, 'calls'),
      batch: numberOf(settings, 'batch'),
    } as const
    const played = playOut<PageCalls>({
      seed,
      actors: [
        { id: 'page', name: 'page', state: page },
        { id: 'server', name: 'server', state: { role: 'server' } },
      ],
      links: link({ delayMs: numberOf(settings, 'round-trip') / 2 }),
      step,
      until: Number.MAX_SAFE_INTEGER,
      says: ({ type, first, last }) => `${type} ${first === last ? first : `${first}-${last}`}`,
    })
    const ready = played.reports[0]?.at ?? played.lastsUs
    return {
      figures: {
        'page-time': millis(ready),
        'round-trips': played.messages.filter(({ message }) => message.body.type === 'ask').length,
      },
      ...taped(played),
    }
  },
}
