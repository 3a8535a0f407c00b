import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readScenario, startRun } from '../../src/lab/lab.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { spoilt } from '../support/spoilt.ts'
import { played } from './scenarios.ts'

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_280)
const ROUNDS = Number(process.env['NETSPLIT_FUZZ'] ?? 300)
/** So many of the files that can still be used are run as well, which takes longer. */
const RUN_EVERY = 10

const folder = new URL('../../lessons/scenarios/', import.meta.url)
const texts = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .sort()
  .map(name => readFileSync(new URL(name, folder), 'utf8'))

test(`a spoilt scenario file is used or refused with its lines, and what is used runs: ${ROUNDS} from ${SEED}`, () => {
  let random = seededRandom(SEED, 1)
  let used = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const [place, after] = draw(random, 0, texts.length - 1)
    const [text, next] = spoilt(texts[place] ?? '', after)
    random = next
    const about = `NETSPLIT_SEED=${SEED}, round ${round}`
    try {
      const read = readScenario(text, 'a.yaml')
      if (read.ok) {
        used += 1
        if (used % RUN_EVERY === 0) played(startRun(read.value, round), null)
      } else {
        expect(read.problems).not.toEqual([])
        for (const { line, message } of read.problems) {
          expect(message).not.toBe('')
          expect(line ?? 1).toBeGreaterThan(0)
          expect(line ?? 1).toBeLessThanOrEqual(text.split('\n').length)
        }
      }
    } catch (error) {
      throw new Error(`${about}:\n${text}`, { cause: error })
    }
  }
  // Both kinds must occur, or this test says nothing.
  expect(used).toBeGreaterThan(ROUNDS / 20)
  expect(used).toBeLessThan(ROUNDS * 0.9)
})
