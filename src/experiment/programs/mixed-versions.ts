import { draw, seededRandom } from '../../model/random.ts'
import { micros } from '../../model/time.ts'
import type { Message } from '../../sim/sim.ts'
import type { Program, Settings } from '../program.ts'
import {
  type Body,
  type MixedVersions,
  READERS,
  ROLL_OUT_AT_MS,
  type Shop,
  step,
} from './mixed-versions-nodes.ts'
import { link, numberOf, oneOf, wordOf } from './parts.ts'
import { playOut, taped } from './stage.ts'

/** Who is updated when, in virtual ms: the shop with the first reader, since somebody has to begin. */
function updatesOf(rollOut: string): readonly (readonly [string, number])[] {
  if (rollOut === 'none') return []
  const readers = rollOut === 'one forgotten' ? READERS.slice(0, 3) : READERS
  const gapMs = rollOut === 'all at once' ? 0 : 5000
  return [
    ['shop', ROLL_OUT_AT_MS],
    ...readers.map((id, place) => [id, ROLL_OUT_AT_MS + place * gapMs] as const),
  ]
}

function playersOf(settings: Settings, seed: number) {
  let random = seededRandom(seed, 1)
  const dollars = Array.from({ length: numberOf(settings, 'payments') }, () => {
    const [amount, next] = draw(random, 5, 35)
    random = next
    return amount
  })
  const shop: Shop = {
    role: 'shop',
    version: 1,
    says: wordOf(settings, 'format') === 'with version',
    dollars,
    next: 1,
  }
  return {
    dollars,
    actors: [
      { id: 'shop', name: 'shop', state: shop },
      ...READERS.map(id => ({ id, name: id, state: { role: 'reader', version: 1 } as const })),
    ],
  }
}

/** The first payments of each age: two hundred that look the same are nothing to look at. */
function drawn(body: Body, { sentAt }: Message<MixedVersions>): string | null {
  const ms = sentAt / 1000
  const shown = ms < 1000 || (ms > 9500 && ms < 12_000) || (ms > 30_000 && ms < 32_000)
  if (!shown) return null
  return body.type === 'pay'
    ? `pay ${body.amount}${body.version === null ? '' : ` (v${body.version})`}`
    : body.type
}

/** Fallacy 8. During every roll-out two programs with the same name run side by side, and talk. */
export const mixedVersions: Program = {
  id: 'mixed-versions',
  settings: {
    payments: { kind: 'number', min: 10, max: 400, usual: 200, unit: '', says: 'payments, four a second' },
    'roll-out': oneOf(
      ['none', 'all at once', 'one by one', 'one forgotten'],
      'how version 2 reaches the readers, from second 10 on',
    ),
    format: oneOf(['bare', 'with version'], 'whether a message says which version it is written in'),
  },
  figures: {
    misread: { label: 'misread', unit: '', digits: 0, better: 'less' },
    'wrong-by': { label: 'paid too much', unit: '$', digits: 0, better: 'less' },
    refused: { label: 'refused, sent on', unit: '', digits: 0, better: null },
    open: { label: 'never read', unit: '', digits: 0, better: 'less' },
  },
  run: (settings, seed) => {
    const { dollars, actors } = playersOf(settings, seed)
    const played = playOut<MixedVersions>({
      seed,
      actors,
      links: link({ delayMs: [2, 10] }),
      step,
      orders: updatesOf(wordOf(settings, 'roll-out')).map(([node, atMs]) => ({
        at: micros(atMs),
        node,
        order: 'update' as const,
      })),
      until: micros(200_000),
      says: drawn,
    })
    const reports = played.reports.map(({ report: what }) => what)
    const read = reports.flatMap(what => (what.type === 'read' ? [what] : []))
    const off = read.map(({ payment, cents }) => cents - 100 * (dollars[payment - 1] ?? 0))
    return {
      figures: {
        misread: off.filter(cents => cents !== 0).length,
        'wrong-by': off.reduce((sum, cents) => sum + cents, 0) / 100,
        refused: reports.filter(({ type }) => type === 'refused').length,
        open: dollars.length - read.length,
      },
      ...taped(played),
    }
  },
}
