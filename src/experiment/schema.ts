import * as v from 'valibot'
import { conditionSchema } from '../data/condition.ts'
import { misconceptionSchema } from '../data/misconception.ts'

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]*$/, 'a name of lower-case letters, digits and hyphens'),
  v.maxLength(40, 'at most 40 characters long'),
)
const text = (max: number) =>
  v.pipe(v.string(), v.minLength(1, 'some text'), v.maxLength(max, `at most ${max} characters long`))
const setting = v.union([v.pipe(v.number(), v.finite('a finite number')), text(40)])
const settings = v.record(v.string(), setting)
const place = v.pipe(v.number(), v.integer('a whole number'), v.minValue(0, '0 or more'))
const places = v.pipe(v.array(place), v.maxLength(6, 'at most 6 places'))

const dial = v.strictObject({
  setting: id,
  text: text(20),
  values: v.pipe(
    v.array(v.strictObject({ text: text(24), value: setting })),
    v.minLength(2, 'two values or more'),
    v.maxLength(12, 'at most 12 values'),
  ),
})

const prediction = v.strictObject({
  ask: text(200),
  about: v.optional(places),
  options: v.pipe(
    v.array(
      v.strictObject({
        id,
        text: text(120),
        says: text(240),
        misconception: misconceptionSchema,
        holds: conditionSchema,
      }),
    ),
    v.minLength(2, 'two options or more'),
    v.maxLength(5, 'at most five options'),
  ),
})

/** An experiment file, as an author writes it. A place counts a dial's values from 0. */
export const experimentSchema = v.strictObject({
  id,
  title: text(40),
  program: id,
  fallacy: v.optional(
    v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, '1 or more'), v.maxValue(8, 'at most 8')),
  ),
  story: text(400),
  settings: v.optional(settings, {}),
  dials: v.pipe(v.array(dial), v.minLength(1, 'one dial or more'), v.maxLength(6, 'at most 6 dials')),
  remedy: v.optional(v.strictObject({ text: text(60), settings, says: text(240) })),
  figures: v.pipe(v.array(id), v.minLength(1, 'one figure or more'), v.maxLength(4, 'at most 4 figures')),
  predict: v.optional(prediction),
  says: v.strictObject({ built: text(240), broken: v.optional(text(240)) }),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)), 1),
  expect: v.pipe(
    v.array(
      v.strictObject({
        dials: places,
        remedy: v.optional(v.boolean(), false),
        holds: conditionSchema,
        says: v.optional(text(150)),
      }),
    ),
    v.minLength(1, 'one promise or more'),
    v.maxLength(20, 'at most 20 promises'),
  ),
})

export type ExperimentFile = v.InferOutput<typeof experimentSchema>
