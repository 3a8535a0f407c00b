import type { EpochMs } from './when.ts'

/** The joins that merging is made of. Each picks by a total order, never by which side a value came from. */

/** What a value is ordered by, the first difference deciding. Two values with equal keys are the same value. */
export type Key = readonly (number | string)[]

export function compare(a: Key, b: Key): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? 0
    const right = b[index] ?? 0
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

export function greatest<T>(a: T | null, b: T | null, key: (value: T) => Key): T | null {
  if (a === null || b === null) return a ?? b
  return compare(key(a), key(b)) >= 0 ? a : b
}

export function least<T>(a: T | null, b: T | null, key: (value: T) => Key): T | null {
  if (a === null || b === null) return a ?? b
  return compare(key(a), key(b)) <= 0 ? a : b
}

export function earliest(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}

/** The values of both lists, each once, in the order of their keys. */
export function union<T>(a: readonly T[], b: readonly T[], key: (value: T) => Key): readonly T[] {
  const sorted = [...a, ...b].map(value => ({ value, key: key(value) })).sort((x, y) => compare(x.key, y.key))
  return sorted
    .filter((entry, index) => index === 0 || compare(entry.key, sorted[index - 1]?.key ?? []) !== 0)
    .map(entry => entry.value)
}

/** Both maps' keys, sorted, so that the same progress is always the same bytes; a value on one side is put in order too. */
export function mergeMaps<T>(
  a: { readonly [key: string]: T },
  b: { readonly [key: string]: T },
  join: (a: T, b: T) => T,
): { readonly [key: string]: T } {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
  const entries: [string, T][] = []
  for (const key of keys) {
    const left = own(a, key) ?? own(b, key)
    const right = own(b, key) ?? own(a, key)
    if (left !== undefined && right !== undefined) entries.push([key, join(left, right)])
  }
  // Not by assignment: `map['__proto__'] = value` would change the object's kind.
  return Object.fromEntries(entries)
}

/** What an object itself holds under a key; never what every object inherits (`constructor` is a fine lesson id). */
export function own<T>(map: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}
