import { expect, test } from 'vitest'
import { findWithVariants } from '../../../src/lab/lab.ts'
import { evidenceOf, LEVELS, practiceCase, practiceId, storyOf } from '../../../src/lab/practice/practice.ts'
import { canonicalJson } from '../../../src/model/json.ts'
import { MISCONCEPTION_IDS } from '../../../src/model/misconceptions.ts'
import { repeatWith, SEEDS, seedsOf } from '../../sim/seeds.ts'
import { recomputed } from './recompute.ts'

/** What the tests need of each case; the runs themselves are let go. */
const CASES = seedsOf(2).map(seed => {
  const one = practiceCase(1 + (seed % 5), seed)
  const { level, ask, options, shape, scene } = one
  const evidence = evidenceOf(one, 4).length
  return {
    seed,
    wanted: 1 + (seed % 5),
    level,
    ask,
    options,
    shape,
    kind: scene.plan.kind,
    expected: recomputed(one),
    evidence,
  }
})

test('one option is right, the four differ, and each wrong one names a misconception', () => {
  for (const { seed, options } of CASES) {
    expect(
      options.filter(({ misconception }) => misconception === null),
      repeatWith(seed),
    ).toHaveLength(1)
    expect(new Set(options.map(({ text }) => text)).size, repeatWith(seed)).toBe(4)
    expect(new Set(options.map(({ claim }) => canonicalJson(claim))).size, repeatWith(seed)).toBe(4)
    for (const { misconception, says } of options) {
      if (misconception !== null) expect(MISCONCEPTION_IDS, repeatWith(seed)).toContain(misconception)
      expect(says.length, repeatWith(seed)).toBeGreaterThan(20)
    }
  }
})

test('the right answer is what the history says when it is read anew', () => {
  const told = CASES.filter(({ expected }) => expected !== undefined)
  for (const { seed, options, expected, shape, ask } of told) {
    const right = options.find(({ misconception }) => misconception === null)
    expect(right?.claim, `${shape}: ${ask} ${repeatWith(seed)}`).toEqual(expected)
  }
  if (SEEDS >= 500) expect(told.length / CASES.length).toBeGreaterThan(0.75)
})

test('the same seed is the same case, and its id brings its run back', () => {
  for (const seed of seedsOf(0.02))
    for (const level of LEVELS) {
      const [one, again] = [practiceCase(level, seed), practiceCase(level, seed)]
      expect(again.options).toEqual(one.options)
      expect(storyOf(again)).toEqual(storyOf(one))
      const scenario = findWithVariants(practiceId(level, seed), () => undefined)
      expect(scenario).toEqual(one.scene.scenario)
    }
})

test('there are many shapes, every level has its own, and a run always speaks for the answer', () => {
  const shapes = new Set<string>()
  const kinds = new Map<number, Set<string>>()
  for (const { seed, wanted, level, shape, kind, evidence } of CASES) {
    expect(level).toBe(wanted)
    expect(evidence, `${shape} ${repeatWith(seed)}`).toBeGreaterThan(0)
    // Without the cut, the crash and the rest: only what is asked of which store.
    shapes.add(shape.split(', ').slice(0, 4).join(', '))
    kinds.set(level, (kinds.get(level) ?? new Set()).add(kind))
  }
  if (SEEDS < 500) return
  expect(shapes.size).toBeGreaterThanOrEqual(30)
  expect([1, 2, 3, 4, 5].map(level => kinds.get(level)?.size)).toEqual([2, 5, 7, 7, 8])
})

test('the right option stands at each place about as often', () => {
  const places = [0, 0, 0, 0]
  for (const { options } of CASES) {
    const place = options.findIndex(({ misconception }) => misconception === null)
    places[place] = (places[place] ?? 0) + 1
  }
  // Of 2,000 cases a quarter each: one standard deviation is 20 of 500.
  if (SEEDS >= 500) for (const count of places) expect(count / CASES.length).toBeCloseTo(0.25, 1)
})
