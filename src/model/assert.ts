/** For what only a bug in netsplit can break. What a user can get wrong is a `Problem`, never an assertion. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`netsplit has a bug: ${what}`)
}

/** The value, which a bug alone could make absent. */
export function present<T>(value: T | undefined | null, what: string): T {
  assert(value !== undefined && value !== null, what)
  return value
}
