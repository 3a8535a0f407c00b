/**
 * Virtual time in whole microseconds since the start of a run. It has nothing to do with the clock on the wall: a run
 * advances it from event to event, so the same run is the same on every machine.
 */
export type Micros = number

/** Microseconds of a duration given in milliseconds, rounded to a whole number. */
export function micros(ms: number): Micros {
  return Math.round(ms * 1000)
}

/** Virtual milliseconds, as JSON and screens say them. */
export function millis(time: Micros): number {
  return time / 1000
}

/** Virtual time as seconds with two decimals, `1.84`: the width stays the same while it runs. */
export function seconds(time: Micros): string {
  const hundredths = Math.floor(time / 10_000)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}
