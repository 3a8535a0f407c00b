import { present } from '../model/assert.ts'
import { isJsonArray, type Json } from '../model/json.ts'

/** How finely an amount is counted: no currency has more than four decimals. */
export const UNITS_PER_ONE = 10_000

export const AMOUNT = 'a number from 0 to 900,000,000,000 with at most four decimals'

/** Up to here ten-thousandths are safe integers. */
export const AMOUNT_MAX = 900_000_000_000

/** An amount in ten-thousandths, which is exact; null for anything else. */
export function unitsOf(value: Json): bigint | null {
  if (typeof value !== 'number' || !(value >= 0 && value <= AMOUNT_MAX)) return null
  const units = Math.round(value * UNITS_PER_ONE)
  return units / UNITS_PER_ONE === value ? BigInt(units) : null
}

/** The amount of a `withdraw` or a `deposit`, whose shape has been looked at before. */
export function amountOf(value: Json): bigint {
  return present(unitsOf(value), 'an amount got through that is none')
}

/** The two values of a `cas`, whose shape has been looked at before. */
export function casPair(value: Json): { readonly expected: Json; readonly next: Json } {
  const [expected, next] = present(
    isJsonArray(value) && value.length === 2 ? value : null,
    'a cas without two values',
  )
  return { expected: expected ?? null, next: next ?? null }
}

/** What the value asked with `f` should have been, if this one does not fit; null if it does. */
export function requestMisfit(f: string, value: Json): string | null {
  switch (f) {
    case 'read':
      return value === null ? null : 'null, for a read asks with nothing'
    case 'cas':
      return isJsonArray(value) && value.length === 2 ? null : 'two values, [expected, next]'
    case 'withdraw':
    case 'deposit':
      return unitsOf(value) === null ? AMOUNT : null
    default:
      return null
  }
}
