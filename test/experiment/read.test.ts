import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenPromises, readExperiment } from '../../src/experiment/experiment.ts'
import { problemLine } from '../../src/model/problem.ts'
import { ROOT } from '../support/bundle.ts'

const FAR = readFileSync(join(ROOT, 'lessons', 'experiments', 'far-calls.yaml'), 'utf8')

/** The shipped experiment with one thing changed: what is told, with `HERE` in the place of the line of the change. */
function told(from: string, to: string): readonly string[] {
  const place = FAR.indexOf(from)
  if (place < 0) throw new Error(`the experiment has no «${from}» any more`)
  const line = FAR.slice(0, place).split('\n').length
  const read = readExperiment(FAR.replace(from, to), 'mine.yaml')
  const lines = read.ok ? [] : read.problems.map(problemLine)
  return lines.map(problem => problem.replace(`mine.yaml:${line}:`, 'HERE:'))
}

describe('a fault in an experiment is told with its line, and what there is', () => {
  it.each([
    [
      'program: page-calls',
      'program: page-cals',
      /^HERE: There is no program «page-cals» \(did you mean «page-calls»\?\)/,
    ],
    [
      '{ calls: 40 }',
      '{ cals: 40 }',
      /^HERE: .* no setting «cals» \(did you mean «calls»\?\); it has calls, batch/,
    ],
    ['{ calls: 40 }', '{ calls: 4000 }', /^HERE: The setting «calls» goes from 1 to 200, not to «4000»\.$/],
    ['{ calls: 40 }', '{ calls: many }', /^HERE: The setting «calls» goes from 1 to 200/],
    ['{ calls: 40 }', '{ round-trip: 1 }', /«round-trip» is fixed under «settings» already/],
    ['setting: round-trip', 'setting: trip', /^HERE: .* no setting «trip»/],
    ['value: 150 }', 'value: 1500 }', /^HERE: The setting «round-trip» goes from 0.1 to 1000 ms/],
    ['{ batch: 40 }', '{ batch: 0 }', /^HERE: The setting «batch» goes from 1/],
    [
      'figures: [page-time, round-trips]',
      'figures: [page-tim]',
      /^HERE: .* no figure «page-tim» \(did you mean/,
    ],
    [
      'figures: [page-time, round-trips]',
      'figures: [page-time, page-time]',
      /^HERE: «page-time» stands here twice/,
    ],
    ['holds: { page-time: { min: 3000 } }', 'holds: { time: 1 }', /^HERE: .* no figure «time»/],
    ['holds: { page-time: { min: 3000 } }', 'holds: {}', /^HERE: This names no figure/],
    ['id: half', 'id: once', /^HERE: Two options are called «once»/],
    ['id: half', 'id: skipped', /^HERE: No option may be called «skipped»/],
    ['dials: [0]', 'dials: [0, 1]', /^HERE: There should be 1, one place for each dial, found 2/],
    ['dials: [0]', 'dials: [3]', /^HERE: This dial has 3 values, from 0 to 2; found 3/],
    ['fallacy: 2', 'fallacy: 9', /^HERE: «fallacy» should be at most 8, found the number 9$/],
    ['  broken: Nothing', '  x: Nothing', /^HERE: unknown key «x»/],
    ['seed: 1', 'seed: 1\nsettngs: 2', /unknown key «settngs» \(did you mean «settings»\?\)/],
  ])('«%s» as «%s»', (from, to, expected) => {
    expect(told(from, to)).toContainEqual(expect.stringMatching(expected))
  })

  it('a remedy without a question, and a question without what was seen', () => {
    const cut = (from: string, to: string) => FAR.slice(0, FAR.indexOf(from)) + FAR.slice(FAR.indexOf(to))
    const without = readExperiment(cut('predict:', 'remedy:'), 'mine.yaml')
    expect(without.ok ? [] : without.problems.map(({ message }) => message)).toEqual([
      'An experiment with a remedy asks something first: add «predict».',
    ])
    const unseen = readExperiment(cut('  broken:', 'seed:'), 'mine.yaml')
    expect(unseen.ok ? [] : unseen.problems.map(({ message }) => message)).toEqual([
      'An experiment that predicts says what was seen afterwards: add «broken».',
    ])
  })
})

describe('a promise that is not kept', () => {
  const promises = (from: string, to: string) => {
    const read = readExperiment(FAR.replace(from, to), 'mine.yaml')
    if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'))
    return brokenPromises(read.value, 7)
  }

  it('is told with what was found', () => {
    expect(promises('{ min: 6000, max: 6000 }', '{ max: 100 }')).toEqual([
      'With seed 7 promise 2 of «expect» is not kept: found page-time 6000.',
    ])
  })

  it('such as a prediction of which two options come true, or none', () => {
    expect(promises('{ max: 400 }', '{ max: 9000 }')).toEqual([
      'With seed 7 exactly one option of «predict» should come true, found once and six.',
    ])
    expect(promises('{ page-time: { min: 3000 } }', '{ page-time: 1 }')).toEqual([
      'With seed 7 exactly one option of «predict» should come true, found none.',
    ])
  })
})
