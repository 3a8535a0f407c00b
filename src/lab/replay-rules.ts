import { canonicalJson } from '../model/json.ts'
import type { DelayTable, LinkRules } from '../sim/sim.ts'
import { BadCode, type DigitReader, type DigitWriter } from './replay-digits.ts'

const BANDS_MAX = 8
const PER_MILLE = 1000
const PPM = 1_000_000
const PERCENT_PPM = 10_000
const US_MAX = 3_600_000_000
const MS_US = 1000
const BYTES_MAX = 1_000_000_000

/** What of the rules is another one than before. A first digit has the first four, and whether a second one follows. */
const CHANGED = { body: 1, tail: 2, loss: 4, duplicates: 8, more: 16 } as const
const CHANGED_MORE = { order: 1, bandwidth: 2 } as const

/**
 * The rules of the links as digits: only what is another one than in the rules before. Their delays are a first band and
 * a tail, since each is changed by itself; the first band's share is what the tail leaves.
 */
export function writeRules(writer: DigitWriter, rules: LinkRules, before: LinkRules): void {
  const [body = NO_BAND, ...tail] = rules.delay
  const [bodyBefore = NO_BAND, ...tailBefore] = before.delay
  const bodyChanged = body.fromUs !== bodyBefore.fromUs || body.toUs !== bodyBefore.toUs
  const tailChanged = canonicalJson(tail) !== canonicalJson(tailBefore)
  const lossChanged = rules.lossPpm !== before.lossPpm
  const duplicatesChanged = rules.duplicatePpm !== before.duplicatePpm
  const more =
    ((rules.inOrder ?? false) === (before.inOrder ?? false) ? 0 : CHANGED_MORE.order) +
    (rules.bytesPerMs === before.bytesPerMs ? 0 : CHANGED_MORE.bandwidth)
  writer.digit(
    (bodyChanged ? CHANGED.body : 0) +
      (tailChanged ? CHANGED.tail : 0) +
      (lossChanged ? CHANGED.loss : 0) +
      (duplicatesChanged ? CHANGED.duplicates : 0) +
      (more > 0 ? CHANGED.more : 0),
  )
  if (bodyChanged) writeRange(writer, body)
  if (tailChanged) {
    writer.natural(tail.length)
    for (const band of tail) writeRange(writer.natural(band.perMille), band)
  }
  if (lossChanged) writer.amount(rules.lossPpm, PERCENT_PPM)
  if (duplicatesChanged) writer.amount(rules.duplicatePpm, PERCENT_PPM)
  if (more > 0) writer.digit(more)
  if (more >= CHANGED_MORE.bandwidth) writer.natural(rules.bytesPerMs ?? 0)
}

/** The inverse of `writeRules`. Throws `BadCode` on rules that no network can have. */
export function readRules(reader: DigitReader, before: LinkRules): LinkRules {
  const changed = reader.digit(31)
  const has = (bit: number) => Math.floor(changed / bit) % 2 === 1
  const [bodyBefore = NO_BAND, ...tailBefore] = before.delay
  const body = has(CHANGED.body) ? readRange(reader) : bodyBefore
  const tail = has(CHANGED.tail) ? readTail(reader) : tailBefore
  const share = PER_MILLE - tail.reduce((sum, { perMille }) => sum + perMille, 0)
  if (share < 0) throw new BadCode('its delays are no delays')
  const { fromUs, toUs } = body
  const lossPpm = has(CHANGED.loss) ? reader.amount(PPM, PERCENT_PPM) : before.lossPpm
  const duplicatePpm = has(CHANGED.duplicates) ? reader.amount(PPM, PERCENT_PPM) : before.duplicatePpm
  const more = has(CHANGED.more) ? reader.digit(CHANGED_MORE.order + CHANGED_MORE.bandwidth) : 0
  const inOrder = (before.inOrder ?? false) !== (more % 2 === CHANGED_MORE.order)
  const bytesPerMs = more >= CHANGED_MORE.bandwidth ? reader.natural(BYTES_MAX) : (before.bytesPerMs ?? 0)
  return {
    delay: [{ perMille: share, fromUs, toUs }, ...tail],
    lossPpm,
    duplicatePpm,
    ...(inOrder ? { inOrder } : {}),
    ...(bytesPerMs > 0 ? { bytesPerMs } : {}),
  }
}

type Band = DelayTable[number]
type Range = Pick<Band, 'fromUs' | 'toUs'>

const NO_BAND: Band = { perMille: PER_MILLE, fromUs: 0, toUs: 0 }

function writeRange(writer: DigitWriter, { fromUs, toUs }: Range): void {
  writer.amount(fromUs, MS_US).amount(toUs - fromUs, MS_US)
}

function readRange(reader: DigitReader): Range {
  const fromUs = reader.amount(US_MAX, MS_US)
  return { fromUs, toUs: fromUs + reader.amount(US_MAX, MS_US) }
}

function readTail(reader: DigitReader): DelayTable {
  return Array.from({ length: reader.natural(BANDS_MAX) }, () => {
    const perMille = reader.natural(PER_MILLE)
    return { perMille, ...readRange(reader) }
  })
}
