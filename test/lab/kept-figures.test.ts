import { expect, it } from 'vitest'
import {
  act,
  advance,
  type Challenge,
  judge,
  ledgerOf,
  onlySignsOfLife,
  parseCommand,
  type Run,
  readChallenges,
  telling,
} from '../../src/lab/lab.ts'
import { seededRandom } from '../../src/model/random.ts'
import { items } from '../../src/model/sequence.ts'
import { repeatWith, seedsOf } from '../sim/seeds.ts'
import { challengesText, Dice, FAMILY, randomCommand, sandboxRun } from './sandbox-runs.ts'

const FRAME_US = 40_000

/** A sandbox in which somebody does things by chance: frame after frame, each with the run before it. */
function* frames(seed: number): Generator<readonly [before: Run, after: Run]> {
  const dice = new Dice(seededRandom(seed))
  let run = sandboxRun(dice.of(FAMILY), seed)
  for (let frame = 0; frame < 150; frame += 1) {
    const acted = dice.below(12) === 0 ? tried(run, randomCommand(dice, run)) : run
    const after = advance(acted, FRAME_US)
    yield [run, after]
    run = after
  }
}

/** The run with a line typed, where it says something that can be done now. */
function tried(run: Run, line: string): Run {
  const parsed = parseCommand(run, line)
  return parsed.ok ? parsed.deeds.reduce(act, run) : run
}

/** The same run with lists of its own, of which nothing is known yet. */
function unknown(run: Run): Run {
  const { moment } = run
  const [told, happenings] = [items(moment.told), items(moment.happenings)]
  return {
    ...run,
    moment: {
      ...moment,
      told: { items: told, length: told.length },
      happenings: { items: happenings, length: happenings.length },
    },
  }
}

const challenges: readonly Challenge[] = shipped()

function shipped(): readonly Challenge[] {
  const read = readChallenges(challengesText(), 'challenges.yaml', FAMILY)
  if (!read.ok) throw new Error('the challenges have a fault')
  return read.value
}

it('what is known of the run before never makes a ledger or a judgement another one', () => {
  let skipped = 0
  let judged = 0
  for (const seed of seedsOf(0.03))
    for (const [before, after] of frames(seed)) {
      const fresh = unknown(after)
      const where = `at ${after.now} µs; ${repeatWith(seed)}`
      expect(ledgerOf(after.scenario, after.moment), where).toEqual(ledgerOf(fresh.scenario, fresh.moment))
      if (!onlySignsOfLife(after, before)) {
        judged += 1
        continue
      }
      skipped += 1
      for (const challenge of challenges)
        expect(judge(challenge, fresh).met, `${challenge.id} ${where}`).toBe(
          judge(challenge, unknown(before)).met,
        )
    }
  expect(skipped).toBeGreaterThan(100)
  expect(judged).toBeGreaterThan(100)
})

it('what a run tells of is the same for every moment of it, the later ones known or not', () => {
  const [seed = 1] = seedsOf(0)
  const runs = [...frames(seed)].map(([, after]) => after)
  const known = runs.map(({ moment }) => items(telling(moment.happenings)))
  const again = runs.map(({ moment }) => items(telling(moment.happenings)))
  const fresh = runs.map(run => items(telling(unknown(run).moment.happenings)))
  expect(again).toEqual(known)
  expect(fresh).toEqual(known)
  expect(known.at(-1)?.length).toBeGreaterThan(known[75]?.length ?? 0)
})
