import * as v from 'valibot'

/**
 * What is kept of each screen: what the learner did and where they stand. What can be worked out again from that, a run,
 * an outcome, a case of practice, is left out.
 */

const word = v.pipe(v.string(), v.maxLength(200))
const words = v.pipe(v.string(), v.maxLength(2000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400_000_000))
/** In a diagram a window's edge may lie between two microseconds. */
const instant = v.pipe(v.number(), v.finite())
const few = <S extends v.GenericSchema>(schema: S) => v.pipe(v.array(schema), v.maxLength(200), v.readonly())

const onPage = v.object({ lesson: word, page: count })

const questionShape = v.variant('kind', [
  v.object({ kind: v.literal('unanswered') }),
  v.object({ kind: v.literal('answered'), option: count }),
  v.object({ kind: v.literal('skipped') }),
])

const lineShape = v.object({
  text: words,
  cursor: count,
  said: words,
  bad: v.boolean(),
  recalled: count,
  draft: words,
})

const practiceShape = v.object({
  type: v.literal('practice'),
  level: v.pipe(count, v.minValue(1), v.maxValue(5)),
  seed,
  chosen: v.nullable(count),
  focus: v.boolean(),
  scroll: count,
  asked: count,
  right: count,
})

const from = v.nullable(v.union([practiceShape, onPage]))

const mapShape = v.object({ type: v.literal('map'), selected: count, ended: v.optional(word) })

const pageShape = v.object({
  type: v.literal('page'),
  lesson: word,
  page: count,
  question: questionShape,
  focus: v.boolean(),
  scroll: count,
})

const memoryShape = v.object({
  type: v.literal('memory'),
  from: onPage,
  found: few(word),
  line: lineShape,
  ended: v.boolean(),
})

const checkShape = v.object({
  type: v.literal('check'),
  sitting: v.picklist(['before', 'after']),
  items: few(word),
  place: count,
  phase: v.picklist(['ask', 'end', 'told']),
  focus: v.boolean(),
  lesson: v.nullable(word),
  scroll: count,
})

const recallShape = v.object({
  type: v.literal('recall'),
  due: few(v.object({ lesson: word, block: word, since: v.pipe(v.number(), v.integer()) })),
  place: count,
  question: questionShape,
  focus: v.boolean(),
  scroll: count,
})

const learnedShape = v.object({
  type: v.literal('learned'),
  phase: v.picklist(['learned', 'card']),
  scroll: count,
  said: v.nullable(words),
})

const tellingShape = v.object({ seed, replay: v.pipe(v.string(), v.maxLength(50_000)) })

const tallyShape = v.object({
  runs: count,
  happened: v.record(word, count),
  sums: v.record(word, v.nullable(v.number())),
  telling: v.record(word, few(tellingShape)),
})

const sweepShape = v.object({
  type: v.literal('sweep'),
  scenario: word,
  seeds: v.pipe(count, v.minValue(1)),
  from,
  columns: few(v.object({ choice: word, tally: tallyShape })),
  playing: v.boolean(),
})

const worldsShape = v.object({
  type: v.literal('worlds'),
  phase: v.picklist(['watch', 'guess', 'decide', 'after', 'reveal', 'table']),
  from,
  seed,
  at: time,
  playing: v.boolean(),
  guess: v.nullable(word),
  decision: v.nullable(count),
})

const figures = v.record(word, v.pipe(v.number(), v.finite()))

const experimentShape = v.object({
  type: v.literal('experiment'),
  phase: v.picklist(['built', 'predict', 'broken', 'remedied', 'free']),
  from,
  experiment: word,
  seed,
  turned: v.object({ dials: few(count), remedy: v.boolean() }),
  at: time,
  playing: v.boolean(),
  seen: v.object({
    built: v.exactOptional(figures),
    broken: v.exactOptional(figures),
    remedied: v.exactOptional(figures),
  }),
  prediction: v.nullable(word),
  held: few(word),
  row: count,
  said: v.optional(v.nullable(words), null),
})

/** A run: the place of its code among the lab's codes, and its spot (happenings, acts, time). */
const runShape = v.tuple([count, count, count, time])

const earlierShape = v.object({
  run: runShape,
  branches: few(runShape),
  client: v.nullable(word),
  shownKey: word,
})

const labShape = v.object({
  type: v.literal('lab'),
  phase: v.picklist([
    'predict',
    'live',
    'verdict',
    'compare',
    'branches',
    'side',
    'diagram',
    'goals',
    'faults',
  ]),
  from,
  codes: few(v.pipe(v.string(), v.maxLength(50_000))),
  run: runShape,
  /** The question, by its place among the scenario's, and the option. */
  predictions: few(v.tuple([count, word])),
  playing: v.boolean(),
  speed: count,
  client: v.nullable(word),
  shownKey: word,
  focus: v.boolean(),
  futures: few(runShape),
  branches: few(runShape),
  other: v.nullable(runShape),
  building: words,
  said: v.nullable(words),
  line: v.nullable(lineShape),
  lines: few(words),
  earlier: few(earlierShape),
  goal: count,
  met: few(word),
  hints: v.record(word, count),
  shown: few(word),
  window: v.object({ from: instant, to: instant }),
  scroll: count,
})

export const screenShape = v.variant('type', [
  mapShape,
  pageShape,
  memoryShape,
  practiceShape,
  checkShape,
  recallShape,
  learnedShape,
  sweepShape,
  worldsShape,
  experimentShape,
  labShape,
])

/** What lies over the screen, and where the cursor of its menu stands. */
export const overShape = v.object({
  help: v.nullable(v.object({ scroll: count })),
  glossary: v.nullable(v.object({ selected: count, open: v.boolean() })),
  cursor: v.nullable(v.object({ menu: word, option: count })),
})

export type KeptScreen = v.InferOutput<typeof screenShape>
export type KeptLab = v.InferOutput<typeof labShape>
export type KeptFrom = v.InferOutput<typeof from>
export type KeptRun = v.InferOutput<typeof runShape>
export type KeptPractice = v.InferOutput<typeof practiceShape>
export type KeptExperiment = v.InferOutput<typeof experimentShape>
export type KeptSweep = v.InferOutput<typeof sweepShape>
