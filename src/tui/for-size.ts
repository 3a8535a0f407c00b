import type { Size } from '../app/app.ts'

/** Sizes of terminals that are remembered for one thing: a learner who drags a window's edge sees many of them. */
const SIZES_MAX = 40

/**
 * Remembers what `work` made of something for a size of the screen, for as long as that something is there. What else
 * it is given must always be the same with it. A frame asks 14 times a second for what follows from a scenario alone,
 * and a room of learners has one scenario.
 */
export function forSize<Owner extends object, Rest extends readonly unknown[], Value>(
  work: (owner: Owner, size: Size, ...rest: Rest) => Value,
): (owner: Owner, size: Size, ...rest: Rest) => Value {
  const known = new WeakMap<Owner, Map<number, Value>>()
  return (owner, size, ...rest) => {
    const sizes = known.get(owner) ?? new Map<number, Value>()
    known.set(owner, sizes)
    return rememberedIn(sizes, size.columns * 0x10000 + size.rows, SIZES_MAX, () =>
      work(owner, size, ...rest),
    )
  }
}

/** Texts that are remembered for all sizes and learners together: some hundred kilobytes at most. */
const TEXTS_MAX = 400

/** The same of a text, such as a sentence that stands there until something happens. */
export function forText<Rest extends readonly unknown[], Value>(
  work: (text: string, size: Size, ...rest: Rest) => Value,
): (text: string, size: Size, ...rest: Rest) => Value {
  const known = new Map<string, Value>()
  return (text, size, ...rest) =>
    rememberedIn(known, `${size.columns} ${size.rows} ${text}`, TEXTS_MAX, () => work(text, size, ...rest))
}

function rememberedIn<Key, Value>(known: Map<Key, Value>, key: Key, most: number, work: () => Value): Value {
  if (known.has(key)) return known.get(key) as Value
  if (known.size >= most) known.clear()
  const made = work()
  known.set(key, made)
  return made
}
