import type { Size } from '../app/app.ts'

// A frame asks 14 times a second for what follows from a scenario, a cut or a text alone, and a room of learners has one
// scenario.

/** Sizes of terminals that are remembered for one thing: a learner who drags a window's edge sees many of them. */
const SIZES_MAX = 40
/** Texts that are remembered for all sizes and learners together: some hundred kilobytes at most. */
const TEXTS_MAX = 400

/**
 * Remembers what `work` made of something for a size of the screen, for as long as that something is there. What else
 * it is given must always be the same with it.
 */
export function forSize<Owner extends object, Rest extends readonly unknown[], Value>(
  work: (owner: Owner, size: Size, ...rest: Rest) => Value,
): (owner: Owner, size: Size, ...rest: Rest) => Value {
  const sizesOf = forOwner((_: Owner) => new Map<number, Value>())
  return (owner, size, ...rest) => {
    const sizes = sizesOf(owner)
    const key = size.columns * 0x10000 + size.rows
    if (sizes.size >= SIZES_MAX && !sizes.has(key)) sizes.clear()
    return foundIn(sizes, key, () => work(owner, size, ...rest))
  }
}

/** Remembers what `work` made, by a text that says all that counts of what it was given. */
export function forText<Given extends readonly unknown[], Value>(
  textOf: (...given: Given) => string,
  work: (...given: Given) => Value,
): (...given: Given) => Value {
  const known = new Map<string, Value>()
  return (...given) => {
    const text = textOf(...given)
    if (known.size >= TEXTS_MAX && !known.has(text)) known.clear()
    return foundIn(known, text, () => work(...given))
  }
}

/** Remembers what `work` made of something for as long as that is there. What else it is given must be the same with it. */
export function forOwner<Owner extends object, Rest extends readonly unknown[], Value>(
  work: (owner: Owner, ...rest: Rest) => Value,
): (owner: Owner, ...rest: Rest) => Value {
  const known = new WeakMap<Owner, Value>()
  return (owner, ...rest) => foundIn(known, owner, () => work(owner, ...rest))
}

interface Memory<Key, Value> {
  has(key: Key): boolean
  get(key: Key): Value | undefined
  set(key: Key, value: Value): unknown
}

/** What is there under a key, else what `make` makes, which is there from then on. */
export function foundIn<Key, Value>(known: Memory<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key)
  if (found !== undefined || known.has(key)) return found as Value
  const made = make()
  known.set(key, made)
  return made
}
