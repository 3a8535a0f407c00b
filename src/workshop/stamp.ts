import type { EpochMs } from '../progress/progress.ts'

/**
 * When something was said, and by which session or board: a total order, so that of two things that meet in any order
 * everybody keeps the same one. `n` counts what one of them has said.
 */
export interface Stamp {
  readonly at: EpochMs
  readonly by: string
  readonly n: number
}

/** A value, and when it was said. */
export interface Stamped<T> {
  readonly stamp: Stamp
  readonly value: T
}

export function compareStamps(a: Stamp, b: Stamp): number {
  return a.at - b.at || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0) || a.n - b.n
}

/** The later of two values; the first one where they are the same. */
export function newest<T>(a: Stamped<T> | null | undefined, b: Stamped<T>): Stamped<T> {
  return a && compareStamps(a.stamp, b.stamp) >= 0 ? a : b
}

/** The earlier of two values; the first one where they are the same. */
export function oldest<T>(a: Stamped<T> | null | undefined, b: Stamped<T>): Stamped<T> {
  return a && compareStamps(a.stamp, b.stamp) <= 0 ? a : b
}

/** A list in the order of its stamps with one value more, which it may hold already; the later ones go where it is full. */
export function inOrder<T>(
  list: readonly Stamped<T>[],
  more: Stamped<T>,
  max: number,
): readonly Stamped<T>[] {
  const place = list.findLastIndex(({ stamp }) => compareStamps(stamp, more.stamp) <= 0)
  const before = list[place]
  if (before && compareStamps(before.stamp, more.stamp) === 0) return list
  if (place + 1 >= max) return list
  return [...list.slice(0, place + 1), more, ...list.slice(place + 1)].slice(0, max)
}

/** A map with a value more. The key may be any text: `__proto__` too is only a name. */
export function withKey<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  value: T,
): Readonly<Record<string, T>> {
  return { ...map, [key]: value }
}

/** The map's own value; undefined where it has none by that name. */
export function at<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** A maker of stamps: none is before an earlier one, even where the clock goes back. */
export function stamper(by: string, now: () => EpochMs): (after?: Stamp | null) => Stamp {
  let at = 0
  let n = 0
  return after => {
    at = Math.max(at, now(), after ? after.at + 1 : 0)
    n += 1
    return { at, by, n }
  }
}
