import { append, createIntLists, emptyIntList, type IntList } from './int-lists.ts'
import { mix } from './mix.ts'

/**
 * Configurations that a search has been in: Lowe's cache («Testing for linearizability», 2017), with one addition. A
 * configuration is the set of placed known operations, the state, and the unknown operations that were used up to get
 * there. Who got to the same place with fewer unknown operations used up can still do everything, so a configuration
 * is hopeless as soon as one with a part of its unknown operations was.
 *
 * That is sound whether the earlier one has been searched or still waits to be: whatever order the later one leads to,
 * the earlier one leads to as well.
 */
export interface Seen {
  /**
   * Whether nothing new can come from this one; if not, it is remembered. `place` names the placed operations and the
   * state, `used` the unknown operations, sorted; each comes with its hash.
   */
  isOld(place: IntList, placeHash: number, used: IntList, usedHash: number): boolean
  /** How many were remembered. */
  count(): number
  /** The 32-bit words that they take. */
  words(): number
}

/**
 * How many earlier configurations of a place are looked through for a part. Any number is sound; a small one keeps a
 * step short. The same configuration again is found by its hash, however many there are.
 */
const PARTS_MAX = 64

/** The first word of a list of used operations; no place begins so. */
const USED = -1

export function createSeen(): Seen {
  const lists = createIntLists()
  const partsOf = new Map<number, number[]>()
  const entry = emptyIntList()
  let count = 0

  const isPartKept = (parts: readonly number[], used: IntList): boolean => {
    for (const part of parts) if (isPartOf(part, used)) return true
    return false
  }
  /** Whether every item of a kept sorted list is in another one, as often. */
  const isPartOf = (part: number, { items, length }: IntList): boolean => {
    const size = lists.lengthOf(part)
    if (size - 2 > length) return false
    let at = 0
    for (let i = 2; i < size; i++) {
      const item = lists.item(part, i)
      while (at < length && (items[at] ?? 0) < item) at++
      if (at === length || items[at] !== item) return false
      at++
    }
    return true
  }

  return {
    isOld(place, placeHash, used, usedHash) {
      let number = lists.find(place, placeHash)
      const isNewPlace = number < 0
      if (isNewPlace) number = lists.add(place, placeHash)
      const parts = partsOf.get(number)
      // No entry beside a place that is known: it was reached with nothing used up.
      if (!isNewPlace && parts === undefined) return true
      if (used.length === 0) {
        partsOf.delete(number)
        count++
        return false
      }
      entry.length = 0
      append(entry, USED)
      append(entry, number)
      for (let i = 0; i < used.length; i++) append(entry, used.items[i] ?? 0)
      const hash = mix(number) ^ usedHash
      if (lists.find(entry, hash) >= 0 || isPartKept(parts ?? [], used)) return true
      const kept = lists.add(entry, hash)
      count++
      if (parts === undefined) partsOf.set(number, [kept])
      else if (parts.length < PARTS_MAX) parts.push(kept)
      return false
    },
    count: () => count,
    words: () => lists.words(),
  }
}
