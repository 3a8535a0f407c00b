import type { Sequence } from './sequence.ts'

interface Known<T> {
  readonly found: T[]
  /** Where each of them stands in the list. */
  readonly places: number[]
  upTo: number
}

/**
 * Picks the wanted items of a sequence, oldest first, by looking at each of them once, however often it is asked while
 * the sequence grows: all its versions share what is known. `wanted` must always say the same of the same item.
 */
export function picking<T>(wanted: (item: T) => boolean): (list: Sequence<T>) => Sequence<T> {
  const known = new WeakMap<readonly T[], Known<T>>()
  return ({ items, length }) => {
    const all: Known<T> = known.get(items) ?? { found: [], places: [], upTo: 0 }
    known.set(items, all)
    for (; all.upTo < length; all.upTo += 1) {
      const item = items[all.upTo] as T
      if (!wanted(item)) continue
      all.found.push(item)
      all.places.push(all.upTo)
    }
    let count = all.places.length
    // An earlier version of the list doesn't have the last ones yet.
    while (count > 0 && (all.places[count - 1] ?? 0) >= length) count -= 1
    return { items: all.found, length: count }
  }
}
