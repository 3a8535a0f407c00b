import type { FigureSpec } from '../../experiment/experiment.ts'
import { type Micros, millis } from '../../model/time.ts'

/** A figure with its unit, `6,000 ms`: digits behind the point only where they say something. */
export function figureWords(
  value: number,
  { digits, unit, neverFrom = Number.POSITIVE_INFINITY }: Pick<FigureSpec, 'digits' | 'unit' | 'neverFrom'>,
): string {
  if (value >= neverFrom) return 'never'
  const amount = grouped(value, digits)
  if (unit === '') return amount
  return unit === '$' ? `$${amount}` : `${amount} ${unit}`
}

/** `1,234.5`: no digits behind the point for a whole number, or for one of a hundred and more. */
export function grouped(value: number, digits: number): string {
  const shown = Number.isInteger(value) || Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(digits)
  const [whole = '', rest] = shown.split('.')
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return rest === undefined ? parts : `${parts}.${rest}`
}

/** A moment of a run that lasts so long: in milliseconds or seconds, always with as many digits. */
export function clockWords(at: Micros, lastsUs: Micros): string {
  const lastsMs = millis(lastsUs)
  if (lastsMs >= 1000) return `${(millis(at) / 1000).toFixed(2)} s`
  return `${millis(at).toFixed(lastsMs >= 100 ? 0 : lastsMs >= 10 ? 1 : 2)} ms`
}
