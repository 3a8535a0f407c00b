import { describe, expect, test } from 'vitest'
import { learnedIn, outcomeOf, settledBefore } from '../../src/app/app.ts'
import { settledOn } from '../../src/course/course.ts'
import { present } from '../../src/model/assert.ts'
import {
  emptyProgress,
  type Progress,
  SKIPPED,
  withPage,
  withPrediction,
  withRun,
} from '../../src/progress/progress.ts'
import { plain } from '../../src/terminal/text.ts'
import { shippedCourse } from '../support/course.ts'

const { course, challenges } = shippedCourse()
const size = { columns: 80, rows: 24 }
const split = present(
  course.lessons.find(({ id }) => id === 'the-split'),
  'the lesson',
)
const behind = 1 + split.pages.findIndex(({ block }) => block?.kind === 'lab')
const lines = (progress: Progress, page = behind) =>
  settledBefore({ course, progress, size }, { lesson: split.id, page }).map(plain)
const predictions = (progress: Progress) => learnedIn(course, challenges, progress).predictions

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
const predicted = (oslo: string, balance: string) =>
  withPrediction(
    withPrediction(emptyProgress, split.id, 'oslo-consistent', { option: oslo, when: 1 }),
    split.id,
    'balance-after',
    { option: balance, when: 2 },
  )

describe('what was predicted before a lab', () => {
  test('stands beside how it came out on the page behind it, once the lab was run', () => {
    const before = predicted('lyon', 'minus-sixty')
    expect(lines(before)).toEqual([])
    expect(predictions(before)).toEqual({ count: 0, of: 0 })
    const after = seen(before, null)
    expect(lines(after)).toEqual([
      '✓ You predicted: Lyon is paid. Oslo is not.',
      '✗ You predicted: −60 It came out so: 20',
    ])
    expect(predictions(after)).toEqual({ count: 1, of: 2 })
    expect(lines(after, behind + 1)).toEqual([])
  })

  test('is not told where it was skipped', () => {
    expect(lines(seen(predicted(SKIPPED, '20'), null))).toEqual([])
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
  expect(outcomeOf(course, emptyProgress, feed.id, place('feed-after'))).toBe('waiting')
  expect(outcomeOf(course, emptyProgress, feed.id, place('riak-lost'))).toBe('shown')
  const last = present(course.lessons[5], 'lesson 6')
  const sweep = last.pages.findIndex(({ block }) => block?.kind === 'sweep')
  expect(settledOn(last.pages, sweep + 1)).toEqual([sweep - 1])
  const guess = withPrediction(emptyProgress, last.id, 'beat-cap-often', { option: 'none', when: 1 })
  expect(predictions(guess).of).toBe(0)
  expect(predictions(withPage(guess, last.id, sweep + 1, 2))).toEqual({ count: 1, of: 1 })
})
