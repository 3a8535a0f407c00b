/** A list of whole numbers that is filled again and again: `items` up to `length`. */
export interface IntList {
  items: Int32Array
  length: number
}

export function emptyIntList(): IntList {
  return { items: new Int32Array(64), length: 0 }
}

export function append(list: IntList, item: number): void {
  if (list.length === list.items.length) list.items = grown(list.items, list.length + 1)
  list.items[list.length++] = item
}

/** Lists of whole numbers, each kept once and named by a number, in one array for all of them. */
export interface IntLists {
  /** The number of the list, -1 if it is not kept. `hash` is the same for the same list. */
  find(list: IntList, hash: number): number
  /** Keeps a list that is not kept yet. */
  add(list: IntList, hash: number): number
  lengthOf(number: number): number
  /** One item of a kept list. */
  item(number: number, index: number): number
  /** How many words of memory are in use. */
  words(): number
}

/** Before the items of a list stand the next list of its chain, its hash, and its length. */
const HEADER = 3
const NONE = -1

/**
 * A hash table with chains. A hash that is the same for two lists costs a comparison and nothing else: what is found
 * is always compared item by item, so that no verdict rests on luck.
 */
export function createIntLists(): IntLists {
  let words = new Int32Array(1024)
  let end = 0
  let count = 0
  let heads = new Int32Array(256).fill(NONE)

  const at = (index: number): number => words[index] ?? 0
  const headOf = (hash: number): number => hash & (heads.length - 1)
  const isSame = (number: number, { items, length }: IntList): boolean => {
    if (at(number + 2) !== length) return false
    for (let i = 0; i < length; i++) if (words[number + HEADER + i] !== items[i]) return false
    return true
  }
  const rehash = (): void => {
    heads = new Int32Array(heads.length * 4).fill(NONE)
    for (let number = 0; number < end; number += HEADER + at(number + 2)) {
      const head = headOf(at(number + 1))
      words[number] = heads[head] ?? NONE
      heads[head] = number
    }
  }
  return {
    find(list, hash) {
      let number = heads[headOf(hash)] ?? NONE
      while (number !== NONE && !(at(number + 1) === hash && isSame(number, list))) number = at(number)
      return number
    },
    add({ items, length }, hash) {
      if (++count > heads.length) rehash()
      const number = end
      end += HEADER + length
      if (end > words.length) words = grown(words, end)
      const head = headOf(hash)
      words[number] = heads[head] ?? NONE
      words[number + 1] = hash
      words[number + 2] = length
      for (let i = 0; i < length; i++) words[number + HEADER + i] = items[i] ?? 0
      heads[head] = number
      return number
    },
    lengthOf: number => at(number + 2),
    item: (number, index) => at(number + HEADER + index),
    words: () => end,
  }
}

function grown(items: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer>
function grown(items: Int32Array, atLeast: number): Int32Array
function grown(items: Int32Array, atLeast: number): Int32Array {
  const larger = new Int32Array(Math.max(atLeast, items.length * 2))
  larger.set(items)
  return larger
}
