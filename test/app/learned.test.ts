import { describe, expect, test } from 'vitest'
import { learnedIn } from '../../src/app/app.ts'
import {
  emptyProgress,
  type Progress,
  type RunRecord,
  withAnswer,
  withChallenge,
  withCheckEntry,
  withCheckOver,
  withExperiment,
  withPrediction,
  withRun,
} from '../../src/progress/progress.ts'
import { shippedCourse } from '../support/course.ts'

const { course, challenges } = shippedCourse()
const learned = (progress: Progress) => learnedIn(course, challenges, progress)

/** An answer to a quiz: the option with this misconception, or the right one. */
function answered(progress: Progress, block: string, misconception: string | null, when: number): Progress {
  for (const { id, pages } of course.lessons)
    for (const page of pages) {
      if (page.block?.kind !== 'quiz' || page.block.id !== block) continue
      const option = page.block.options.findIndex(other => other.misconception === misconception)
      return withAnswer(progress, id, block, { option, right: misconception === null, when })
    }
  throw new Error(`no quiz «${block}»`)
}

function story(progress: Progress, id: string): string | undefined {
  return learned(progress).missed.find(missed => missed.id === id)?.story
}

describe('what became of a misconception', () => {
  test('missed and never asked again', () => {
    expect(story(answered(emptyProgress, 'timeout-means', 'M4', 1), 'M4')).toBe('missed once, in lesson 1.')
  })

  test('missed twice, then right in another lesson', () => {
    let progress = answered(emptyProgress, 'timeout-means', 'M4', 1)
    progress = answered(progress, 'lost-comment', 'M4', 2)
    expect(story(progress, 'M4')).toBe('missed twice, the last time in lesson 6.')
    progress = answered(progress, 'timeout-means', null, 3)
    expect(story(progress, 'M4')).toBe('missed twice, then right in lesson 1.')
    expect(learned(progress).missed.find(({ id }) => id === 'M4')).toMatchObject({
      isOver: true,
      answer: 'The write failed at first, and somebody repeated it.',
      page: 'Where did my comment go?',
    })
  })

  test('another wrong option says nothing about it', () => {
    let progress = answered(emptyProgress, 'timeout-means', 'M4', 1)
    progress = answered(progress, 'lost-comment', 'M17', 2)
    expect(story(progress, 'M4')).toBe('missed once, in lesson 1.')
  })

  test('what was never missed is not told', () => {
    expect(learned(answered(emptyProgress, 'timeout-means', null, 1)).missed).toEqual([])
  })
})

describe('the figures', () => {
  const [item] = course.check
  if (!item) throw new Error('the check is empty')

  test('the first try counts, for quizzes and for experiments', () => {
    let progress = answered(emptyProgress, 'timeout-means', 'M4', 1)
    progress = answered(progress, 'timeout-means', null, 2)
    progress = answered(progress, 'whose-key', null, 3)
    expect(learned(progress).quizzes).toEqual({ count: 1, of: 2 })
    const record = (held: boolean, when: number) => ({
      seed: 1,
      prediction: 'a',
      held,
      figures: { built: {}, broken: {}, remedied: null },
      when,
    })
    progress = withExperiment(progress, 'far-calls', record(false, 5))
    progress = withExperiment(progress, 'far-calls', record(true, 6))
    progress = withPrediction(progress, 'no-answer', 'new-outcome', { option: 'nothing', when: 1 })
    progress = withPrediction(progress, 'no-answer', 'was-it-charged', { option: 'skipped', when: 1 })
    expect(learned(progress).predictions).toEqual({ count: 1, of: 2 })
  })

  test('nothing of the check is told before the one after is over', () => {
    const entry = (form: 'A' | 'B', when: number) => {
      const option = item.forms[form].options.findIndex(({ right }) => !right)
      return { form, option, right: false, when }
    }
    let progress = withCheckEntry(emptyProgress, item.id, 'before', entry('A', 1))
    progress = withCheckEntry(progress, item.id, 'after', entry('B', 2))
    expect(learned(progress)).toMatchObject({ gain: null, missed: [] })
    progress = withCheckOver(progress, 3)
    expect(learned(progress).gain).toEqual({ pairs: 1, before: 0, after: 0 })
    expect(learned(progress).missed).toHaveLength(1)
  })

  test('a solution seen is no challenge met', () => {
    let progress = withChallenge(emptyProgress, 'stale-read', { seen: 1 })
    progress = withChallenge(progress, 'lost-write', { met: 2 })
    progress = withChallenge(progress, 'lost-write', { seen: 3 })
    expect(learned(progress).challenges).toEqual({
      met: ['A lost acknowledged write'],
      seen: ['A stale read'],
      of: challenges.length - 1,
    })
  })

  test('choices and codes come from the runs', () => {
    const run = (choice: string, code: string | null, when: number): RunRecord => ({
      seed: 7,
      decisions: [{ at: 1, choice }],
      prediction: null,
      held: null,
      verdict: 'unknown',
      code,
      when,
    })
    let progress = withRun(emptyProgress, 'split-bank', run('consistency', 'AAA', 1))
    progress = withRun(progress, 'split-bank', run('availability', 'BBB', 2))
    progress = withRun(progress, 'split-feed', run('availability', null, 3))
    expect(learned(progress).choices).toEqual([
      { choice: 'availability', times: 2 },
      { choice: 'consistency', times: 1 },
    ])
    expect(learned(progress).runs).toEqual([
      { scenario: 'split-bank', chosen: 'consistency', code: 'AAA' },
      { scenario: 'split-bank', chosen: 'availability', code: 'BBB' },
    ])
    const again = withRun(progress, 'split-bank', run('consistency', 'CCC', 4))
    expect(learned(again).runs.map(({ code }) => code)).toEqual(['CCC', 'BBB'])
  })
})
