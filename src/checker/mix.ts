/**
 * A 32-bit number for a whole number below 2³², as good as drawn by chance: MurmurHash3's finalizer (Appleby, 2011). It
 * stands for the tables of Zobrist's hashing («A New Hashing Method with Application for Game Playing», 1970): the
 * hash of a set is the XOR of its members' numbers, so that adding one and taking it out again are one operation each.
 */
export function mix(n: number): number {
  let x = n ^ 0x9e3779b9
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
