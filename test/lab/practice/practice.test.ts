import { expect, test } from 'vitest'
import { findWithVariants } from '../../../src/lab/lab.ts'
import { diceOf } from '../../../src/lab/practice/dice.ts'
import { drawPlan } from '../../../src/lab/practice/plan.ts'
import { evidenceOf, LEVELS, practiceCase, practiceId, storyOf } from '../../../src/lab/practice/practice.ts'
import { canonicalJson } from '../../../src/model/json.ts'
import { MISCONCEPTION_IDS } from '../../../src/model/misconceptions.ts'
import { CAN_COUNT, repeatWith, seedsOf } from '../../sim/seeds.ts'
import { recomputed } from './recompute.ts'

/** What the tests need of each case; the runs themselves are let go. */
const CASES = seedsOf(2).map(seed => {
  const one = practiceCase(1 + (seed % 5), seed)
  const { level, ask, options, shape } = one
  const evidence = evidenceOf(one, 4).length
  return {
    seed,
    wanted: 1 + (seed % 5),
    level,
    ask,
    options,
    shape,
    expected: recomputed(one),
    evidence,
  }
})

test('one option is right, the four differ, and each wrong one names a misconception, or none', () => {
  for (const { seed, options } of CASES) {
    expect(
      options.filter(({ misconception }) => misconception === null),
      repeatWith(seed),
    ).toHaveLength(1)
    expect(new Set(options.map(({ text }) => text)).size, repeatWith(seed)).toBe(4)
    expect(new Set(options.map(({ claim }) => canonicalJson(claim))).size, repeatWith(seed)).toBe(4)
    for (const { misconception, says } of options) {
      if (misconception !== null)
        expect([...MISCONCEPTION_IDS, 'none'], repeatWith(seed)).toContain(misconception)
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
  if (CAN_COUNT) expect(told.length / CASES.length).toBeGreaterThan(0.75)
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

test('there are many shapes, a case has the level that was asked for, and a run always speaks for the answer', () => {
  const shapes = new Set<string>()
  for (const { seed, wanted, level, shape, evidence } of CASES) {
    expect(level).toBe(wanted)
    expect(evidence, `${shape} ${repeatWith(seed)}`).toBeGreaterThan(0)
    // Without the cut, the crash and the rest: only what is asked of which store.
    shapes.add(shape.split(', ').slice(0, 4).join(', '))
  }
  if (CAN_COUNT) expect(shapes.size).toBeGreaterThanOrEqual(30)
})

test('the right option stands at each place about as often', () => {
  const places = [0, 0, 0, 0]
  for (const { options } of CASES) {
    const place = options.findIndex(({ misconception }) => misconception === null)
    places[place] = (places[place] ?? 0) + 1
  }
  // Of 2,000 cases a quarter each: one standard deviation is 20 of 500.
  if (CAN_COUNT) for (const count of places) expect(count / CASES.length).toBeCloseTo(0.25, 1)
})

/** The plans of a level, from fixed seeds whatever the others are: they are only drawn, not run. */
function plansOf(level: 1 | 2 | 3 | 4 | 5) {
  return Array.from({ length: 900 }, (_, seed) => drawPlan(level, diceOf(seed, level)))
}

test('a level asks what its rules say, with one feature of its own and each lower level’s once in three', () => {
  const own = [
    ['plain'],
    ['even', 'merge'],
    ['three', 'siblings'],
    ['one-way', 'own-policy'],
    ['crash', 'clock'],
  ]
  const early = ['copy', 'figure', 'goes-on', 'promises', 'sees']
  const kinds = [
    ['goes-on', 'sees'],
    early,
    [...early, 'holders', 'judged'].sort(),
    ['copy', 'figure', 'goes-on', 'holders', 'judged', 'sees', 'told'],
    [...early, 'holders', 'judged', 'told'].sort(),
  ]
  for (const level of LEVELS) {
    const plans = plansOf(level)
    expect([...new Set(plans.map(({ kind }) => kind))].sort()).toEqual(kinds[level - 1])
    const drawn = (from: readonly string[]) =>
      plans.filter(({ features }) => features.some(feature => from.includes(feature))).length / plans.length
    own.forEach((features, place) => {
      // Of 900 a third is 300, with a standard deviation of 14.
      const share = place === level - 1 ? 1 : place === 0 || place >= level ? 0 : 1 / 3
      expect(Math.abs(drawn(features) - share), `${features} at level ${level}`).toBeLessThan(0.06)
    })
    // At every level both features of its own turn up.
    for (const feature of own[level - 1] ?? []) expect(drawn([feature])).toBeGreaterThan(0.3)
  }
})

test('where no one request is asked about, the run says that the network is whole again, and nothing else of what was done to it', () => {
  const one = practiceCase(2, 0)
  expect(one.scene.plan.kind).toBe('figure')
  const said = evidenceOf(one, 100).map(({ text }) => text)
  expect(said.filter(text => text.includes('network'))).toEqual(['the network is whole again'])
})

test('where it is asked whose changes are accepted, the run speaks of each side, or of none', () => {
  const one = practiceCase(1, 0)
  expect(one.scene.plan).toMatchObject({
    kind: 'goes-on',
    clients: [{ coordinator: 'n2' }, { coordinator: 'n5' }],
  })
  expect(evidenceOf(one, 6).map(({ text }) => text)).toEqual([
    '3 of 5 have accepted: agreed, n2 can answer',
    'n5 heard from 2 of 5 in time, no majority: it says no',
  ])
  expect(evidenceOf(one, 1)).toEqual([])
})
