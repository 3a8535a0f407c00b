import * as v from 'valibot'
import { conditionSchema } from '../data/condition.ts'
import { misconceptionSchema } from '../data/misconception.ts'
import { MERGE_RULES, POLICIES } from '../model/cluster.ts'
import { OPERATION_NAMES } from '../model/operation.ts'
import { LEDGER_KEYS } from './scenario.ts'

const HOUR_MS = 3_600_000

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]*$/, 'a name of lower-case letters, digits and hyphens'),
  v.maxLength(40, 'at most 40 characters long'),
)
const node = v.pipe(v.string(), v.regex(/^[nc][1-9]$/, 'a node such as n1 or c1'))
const words = v.pipe(v.string(), v.minLength(1, 'some text'), v.maxLength(400, 'at most 400 characters long'))
const ms = v.pipe(v.number(), v.minValue(0, '0 or more'), v.maxValue(HOUR_MS, 'at most an hour (3600000)'))
const msRange = v.strictTuple([ms, ms])
const percent = v.pipe(v.number(), v.minValue(0, '0 or more'), v.maxValue(100, 'at most 100'))
const json = v.union([
  v.null(),
  v.boolean(),
  v.pipe(v.number(), v.finite('a finite number')),
  v.pipe(v.string(), v.maxLength(40, 'at most 40 characters long')),
  v.pipe(
    v.array(v.union([v.null(), v.boolean(), v.number(), v.string()])),
    v.maxLength(20, 'at most 20 items long'),
  ),
])
const groups = v.pipe(
  v.array(v.pipe(v.array(node), v.minLength(1, 'at least one node'))),
  v.minLength(2, 'two groups or more'),
)

const operation = {
  f: v.picklist(OPERATION_NAMES),
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  value: v.optional(json, null),
}

/** How the links between the replicas are; bytes a millisecond are kilobytes a second. */
const network = v.strictObject({
  delay: msRange,
  tail: v.optional(v.strictObject({ percent, delay: msRange })),
  loss: v.optional(percent, 0),
  duplicates: v.optional(percent, 0),
  'in-order': v.optional(v.boolean(), false),
  bandwidth: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1, '1 or more'), v.maxValue(1_000_000_000)),
  ),
})

const fault = v.union([
  v.strictObject({ at: ms, cut: groups, 'one-way': v.optional(v.boolean(), false) }),
  v.strictObject({ at: ms, heal: v.literal(true) }),
  v.strictObject({ at: ms, crash: node }),
  v.strictObject({ at: ms, restart: node, disk: v.optional(v.picklist(['kept', 'lost']), 'kept') }),
  v.strictObject({ at: ms, link: v.strictTuple([node, node]), becomes: v.picklist(['cut', 'held', 'free']) }),
  v.strictObject({ at: ms, clock: node, off: v.pipe(v.number(), v.minValue(-HOUR_MS), v.maxValue(HOUR_MS)) }),
  v.strictObject({ at: ms, network }),
])

const prediction = v.strictObject({
  ask: words,
  options: v.pipe(
    v.array(
      v.strictObject({
        id,
        text: words,
        says: words,
        misconception: misconceptionSchema,
        holds: conditionSchema,
      }),
    ),
    v.minLength(2, 'two options or more'),
    v.maxLength(5, 'at most five options'),
  ),
})

const policies = v.picklist(POLICIES)

const choice = v.strictObject({
  id,
  text: words,
  says: words,
  policy: v.optional(policies),
  operations: v.optional(v.strictObject(v.entriesFromList(OPERATION_NAMES, v.optional(policies)))),
  keys: v.optional(v.record(v.string(), policies)),
  merge: v.optional(v.record(v.string(), v.picklist(MERGE_RULES))),
  do: v.optional(
    v.pipe(
      v.array(v.strictObject({ at: v.optional(ms, 0), client: node, ...operation })),
      v.maxLength(10, 'at most 10 operations'),
    ),
  ),
  predict: v.optional(prediction),
})

const stop = v.strictObject({
  id,
  when: v.union([
    v.strictObject({
      at: ms,
      'while-cut': v.optional(v.boolean(), false),
      'only-if': v.optional(conditionSchema),
    }),
    v.strictObject({ waiting: node, for: ms, from: v.optional(ms, 0) }),
  ]),
  says: words,
  ask: v.optional(words),
  choices: v.optional(v.pipe(v.array(choice), v.minLength(2, 'two choices or more'), v.maxLength(4))),
})

/** A figure in the words of the trade; beside it, or in place of {n}, stands the figure. */
const figureText = v.pipe(
  v.string(),
  v.minLength(1, 'some text'),
  v.maxLength(32, 'at most 32 characters long'),
)

const expectation = v.strictObject({
  choose: v.optional(v.array(id), []),
  holds: conditionSchema,
})

/** A scenario file, as an author writes it. Times are virtual milliseconds, chances are percent. */
export const scenarioSchema = v.strictObject({
  id,
  title: words,
  summary: v.pipe(words, v.maxLength(60, 'at most 60 characters long')),
  story: words,
  model: v.picklist(['register', 'cas-register', 'account', 'set']),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)), 1),
  replicas: v.pipe(
    v.number(),
    v.integer('a whole number'),
    v.minValue(3, '3 or more'),
    v.maxValue(7, 'at most 7'),
  ),
  clients: v.pipe(
    v.array(
      v.strictObject({ id: node, name: v.pipe(v.string(), v.minLength(1), v.maxLength(12)), at: node }),
    ),
    v.minLength(1, 'at least one client'),
    v.maxLength(7, 'at most 7 clients'),
  ),
  keys: v.record(
    v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
    v.strictObject({
      initial: v.optional(json, null),
      merge: v.picklist(MERGE_RULES),
      policy: v.optional(v.picklist(POLICIES)),
    }),
  ),
  lock: v.optional(v.strictObject({ key: operation.key, free: json })),
  network: v.strictObject({ ...network.entries, 'client-delay': v.optional(msRange, [1, 3]) }),
  timing: v.optional(
    v.strictObject({
      deadline: v.optional(ms),
      attempt: v.optional(v.pipe(ms, v.minValue(10, '10 or more'))),
      backoff: v.optional(ms),
      'backoff-max': v.optional(ms),
      exchange: v.optional(v.pipe(ms, v.minValue(10, '10 or more'))),
      'client-timeout': v.optional(ms),
    }),
    {},
  ),
  policy: v.picklist(POLICIES),
  sealed: v.optional(v.boolean(), true),
  'raw-clocks': v.optional(v.boolean(), false),
  workload: v.pipe(
    v.array(
      v.strictObject({
        at: v.union([ms, msRange]),
        client: node,
        ...operation,
        policy: v.optional(v.picklist(POLICIES)),
      }),
    ),
    v.maxLength(500, 'at most 500 operations'),
  ),
  faults: v.pipe(v.array(fault), v.maxLength(100, 'at most 100 faults')),
  stops: v.pipe(v.array(stop), v.maxLength(10, 'at most 10 stops')),
  lasts: v.pipe(ms, v.minValue(1, '1 or more')),
  predict: v.optional(prediction),
  words: v.optional(v.strictObject(v.entriesFromList(LEDGER_KEYS, v.optional(figureText))), {}),
  expect: v.optional(v.pipe(v.array(expectation), v.maxLength(20, 'at most 20 expectations')), []),
  'by-hand': v.strictObject({ cut: groups, write: v.strictObject(operation) }),
  counts: v.pipe(v.array(v.picklist(LEDGER_KEYS)), v.minLength(1, 'at least one column')),
})

/** What the links are like, as an author writes it. */
export type NetworkFile = v.InferOutput<typeof network>
export type ScenarioFile = v.InferOutput<typeof scenarioSchema>
