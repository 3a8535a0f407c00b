import { expect, test } from 'vitest'
import { placeOf } from '../../src/app/app.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { createKeyboard } from '../../src/tui/keyboard.ts'
import { SEED, SEEDS } from '../sim/seeds.ts'
import { testApp } from '../support/app.ts'
import { mounted } from '../support/mounted.ts'

/** What a keyboard sends, that which leads on oftener. */
const KEYS = [
  ...['\r', '\r', '\r', '\x1b[C', '\x1b[C', '\x1b[D', '\x1b[B', '\x1b[A', '\x1b', ' ', ' ', '1', '2'],
  ...['?', 'g', '+', '-', '.', ',', 'd', 'f', 'v', 'b', 'm', 'p', 'x', ':', 'a', '\t', '\x1b[6~', '\x1b[F'],
]

/** Where the walks set out. */
const STARTS = [{}, { scenario: 'split-bank' }, { scenario: 'sandbox' }, { worlds: true }] as const

/** How often a walk comes to rest. */
const RESTS = Math.max(10, SEEDS / 25)

/** Random numbers from 1 on, up to what is asked for. */
function numbers(seed: number): (most: number) => number {
  let random = seededRandom(seed)
  return most => {
    let number: number
    ;[number, random] = draw(random, 1, most)
    return number
  }
}

test('keys and ticks by chance: Ink makes the same of every screen as was painted at once', async () => {
  const seen = new Set<string>()
  for (const [round, start] of STARTS.entries()) {
    const app = testApp(start)
    const { tick, time, rest, last, drawn, close } = mounted(app)
    const { hear, stop } = createKeyboard(app.store, { escapeMs: 50, later: time.later })
    const upTo = numbers(SEED + round)
    const pressed: string[] = []
    for (let rests = 0; rests < RESTS && !app.state().leaving; rests += 1) {
      for (let presses = upTo(4); presses > 0; presses -= 1) {
        const key = KEYS[upTo(KEYS.length) - 1] ?? ''
        pressed.push(key)
        hear(key)
        time.pass(60)
        if (upTo(2) === 1) tick(200)
      }
      const atOnce = last()
      await rest()
      const about = `${JSON.stringify(pressed)}; repeat with NETSPLIT_SEED=${SEED}`
      if (drawn() !== atOnce) expect.fail(`Ink draws something else after ${about}`)
      seen.add(placeOf(app.state()))
    }
    stop()
    close()
  }
  expect(seen.size, [...seen].join(' ')).toBeGreaterThan(6)
})
