import type { ExperimentScreen } from '../app/app.ts'
import type { Curve, Series } from '../experiment/tape.ts'
import type { Micros } from '../model/time.ts'
import { clockWords, grouped } from '../tui/experiment/numbers.ts'

/** Into at most so many stretches a curve is put. */
const STRETCHES = 8

/**
 * The curves of a run. Over time they are told in stretches once it is over, and on the way as they stand; what is over
 * a number, or over how long something took, is told at the end.
 */
export function curveLines({ outcome, at }: ExperimentScreen): readonly string[] {
  const { series, curve, lastsUs, tape } = outcome
  // Where there is a tape, that tells what goes on.
  if (at < lastsUs) return at === 0 || tape.entries.length > 0 ? [] : soFar(series, at, lastsUs)
  return [
    ...series.map(one => (one.histogram ? histogramLine(one, lastsUs) : overTime(one, lastsUs))),
    ...(curve ? [overNumber(curve)] : []),
  ]
}

/** What each figure over time is now. */
function soFar(series: readonly Series[], at: Micros, lastsUs: Micros): readonly string[] {
  const now = series.flatMap(({ label, unit, everyUs, values, histogram }) => {
    const value = histogram ? undefined : values[Math.floor(at / everyUs)]
    return value === undefined ? [] : [`${label}${inUnit(unit)} ${shown(value)}`]
  })
  return now.length === 0 ? [] : [`At ${clockWords(at, lastsUs)}: ${now.join(', ')}.`]
}

/**
 * A figure over time, a stretch after the other: from where to where it went. Neighbours that are nearly alike are one,
 * and a peak, which is shorter than a stretch, has its time told.
 */
function overTime({ label, unit, everyUs, values }: Series, lastsUs: Micros): string {
  const time = (place: number) => clockWords(place * everyUs, lastsUs)
  const told = alike(stretches(values), Math.max(0, ...values) * ALIKE)
  const name = `${label}${inUnit(unit)}, over time`
  if (told.length <= 1) return `${name}: ${rangeWords(values)} all the time.`
  const parts = told.map(({ place, values: own }) => `from ${time(place)} ${rangeWords(own)}`)
  const peak = values.reduce((most, value, place) => (value > (values[most] ?? 0) ? place : most), 0)
  return `${name}: ${parts.join('; ')}. The most is ${shown(values[peak] ?? 0)}, at ${time(peak)}.`
}

/** What differs by less than this part of the greatest value would look alike on a screen. */
const ALIKE = 0.1

/** Neighbours whose least and greatest values are both as near to those of the first of them are put together. */
function alike(all: readonly Stretch[], near: number): readonly Stretch[] {
  const together: Stretch[] = []
  let first: Stretch | undefined
  const isNear = (one: Stretch, other: Stretch) =>
    [Math.min, Math.max].every(end => Math.abs(end(...one.values) - end(...other.values)) <= near)
  for (const next of all) {
    const last = together.at(-1)
    if (first && last && isNear(first, next))
      together[together.length - 1] = { ...last, values: [...last.values, ...next.values] }
    else {
      first = next
      together.push(next)
    }
  }
  return together
}

function rangeWords(values: readonly number[]): string {
  const [low, high] = [shown(Math.min(...values)), shown(Math.max(...values))]
  return low === high ? low : `${low} to ${high}`
}

/** How much there is of each length of time, a stretch of lengths together. */
function histogramLine({ label, unit, everyUs, values }: Series, lastsUs: Micros): string {
  const told = stretches(values).map(({ place, values: own }) => {
    const sum = own.reduce((all, value) => all + value, 0)
    return `${clockWords(place * everyUs, lastsUs)}: ${shown(sum)}`
  })
  return `${label}${inUnit(unit)}, from each of these times on: ${told.join(', ')}.`
}

/** A figure at a few places of the number that it is over. */
function overNumber({ label, unit, over, values }: Curve): string {
  const told = stretches(values).map(({ place, values: [first = 0] }) => `${place + 1}: ${shown(first)}`)
  return `${label}${inUnit(unit)}, by ${over}: ${told.join(', ')}.`
}

/** Some of the values in order, and the place of the first of them. */
interface Stretch {
  readonly place: number
  readonly values: readonly number[]
}

/** Values in order, in a few pieces of the same length. */
function stretches(values: readonly number[]): readonly Stretch[] {
  const length = Math.max(1, Math.ceil(values.length / STRETCHES))
  return Array.from({ length: Math.ceil(values.length / length) }, (_, index) => ({
    place: index * length,
    values: values.slice(index * length, (index + 1) * length),
  }))
}

function shown(value: number): string {
  return grouped(value, Math.abs(value) < 10 ? 2 : 0)
}

function inUnit(unit: string): string {
  return unit === '' ? '' : ` in ${unit}`
}
