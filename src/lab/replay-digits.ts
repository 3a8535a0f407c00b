import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { assert } from '../model/assert.ts'

/** Crockford's base 32: no I, L, O and U, so that nothing is misread or spells a word. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 5
const CHECK_DIGITS = 5
/** Format, fingerprint, a scenario's name of one letter, a seed below 16 and nothing done: no code is shorter. */
const LENGTH_MIN = 1 + 4 + 3 + 1 + 1 + CHECK_DIGITS
const NATURAL_DIGITS_MAX = 10
const TEXT_LENGTH_MAX = 20_000

/** Why a text is no replay code, as the second half of a sentence. Caught where reading begins. */
export class BadCode extends Error {}

/** Collects the digits (0 to 31) of a code. */
export class DigitWriter {
  readonly digits: number[] = []

  digit(value: number): this {
    this.digits.push(value)
    return this
  }

  /** A whole number from 0: four bits a digit, the lowest first; the fifth bit says that more follow. */
  natural(value: number): this {
    const rest = Math.floor(value / 16)
    this.digit((value % 16) + (rest > 0 ? 16 : 0))
    return rest > 0 ? this.natural(rest) : this
  }

  /** A whole number from 0 that is usually so many whole units: then the number of units is written. */
  amount(value: number, unit: number): this {
    return this.natural(value % unit === 0 ? (value / unit) * 2 : value * 2 + 1)
  }

  /** A number below `limit`, in as many digits as the largest one needs. */
  bounded(value: bigint, limit: bigint): this {
    const text = value.toString(32).padStart(digitsBelow(limit), '0')
    for (const digit of text) this.digit(Number.parseInt(digit, 32))
    return this
  }

  /** A whole number from 0 in so many digits. */
  fixed(value: number, digits: number): this {
    return digits === 0 ? this : this.bounded(BigInt(value), 32n ** BigInt(digits))
  }

  text(value: string): this {
    this.natural(value.length)
    for (let i = 0; i < value.length; i++) this.natural(value.charCodeAt(i))
    return this
  }
}

/** Takes the digits of a code one after the other; throws `BadCode` where they are not what is asked for. */
export class DigitReader {
  private readonly digits: readonly number[]
  private place = 0

  constructor(digits: readonly number[]) {
    this.digits = digits
  }

  /** One digit that may be at most `max`. */
  digit(max: number): number {
    const digit = this.digits[this.place]
    this.place += 1
    if (digit === undefined || digit > max) throw new BadCode('what it says makes no sense here')
    return digit
  }

  natural(max: number): number {
    let value = 0
    let weight = 1
    for (let count = 0; count < NATURAL_DIGITS_MAX; count++) {
      const digit = this.digit(31)
      value += (digit % 16) * weight
      weight *= 16
      if (digit >= 16) continue
      if (value > max) break
      return value
    }
    throw new BadCode('a number in it is out of bounds')
  }

  amount(max: number, unit: number): number {
    const value = this.natural(max * 2 + 1)
    const amount = value % 2 === 0 ? (value / 2) * unit : (value - 1) / 2
    if (amount > max) throw new BadCode('a number in it is out of bounds')
    return amount
  }

  bounded(limit: bigint): bigint {
    let value = 0n
    for (let count = digitsBelow(limit); count > 0; count--) value = value * 32n + BigInt(this.digit(31))
    if (value >= limit) throw new BadCode('a number in it is out of bounds')
    return value
  }

  fixed(digits: number): number {
    return digits === 0 ? 0 : Number(this.bounded(32n ** BigInt(digits)))
  }

  text(lengthMax: number): string {
    const length = this.natural(lengthMax)
    let text = ''
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.natural(0xffff))
    return text
  }

  end(): void {
    if (this.place !== this.digits.length) throw new BadCode('there is more in it than a run has')
  }
}

/** An item of a list, as its place. */
export function writeOne(writer: DigitWriter, list: readonly string[], item: string): void {
  const index = list.indexOf(item)
  assert(index >= 0, `«${item}» is not one of ${list.join(', ')}`)
  writer.natural(index)
}

export function readOne<T>(reader: DigitReader, list: readonly T[]): T {
  const item = list[reader.natural(list.length)]
  if (item === undefined) throw new BadCode('it names something that this scenario does not have')
  return item
}

function digitsBelow(limit: bigint): number {
  return (limit - 1n).toString(32).length
}

/** Digits with their checksum as text: upper-case, in groups of five. */
export function printDigits(digits: readonly number[]): string {
  const text = [...digits, ...checkDigits(digits)].map(digit => ALPHABET[digit] ?? '').join('')
  return (text.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-')
}

/**
 * The digits of a text that a person may have typed: either case, O for 0, I and L for 1, spaces and dashes anywhere.
 * Throws `BadCode` when the checksum is not theirs: one wrong character in 33 million passes.
 */
export function readDigits(text: string): number[] {
  if (text.length > TEXT_LENGTH_MAX) throw new BadCode('it is longer than any replay code')
  const all: number[] = []
  for (const letter of text) {
    if (/[\s\-_\u2010-\u2015\u2212]/.test(letter)) continue
    const digit = VALUES.get(letter)
    if (digit === undefined) throw new BadCode(`«${letter}» is in no replay code`)
    all.push(digit)
  }
  if (all.length === 0) throw new BadCode('it is empty')
  if (all.length < LENGTH_MIN)
    throw new BadCode(`it is too short: a code has at least ${LENGTH_MIN} letters and digits`)
  const digits = all.slice(0, -CHECK_DIGITS)
  const expected = checkDigits(digits)
  if (expected.some((digit, i) => all[digits.length + i] !== digit))
    throw new BadCode('a character is wrong or missing: expected a code as netsplit printed it')
  return digits
}

const VALUES: ReadonlyMap<string, number> = new Map([
  ...[...ALPHABET].flatMap((letter, value): [string, number][] => [
    [letter, value],
    [letter.toLowerCase(), value],
  ]),
  ...[...'Oo'].map((letter): [string, number] => [letter, 0]),
  ...[...'IiLl'].map((letter): [string, number] => [letter, 1]),
])

function checkDigits(digits: readonly number[]): number[] {
  const hash = sha256(utf8ToBytes(digits.map(digit => ALPHABET[digit]).join('')))
  return Array.from({ length: CHECK_DIGITS }, (_, i) => (hash[i] ?? 0) % 32)
}
