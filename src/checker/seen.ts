/**
 * Configurations that a search has been in: Lowe's cache («Testing for linearizability», 2017), with one addition. A
 * configuration is the set of placed known operations, the state, and the unknown operations that were used up to get
 * there. Who got to the same place with fewer unknown operations used up can still do everything, so a configuration
 * is hopeless as soon as one with a part of its unknown operations was.
 */
export interface Seen {
  /** Whether nothing new can come from this one; if not, it is remembered. `used` is sorted. */
  isOld(place: string, used: Int32Array): boolean
}

/** How many earlier configurations of a place are compared. Any number is sound; a small one keeps a step short. */
const COMPARED_MAX = 64

export function createSeen(): Seen {
  const places = new Map<string, Int32Array[]>()
  return {
    isOld(place, used) {
      const before = places.get(place)
      if (!before) {
        places.set(place, [used])
        return false
      }
      for (let i = 0; i < before.length && i < COMPARED_MAX; i++) {
        const part = before[i]
        if (part && isPartOf(part, used)) return true
      }
      before.push(used)
      return false
    },
  }
}

/** Whether every item of a sorted list is in another one, as often. */
function isPartOf(part: Int32Array, whole: Int32Array): boolean {
  if (part.length > whole.length) return false
  let at = 0
  for (const item of part) {
    while (at < whole.length && (whole[at] ?? 0) < item) at++
    if (whole[at] !== item) return false
    at++
  }
  return true
}
