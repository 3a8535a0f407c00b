import fc from 'fast-check'
import type {
  Answer,
  CheckEntry,
  ExperimentRecord,
  LessonProgress,
  Progress,
  RecallRecord,
  RunRecord,
} from '../../src/progress/progress.ts'

// Few ids and few moments, so that two random progresses meet in the same places and tie.
const id = fc.constantFrom('split', 'clocks', 'b1', 'b2', '7', 'naïve id', '__proto', 'toString')
const when = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 8.64e15 }))
const page = fc.integer({ min: 0, max: 12 })
const stop = fc.record({ page, when })

const answer: fc.Arbitrary<Answer> = fc.record({
  option: fc.integer({ min: 0, max: 3 }),
  right: fc.boolean(),
  when: fc.integer({ min: 0, max: 60 }),
})

const run: fc.Arbitrary<RunRecord> = fc.record({
  seed: fc.integer({ min: 1, max: 3 }),
  decisions: fc.array(fc.record({ at: fc.integer({ min: 0, max: 2 }), choice: id }), { maxLength: 2 }),
  prediction: fc.option(id),
  held: fc.option(fc.boolean()),
  verdict: fc.constantFrom('linearizable', 'violation', 'unknown'),
  code: fc.option(fc.constantFrom('ABC-1', 'ABC-2')),
  when: fc.integer({ min: 0, max: 90 }),
})

const practised: fc.Arbitrary<Progress['practice'][string][number]> = fc.record({
  level: fc.integer({ min: 1, max: 5 }),
  seed: fc.integer({ min: 0, max: 3 }),
  right: fc.boolean(),
  when: fc.integer({ min: 0, max: 40 }),
})

const map = <T>(value: fc.Arbitrary<T>) => fc.dictionary(id, value, { maxKeys: 3, noNullPrototype: true })

const lesson: fc.Arbitrary<LessonProgress> = fc.record({
  stopped: fc.option(stop),
  furthest: page,
  doneWhen: fc.option(when),
  predictions: map(fc.record({ option: fc.constantFrom('a', 'b', 'skipped'), when })),
  // Beyond the bound, so that cutting is part of what is tested.
  answers: map(fc.array(answer, { maxLength: 26 })),
})

const figures = map(fc.integer({ min: 0, max: 2 }))

const experiment: fc.Arbitrary<ExperimentRecord> = fc.record({
  seed: fc.integer({ min: 1, max: 2 }),
  prediction: fc.option(fc.constantFrom('a', 'skipped')),
  held: fc.option(fc.boolean()),
  figures: fc.record({ built: figures, broken: figures, remedied: fc.option(figures) }),
  when: fc.integer({ min: 0, max: 20 }),
})

const entry: fc.Arbitrary<CheckEntry> = fc.record({
  form: fc.constantFrom('A', 'B'),
  option: fc.option(fc.integer({ min: 0, max: 2 })),
  right: fc.boolean(),
  when: fc.integer({ min: 0, max: 3 }),
})

const check = fc.record({
  begun: fc.option(when),
  over: fc.option(when),
  items: map(fc.record({ before: fc.option(entry), after: fc.option(entry), late: fc.option(when) })),
})

const challenge = fc.record({
  met: fc.option(when),
  seen: fc.option(when),
  hints: fc.integer({ min: 0, max: 4 }),
})

const recall: fc.Arbitrary<RecallRecord> = fc.record({
  found: fc.subarray(['a', 'b', 'c']),
  missed: fc.subarray(['a', 'b', 'c']),
  when: fc.integer({ min: 0, max: 30 }),
})

/** Any progress, in no particular order and beyond its bounds at times. */
export const anyProgress: fc.Arbitrary<Progress> = fc.record({
  last: fc.option(fc.record({ lesson: id, page, when })),
  lessons: map(lesson),
  scenarios: map(fc.array(run, { maxLength: 60 })),
  experiments: map(fc.array(experiment, { maxLength: 14 })),
  check,
  challenges: map(challenge),
  practice: map(fc.array(practised, { maxLength: 26 })),
  recalls: map(fc.array(recall, { maxLength: 26 })),
})
