import { describe, expect, test } from 'vitest'
import { learnedIn, outcomeOf, settledBefore } from '../../src/app/app.ts'
import { withSweep } from '../../src/app/been-there.ts'
import { settledOn } from '../../src/course/course.ts'
import { present } from '../../src/model/assert.ts'
import {
  emptyProgress,
  type Progress,
  SKIPPED,
  withExperiment,
  withPage,
  withPrediction,
  withRun,
} from '../../src/progress/progress.ts'
import { plain } from '../../src/terminal/text.ts'
import { shippedCourse } from '../support/course.ts'

const { course, challenges } = shippedCourse()
const size = { columns: 80, rows: 24 }
const chain = present(
  course.lessons.find(({ id }) => id === 'one-machine-first'),
  'the lesson',
)
const behind = 1 + chain.pages.findIndex(({ block }) => block?.kind === 'experiment')
const lines = (progress: Progress, page = behind) =>
  settledBefore({ course, progress, size }, { lesson: chain.id, page }).map(plain)
const predictions = (progress: Progress) => learnedIn(course, challenges, progress).predictions

const tried = (progress: Progress) =>
  withExperiment(progress, 'chain', {
    seed: 1,
    prediction: null,
    held: null,
    figures: { built: {}, broken: {}, remedied: null },
    when: 5,
  })
const seen = (progress: Progress, held: boolean | null) =>
  withRun(progress, 'split-bank', {
    seed: 7,
    decisions: [{ at: 1, choice: 'availability' }],
    prediction: null,
    held,
    verdict: 'violation',
    code: null,
    when: 5,
  })
const predicted = (option: string) =>
  withPrediction(emptyProgress, chain.id, 'thirty-services', { option, when: 1 })

describe('what was predicted', () => {
  test('stands beside how it came out on the page behind it, once the experiment was tried', () => {
    const before = predicted('nine-hours')
    expect(lines(before)).toEqual([])
    expect(predictions(before)).toEqual({ count: 0, of: 0 })
    const after = tried(before)
    const ask = 'For how long in a year is the page broken?'
    expect(lines(after)).toEqual([
      ask,
      '✗ You predicted: 9 hours. Thirty calls are as sure as one. It came out',
      '  so: 11 days. 0.999 to the power of 30 is 0.97.',
    ])
    expect(predictions(after)).toEqual({ count: 0, of: 1 })
    expect(lines(after, behind + 1)).toEqual([])
    const right = tried(predicted('eleven-days'))
    expect(lines(right)[1]).toMatch(/^✓ You predicted: 11 days\. 0\.999/)
    expect(predictions(right)).toEqual({ count: 1, of: 1 })
  })

  test('is not told where it was skipped', () => {
    expect(lines(tried(predicted(SKIPPED)))).toEqual([])
  })

  test('in the lab counts, the first time in each future', () => {
    expect(predictions(seen(emptyProgress, false))).toEqual({ count: 0, of: 1 })
    expect(predictions(seen(emptyProgress, true))).toEqual({ count: 1, of: 1 })
    expect(predictions(seen(seen(emptyProgress, false), true)).of).toBe(1)
  })
})

test('a prediction waits for nothing across a quiz, and a sweep settles the one before it', () => {
  const feed = present(course.lessons[3], 'lesson 4')
  const place = (block: string) =>
    feed.pages.findIndex(page => page.block && 'id' in page.block && page.block.id === block)
  expect(outcomeOf(course, emptyProgress, chain.id, behind - 2)).toBe('waiting')
  expect(outcomeOf(course, emptyProgress, feed.id, place('riak-lost'))).toBe('shown')
  const last = present(course.lessons[5], 'lesson 6')
  const sweep = last.pages.findIndex(({ block }) => block?.kind === 'sweep')
  expect(settledOn(last.pages, sweep + 1)).toEqual([sweep - 1])
  const guess = withPrediction(emptyProgress, last.id, 'beat-cap-often', { option: 'none', when: 1 })
  expect(predictions(guess).of).toBe(0)
  // Whoever reads on past the sweep has not seen how it comes out.
  const past = withPage(guess, last.id, sweep + 1, 2)
  expect(predictions(past).of).toBe(0)
  const block = last.pages[sweep]?.block
  const scenario = block?.kind === 'sweep' ? block.scenario : ''
  const swept = withSweep(past, scenario, { seeds: 20, both: 0 }, 3)
  expect(predictions(swept)).toEqual({ count: 1, of: 1 })
  const told = settledBefore({ course, progress: swept, size }, { lesson: last.id, page: sweep + 1 })
  expect(told.map(plain).join(' ')).toMatch(
    /^In how many .*\? ✓ You predicted: In none\. \w.*through the cut\.$/,
  )
})
