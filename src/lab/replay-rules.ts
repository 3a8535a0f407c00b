import type { DelayTable, LinkRules } from '../sim/sim.ts'
import { BadCode, type DigitReader, type DigitWriter } from './replay-digits.ts'

const BANDS_MAX = 8
const PER_MILLE = 1000
const PPM = 1_000_000
const US_MAX = 3_600_000_000
const BYTES_MAX = 1_000_000_000

/** The rules of the links as digits: how long, how often lost and doubled, in order or not, how many bytes. */
export function writeRules(writer: DigitWriter, rules: LinkRules): void {
  writer.natural(rules.delay.length)
  for (const { perMille, fromUs, toUs } of rules.delay) writer.natural(perMille).natural(fromUs).natural(toUs)
  writer.natural(rules.lossPpm).natural(rules.duplicatePpm)
  writer.digit(rules.inOrder ? 1 : 0).natural(rules.bytesPerMs ?? 0)
}

/** The inverse of `writeRules`. Throws `BadCode` on rules that no network can have. */
export function readRules(reader: DigitReader): LinkRules {
  const bands = reader.natural(BANDS_MAX + 1)
  const delay: DelayTable = Array.from({ length: bands }, () => {
    const perMille = reader.natural(PER_MILLE + 1)
    const fromUs = reader.natural(US_MAX)
    return { perMille, fromUs, toUs: reader.natural(US_MAX) }
  })
  const shares = delay.reduce((sum, { perMille }) => sum + perMille, 0)
  if (shares !== PER_MILLE || delay.some(({ fromUs, toUs }) => fromUs > toUs))
    throw new BadCode('its delays are no delays')
  const lossPpm = reader.natural(PPM + 1)
  const duplicatePpm = reader.natural(PPM + 1)
  const inOrder = reader.digit(1) === 1
  const bytesPerMs = reader.natural(BYTES_MAX)
  return {
    delay,
    lossPpm,
    duplicatePpm,
    ...(inOrder ? { inOrder } : {}),
    ...(bytesPerMs > 0 ? { bytesPerMs } : {}),
  }
}
