import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import type { AppState } from '../../src/app/app.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'
import type { Progress } from '../../src/progress/progress.ts'
import { compose } from '../../src/tui/compose.ts'
import { createKeyboard } from '../../src/tui/keyboard.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { createFileKeeper } from '../../src/workshop/file-keeper.ts'
import { newPrivateKey } from '../../src/workshop/host-key.ts'
import { learnerId } from '../../src/workshop/identity.ts'
import { SLOW } from '../../src/workshop/session.ts'
import { testApp } from '../support/app.ts'
import { temporaryFolder } from '../support/folder.ts'
import { PLAIN } from '../support/looks.ts'
import { SOAK } from '../support/soak.ts'
import { comeIn, type Guest, until } from '../workshop/room.ts'
import { serving } from './serving.ts'

/** The whole server is killed: where there are others, these say goodbye when the first is gone. */
const ALONE = ['--processes', '1']

// What is on a learner's screen is confirmed (`workshop/kept-output.ts`): here the server is killed, and it is all there.

const SEED = Number(process.env['NETSPLIT_SEED'] ?? 20_260)
const ROUNDS = SOAK ? 100 : 5
/** The last keys come without a look at the screen, so that some come while the one before is being kept. */
const HURRIED_MAX = 6
const ECHO_MS_MAX = 300
/** After the last key: any step of keeping and showing it may be the one that is cut off. */
const KILL_US_MAX = 12_000

const ENTER = '\r'
const [UP, DOWN, RIGHT, LEFT] = ['\x1b[A', '\x1b[B', '\x1b[C', '\x1b[D']
const KEYS = [ENTER, ENTER, ENTER, ENTER, RIGHT, RIGHT, DOWN, UP, LEFT, '.', ' '] as const

/** What a learner types, and what each key makes of the course when nothing goes wrong. */
interface Walk {
  readonly keys: readonly string[]
  /** One more than keys. */
  readonly states: readonly AppState[]
}

/** A walk of chance into one of the lessons, through pages, questions and labs. */
function walkOf(seed: number): Walk {
  const app = testApp({ inRoom: true, motion: false })
  const keyboard = createKeyboard(app.store, { escapeMs: 0 })
  let random: Random = seededRandom(seed)
  const upTo = (max: number): number => {
    const [drawn, next] = draw(random, 0, max)
    random = next
    return drawn
  }
  const keys = [...new Array<string>(upTo(5)).fill(DOWN), ENTER]
  const rest = 10 + upTo(30)
  while (keys.length < rest) keys.push(KEYS[upTo(KEYS.length - 1)] ?? ENTER)
  const states = [app.state()]
  for (const key of keys) {
    keyboard.hear(key)
    states.push(app.state())
  }
  keyboard.stop()
  return { keys, states }
}

function screenOf(state: AppState): string {
  const { cells } = compose(appView(state), state.size, PLAIN)
  return told(cells.map(({ glyphs }) => glyphs.join('').trimEnd()).join('\n'))
}

/**
 * What a screen tells; that there are questions from before, it tells whoever comes back and nobody else, and for that
 * row the list of lessons may leave out what one of them is about.
 */
function told(screen: string): string {
  const isMap = screen.startsWith(' netsplit ·')
  return screen
    .split('\n')
    .filter(line => line !== '' && !/^ +\d+ questions? from before/.test(line))
    .filter(line => !(isMap && /^ {8}\S/.test(line)))
    .join('\n')
}

/** Types, each key when the screen shows what the one before has done, and the last ones at once; gives the last that was seen. */
async function type(guest: Guest, keys: readonly string[], screens: readonly string[], hurried: number) {
  let seen = 0
  for (const [place, key] of keys.entries()) {
    guest.send(key)
    if (place >= keys.length - hurried) continue
    for (const end = performance.now() + ECHO_MS_MAX; performance.now() < end && seen <= place; ) {
      if (told(guest.screen()) === screens[place + 1]) seen = place + 1
      else await sleep(2)
    }
  }
  return seen
}

/** All that is as large is a time, be it a `when`, a `doneWhen` or when a check was begun. */
const TIME_MIN = 1_000_000

/** Progress without the times at which it came about: the same answer twice in one millisecond is one. */
function timeless(progress: Progress): unknown {
  return JSON.parse(JSON.stringify(progress), (_, value) => {
    if (typeof value === 'number' && value >= TIME_MIN) return 0
    return Array.isArray(value) ? [...new Set(value.map(each => JSON.stringify(each)))] : value
  })
}

test(`killed while a learner types, ${ROUNDS} times: all that was on the screen is there again`, async () => {
  const home = temporaryFolder()
  const keeper = createFileKeeper(join(home, 'workshop', 'learners'))
  let server = await serving(home, ALONE)
  let confirmed = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const seed = SEED + round
    const again = `repeat with NETSPLIT_SEED=${seed}`
    const { keys, states } = walkOf(seed)
    const screens = states.map(screenOf)
    const learner = {
      username: `learner ${seed}`,
      privateKey: newPrivateKey(),
      env: { NETSPLIT_NO_MOTION: '1' },
    }
    const guest = await comeIn(server, learner)
    await guest.sees('Why distributed systems are hard')
    const [hurried, random] = draw(seededRandom(seed, 1), 1, HURRIED_MAX)
    const [microseconds] = draw(random, 0, KILL_US_MAX)
    const echoed = await type(guest, keys, screens, hurried)
    for (const end = performance.now() + microseconds / 1000; performance.now() < end; );
    server.kill()
    await guest.closed
    server = await serving(home, ALONE)
    // A disk that is too busy to keep anything: the learner is told so, and nothing is confirmed.
    if (guest.raw().includes(SLOW)) continue
    confirmed += 1
    const seen = screens.indexOf(told(guest.screen()), echoed)
    expect(seen, `${again}: a screen of the walk, not\n${guest.screen()}`).toBeGreaterThanOrEqual(0)
    const back = await comeIn(server, learner)
    await until(
      () => screens.includes(told(back.screen()), seen),
      () => `${again}: after\n${screens[seen]}\ncame back\n${back.screen()}`,
    )
    const { progress } = await keeper.load(learnerId(learner.username))
    const kept = states
      .slice(seen)
      .some(state => isDeepStrictEqual(timeless(state.progress), timeless(progress)))
    expect(kept, `${again}: ${JSON.stringify(progress)} is kept`).toBe(true)
    back.client.end()
  }
  expect(confirmed, 'rounds in which the disk was fast enough').toBeGreaterThan(ROUNDS / 2)
})
