import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeProgress,
  emptyProgress,
  encodeProgress,
  lessonProgress,
  mergeProgress,
  type Progress,
  type RunRecord,
  scenarioRuns,
  withAnswer,
  withLessonDone,
  withPage,
  withPrediction,
  withRun,
} from '../../src/progress/progress.ts'
import { anyProgress } from './arbitrary.ts'

// fast-check prints the seed and the path of a failure; `PROPERTY_SEED=… npm test` runs it again.
const seed = process.env['PROPERTY_SEED']
const options = { numRuns: 300, ...(seed === undefined ? {} : { seed: Number(seed) }) }

/** What is the same to a reader of the file: the text. */
const text = encodeProgress

describe('two copies lose nothing', () => {
  test('merging is commutative', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (a, b) => {
        expect(text(mergeProgress(a, b))).toBe(text(mergeProgress(b, a)))
      }),
      options,
    )
  })

  test('merging is associative', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, anyProgress, (a, b, c) => {
        expect(text(mergeProgress(mergeProgress(a, b), c))).toBe(text(mergeProgress(a, mergeProgress(b, c))))
      }),
      options,
    )
  })

  test('merging is idempotent, and a second merge brings nothing new', () => {
    fc.assert(
      fc.property(anyProgress, anyProgress, (a, b) => {
        const both = mergeProgress(a, b)
        expect(mergeProgress(both, both)).toEqual(both)
        expect(mergeProgress(both, a)).toEqual(both)
        expect(mergeProgress(emptyProgress, both)).toEqual(both)
      }),
      options,
    )
  })

  test('what is written is read back as it was', () => {
    fc.assert(
      fc.property(anyProgress, a => {
        expect(decodeProgress(text(a))).toEqual({ kind: 'ok', progress: mergeProgress(a, a) })
      }),
      options,
    )
  })
})

describe('the union of what each did', () => {
  const start = withPage(emptyProgress, 'split', 2, 100)

  test('two copies that went on from the same file', () => {
    const here = withAnswer(withPage(start, 'split', 5, 200), 'split', 'q1', {
      option: 1,
      right: false,
      when: 210,
    })
    const there = withLessonDone(withPage(start, 'clocks', 1, 300), 'clocks', 310)
    const both = mergeProgress(here, there)
    expect(both.last).toEqual({ lesson: 'clocks', page: 1, when: 300 })
    expect(lessonProgress(both, 'split')).toMatchObject({ furthest: 5, stopped: { page: 5, when: 200 } })
    expect(lessonProgress(both, 'split').answers['q1']).toEqual([{ option: 1, right: false, when: 210 }])
    expect(lessonProgress(both, 'clocks').doneWhen).toBe(310)
  })

  test('going back a page keeps the furthest', () => {
    const back = withPage(withPage(start, 'split', 7, 200), 'split', 3, 300)
    expect(lessonProgress(back, 'split')).toMatchObject({ stopped: { page: 3 }, furthest: 7 })
    expect(back.last).toMatchObject({ lesson: 'split', page: 3 })
  })

  test('a clock that was set back, or a moment far ahead, does not undo the latest step', () => {
    const ahead = withPage(start, 'split', 4, 8.64e15 - 10)
    const next = withPage(ahead, 'clocks', 1, 5)
    expect(next.last).toMatchObject({ lesson: 'clocks', page: 1 })
    expect(decodeProgress(text(next)).kind).toBe('ok')
  })

  test('the first prediction is kept, and any prediction beats a skip', () => {
    const predict = (progress: Progress, option: string, when: number) =>
      withPrediction(progress, 'split', 'p', { option, when })
    const kept = (progress: Progress) => lessonProgress(progress, 'split').predictions['p']?.option
    expect(kept(predict(predict(start, 'lost', 10), 'paid-twice', 20))).toBe('lost')
    expect(kept(predict(predict(start, 'skipped', 10), 'paid-twice', 20))).toBe('paid-twice')
    expect(kept(mergeProgress(predict(start, 'lost', 10), predict(start, 'skipped', 5)))).toBe('lost')
  })

  test('many answers: the first one and the newest are kept', () => {
    let progress = start
    for (let when = 1; when <= 40; when += 1) {
      progress = withAnswer(progress, 'split', 'q', { option: when % 4, right: false, when })
    }
    const times = lessonProgress(progress, 'split').answers['q']?.map(answer => answer.when)
    expect(times).toEqual([1, ...Array.from({ length: 19 }, (_, index) => index + 22)])
  })

  test('many runs: the newest fifty are kept, newest last', () => {
    const run = (when: number): RunRecord => ({
      seed: when,
      decisions: [{ at: 1_840_000, choice: 'consistency' }],
      prediction: null,
      held: null,
      verdict: 'linearizable',
      code: null,
      when,
    })
    let progress = start
    for (let when = 1; when <= 60; when += 1) progress = withRun(progress, 'split-bank', run(when))
    const seeds = scenarioRuns(progress, 'split-bank').map(one => one.seed)
    expect(seeds).toEqual(Array.from({ length: 50 }, (_, index) => index + 11))
    const endless = { ...run(99), decisions: Array.from({ length: 501 }, () => ({ at: 1, choice: 'a' })) }
    expect(scenarioRuns(withRun(progress, 'split-bank', endless), 'split-bank')).toEqual(
      scenarioRuns(progress, 'split-bank'),
    )
  })

  test('a lesson called like something that every object has is nothing special', () => {
    expect(lessonProgress(emptyProgress, 'constructor').furthest).toBe(0)
    expect(scenarioRuns(emptyProgress, 'toString')).toEqual([])
    const odd = withPage(emptyProgress, '__proto__', 3, 10)
    expect(lessonProgress(odd, '__proto__').furthest).toBe(3)
    expect(Object.getPrototypeOf(odd.lessons)).toBe(Object.prototype)
  })
})
