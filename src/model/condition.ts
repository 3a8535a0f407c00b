/** What can be said of a run in single words and numbers: what a prediction is held against. */
export type Facts = Readonly<Record<string, number | boolean | string | null>>

/** What must be true of a run's facts: each named fact equal to the value, or within the bounds, both included. */
export type Condition = Readonly<
  Record<
    string,
    number | boolean | string | { readonly min?: number | undefined; readonly max?: number | undefined }
  >
>

/** Whether a condition is true of the facts. A figure that does not apply fulfils no condition. */
export function holds(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const fact = facts[name]
    if (typeof wanted !== 'object') return fact === wanted
    return typeof fact === 'number' && fact >= (wanted.min ?? -Infinity) && fact <= (wanted.max ?? Infinity)
  })
}
