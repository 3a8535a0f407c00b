/**
 * A list that is only ever appended to, as a value: keeping an old one costs nothing, since all share one array and
 * differ in how much of it they can see. Appending to one that is no longer the longest (a fork) copies it first.
 */
export interface Sequence<T> {
  readonly items: readonly T[]
  readonly length: number
}

export function sequence<T>(): Sequence<T> {
  return { items: [], length: 0 }
}

/** The sequence with one more item; the given one is unchanged. */
export function append<T>(list: Sequence<T>, item: T): Sequence<T> {
  const own = list.items.length === list.length
  // The one place that writes into a shared array: behind the end of every sequence that can see it.
  const items = (own ? list.items : list.items.slice(0, list.length)) as T[]
  items.push(item)
  return { items, length: list.length + 1 }
}

/** The sequence as it was when it had `length` items. */
export function beginning<T>(list: Sequence<T>, length: number): Sequence<T> {
  return { items: list.items, length: Math.min(length, list.length) }
}

/** The items from `from` (0 unless told) up to the end, oldest first. */
export function items<T>(list: Sequence<T>, from = 0): readonly T[] {
  return list.items.slice(from, list.length)
}

/** The item at a place from 0, or from the end when negative; undefined outside. */
export function at<T>(list: Sequence<T>, index: number): T | undefined {
  const place = index < 0 ? list.length + index : index
  return place >= 0 && place < list.length ? list.items[place] : undefined
}
