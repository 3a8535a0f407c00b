import type { Input, Output, Step } from '../../sim/sim.ts'
import type { Program, Settings } from '../program.ts'
import { link, note, numberOf, oneOf, report, send, wake, wordOf } from './parts.ts'
import { type Play, playOut, taped } from './stage.ts'

/** A table that is asked for whole, or page after page, over a link that carries so much a second and no more. */
interface Transfer extends Play {
  readonly state: Reader | Server
  readonly body: Body
  readonly timer: Extract<Body, { type: 'rows' }>
  readonly order: never
  readonly report: 'first-row' | 'last-row'
}

/** Rows are counted from 1; `sizeBytes` is what a message weighs on the link. */
type Body =
  | { readonly type: 'ask'; readonly first: number; readonly sizeBytes: number }
  | {
      readonly type: 'rows'
      readonly first: number
      readonly last: number
      readonly packed: boolean
      readonly sizeBytes: number
    }

interface Reader {
  readonly role: 'reader'
  readonly rows: number
}

interface Server {
  readonly role: 'server'
  readonly rows: number
  readonly rowBytes: number
  /** Rows in one answer. */
  readonly pageRows: number
  readonly packs: boolean
}

const ASK_BYTES = 200
/** Rows with much in common shrink to about a quarter, and packing runs at 100 MB a second: round figures. */
const PACKED_SHARE = 0.25
const PACKING_BYTES_PER_MS = 100_000

const step: Step<Transfer> = (state, input) =>
  state.role === 'reader' ? readerStep(state, input) : serverStep(state, input)

function readerStep(reader: Reader, input: Input<Transfer>): readonly [Reader, readonly Output<Transfer>[]] {
  const ask = (first: number) => send('server', { type: 'ask', first, sizeBytes: ASK_BYTES } as const)
  if (input.type === 'start') return [reader, [ask(1)]]
  if (input.type !== 'message' || input.body.type !== 'rows') return [reader, []]
  const { first, last } = input.body
  const seen =
    first === 1 ? [note('the first row is on the screen', 'good'), report('first-row' as const)] : []
  if (last < reader.rows) return [reader, [...seen, ask(last + 1)]]
  return [reader, [...seen, note('the last row is there', 'good'), report('last-row')]]
}

function serverStep(server: Server, input: Input<Transfer>): readonly [Server, readonly Output<Transfer>[]] {
  if (input.type === 'timer') return [server, [send('reader', input.timer)]]
  if (input.type !== 'message' || input.body.type !== 'ask') return [server, []]
  const { first } = input.body
  const last = Math.min(server.rows, first + server.pageRows - 1)
  const bytes = (last - first + 1) * server.rowBytes
  if (!server.packs)
    return [server, [send('reader', { type: 'rows', first, last, packed: false, sizeBytes: bytes })]]
  const sizeBytes = Math.ceil(bytes * PACKED_SHARE)
  return [
    server,
    [wake(bytes / PACKING_BYTES_PER_MS, { type: 'rows', first, last, packed: true, sizeBytes })],
  ]
}

/** The first pages and the last: those between look the same. */
const PAGES_DRAWN = 12

function drawn(body: Body, rows: number, pageRows: number): string | null {
  if (body.first > PAGES_DRAWN * pageRows && body.first + pageRows <= rows) return null
  if (body.type === 'ask') return `rows from ${body.first}`
  return `${body.first}-${body.last}: ${sizeText(body.sizeBytes)}${body.packed ? ' packed' : ''}`
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.round(bytes / 100_000) / 10} MB`
}

function actorsOf(settings: Settings) {
  const rows = numberOf(settings, 'rows')
  const pageRows = wordOf(settings, 'paging') === 'yes' ? numberOf(settings, 'page-rows') : rows
  const server: Server = {
    role: 'server',
    rows,
    rowBytes: numberOf(settings, 'row-bytes'),
    pageRows,
    packs: wordOf(settings, 'compress') === 'yes',
  }
  return [
    { id: 'reader', name: 'reader', state: { role: 'reader', rows } },
    { id: 'server', name: 'server', state: server },
  ] as const
}

/** Fallacy 3. What is sent takes its size divided by the width of the line, however near the other end is. */
export const transfer: Program = {
  id: 'transfer',
  settings: {
    rows: { kind: 'number', min: 1, max: 100_000, usual: 50_000, unit: '', says: 'rows of the table' },
    'row-bytes': { kind: 'number', min: 10, max: 10_000, usual: 500, unit: 'bytes', says: 'size of a row' },
    bandwidth: {
      kind: 'number',
      min: 0.1,
      max: 10_000,
      usual: 1000,
      unit: 'Mbit/s',
      says: 'width of the line',
    },
    'round-trip': { kind: 'number', min: 0.1, max: 1000, usual: 20, unit: 'ms', says: 'there and back' },
    paging: oneOf(['no', 'yes'], 'whether it is asked for page by page'),
    'page-rows': { kind: 'number', min: 50, max: 100_000, usual: 100, unit: '', says: 'rows of a page' },
    compress: oneOf(['no', 'yes'], 'whether the server packs what it sends'),
  },
  figures: {
    'first-row': { label: 'first row after', unit: 's', digits: 2, better: 'less' },
    'last-row': { label: 'last row after', unit: 's', digits: 2, better: 'less' },
    sent: { label: 'sent', unit: 'MB', digits: 1, better: 'less' },
    questions: { label: 'questions', unit: '', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const actors = actorsOf(settings)
    const { rows, pageRows } = actors[1].state
    const played = playOut<Transfer>({
      seed,
      actors,
      links: link({
        delayMs: numberOf(settings, 'round-trip') / 2,
        bytesPerMs: numberOf(settings, 'bandwidth') * 125,
      }),
      step,
      until: Number.MAX_SAFE_INTEGER,
      says: body => drawn(body, rows, pageRows),
    })
    const after = (what: Transfer['report']) =>
      (played.reports.find(({ report: found }) => found === what)?.at ?? played.lastsUs) / 1_000_000
    const bodies = played.messages.map(({ message }) => message.body)
    return {
      figures: {
        'first-row': after('first-row'),
        'last-row': after('last-row'),
        sent: bodies.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1_000_000,
        questions: bodies.filter(({ type }) => type === 'ask').length,
      },
      ...taped(played),
    }
  },
}
