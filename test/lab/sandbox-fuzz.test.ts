import { describe, expect, it } from 'vitest'
import {
  act,
  advance,
  completions,
  parseCommand,
  readReplayCode,
  replayCode,
  traceHash,
} from '../../src/lab/lab.ts'
import { seededRandom } from '../../src/model/random.ts'
import { Dice, FAMILY, findSandbox, randomCommand, randomWords, sandboxRun } from './sandbox-runs.ts'

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
/** How many random commands are tried. */
const FUZZ = Number(process.env['NETSPLIT_FUZZ'] ?? 20_000)
const LINES_A_RUN = 100
const REPLAYED = 12

describe('random lines', () => {
  it(`${FUZZ} commands never throw, and the runs that they make go on`, () => {
    let done = 0
    for (let number = 0; number < FUZZ / LINES_A_RUN; number++) {
      const dice = new Dice(seededRandom(SEED, number))
      let run = sandboxRun(`${dice.of(FAMILY)}${dice.of(['', '-3', '-4', '-7'])}`, number)
      for (let line = 0; line < LINES_A_RUN; line++) {
        const text = dice.below(2) === 0 ? randomWords(dice) : randomCommand(dice, run)
        try {
          const parsed = parseCommand(run, text)
          completions(run, text, dice.below(text.length + 2))
          if (!parsed.ok) expect(parsed.message).not.toBe('')
          else if (parsed.deeds.length > 0) {
            run = advance(parsed.deeds.reduce(act, run), dice.below(60_000))
            done += 1
          }
        } catch (error) {
          throw new Error(`«${text}» with NETSPLIT_SEED=${SEED}, run ${number}`, { cause: error })
        }
      }
      if (number % 10 === 0) advance(run, 5_000_000)
    }
    expect(done).toBeGreaterThan(FUZZ / 8)
  })

  it('are the same run again from its replay code', () => {
    for (let number = 0; number < REPLAYED; number++) {
      const dice = new Dice(seededRandom(SEED, 1_000_000 + number))
      let run = sandboxRun(`${dice.of(FAMILY)}${dice.of(['', '-3', '-7'])}`, number)
      const lines: string[] = []
      for (let line = 0; line < 25; line++) {
        const text = randomCommand(dice, run)
        const parsed = parseCommand(run, text)
        if (!parsed.ok) continue
        lines.push(text)
        run = advance(parsed.deeds.reduce(act, run), dice.below(3) * dice.below(400_000))
      }
      const about = `NETSPLIT_SEED=${SEED}, run ${number}: ${lines.join(' / ')}`
      const read = readReplayCode(replayCode(run), findSandbox)
      if (!read.ok) throw new Error(`${read.problems[0]?.message}; ${about}`)
      const again = advance(read.value, run.now)
      expect(traceHash(advance(again, 1_000_000).moment), about).toBe(
        traceHash(advance(run, 1_000_000).moment),
      )
    }
  })
})
