import * as v from 'valibot'

const bound = v.union([
  v.number(),
  v.boolean(),
  v.string(),
  v.strictObject({ min: v.optional(v.number()), max: v.optional(v.number()) }),
])

/** A condition on the facts of a run, as an author writes it: a value, or `{ min, max }`, for each fact that matters. */
export const conditionSchema = v.record(v.string(), bound)
