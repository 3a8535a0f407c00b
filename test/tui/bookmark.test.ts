import { expect, test } from 'vitest'
import {
  type AppState,
  bookmarkOf,
  createStore,
  mapLines,
  openBookmark,
  type Store,
} from '../../src/app/app.ts'
import { replayCode, traceHash } from '../../src/lab/lab.ts'
import { present } from '../../src/model/assert.ts'
import { type Dice, diceOf, seededRandom } from '../../src/model/random.ts'
import { emptyProgress, withAnswer } from '../../src/progress/progress.ts'
import { compose } from '../../src/tui/compose.ts'
import { createKeyboard } from '../../src/tui/keyboard.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { CAN_COUNT, repeatWith, seedsOf } from '../sim/seeds.ts'
import { testApp } from '../support/app.ts'
import { shippedCourse } from '../support/course.ts'
import { SIXTEEN } from '../support/looks.ts'

const { course, scenarios, experiments } = shippedCourse()
const KEYS_A_WALK = 30
const LOOKED_AT_EVERY = 5

/** Keys that get around: going on more often than anything else. */
const KEYS = [
  ...['\r', '\r', '\r', '\r', ' ', '\x1b[C', '\x1b[C', '\x1b[A', '\x1b[B', '\x1b[B', '\x1b[D', '.', '.', ','],
  ...[
    'w',
    'r',
    'c',
    'x',
    'd',
    'B',
    'v',
    'f',
    'u',
    'g',
    'G',
    'k',
    'n',
    '?',
    '+',
    '-',
    'm',
    'l',
    '1',
    't',
    's',
  ],
  ...[':cut n1 | n2\r', ':replicas 3\r', ':store set\r', 'crash\r', '\x1b[H', '\x1b[F', '\x1b[5~', '\x1b[6~'],
]

interface Walked {
  readonly store: Store
  readonly type: (keys: string) => void
}

/** Somebody at a keyboard whose escape key is never mistaken for the beginning of a sequence. */
function at(state: AppState): Walked {
  let now = 2_000_000_000
  const store = createStore(
    state,
    () => {
      now += 1000
      return now
    },
    () => {},
  )
  const later = (work: () => void) => {
    work()
    return () => {}
  }
  const keyboard = createKeyboard(store, { escapeMs: 0, later })
  return { store, type: keyboard.hear }
}

/** One step of a walk: a key, or time. */
function step(dice: Dice): (walked: Walked) => void {
  const key = dice(0, 40) === 0 ? '\x1b' : (KEYS[dice(0, KEYS.length - 1)] ?? '')
  const frames = dice(0, 3) === 0 ? dice(1, 4) : 0
  const elapsedMs = dice(20, 400)
  return ({ store, type }) => {
    type(key)
    for (let frame = 0; frame < frames; frame += 1) store.dispatch({ type: 'frame', elapsedMs })
  }
}

/** What can be told of a state: its picture, cell for cell, and every byte of what happened in its run. */
function told(state: AppState): string {
  const { screen } = state
  const run =
    screen.type === 'lab' ? [replayCode(screen.run), traceHash(screen.run.moment), screen.run.now] : []
  return JSON.stringify([run, compose(appView(state), state.size, SIXTEEN)])
}

/** The same learner after the line dropped: all that is left is the progress and the bookmark. */
function comeBack(state: AppState): AppState {
  const blank: AppState = {
    ...state,
    screen: { type: 'map', selected: 0 },
    help: null,
    glossary: null,
    cursor: null,
  }
  return openBookmark(blank, bookmarkOf(state))
}

/** Where a walk begins: with each seed in a row somewhere else. */
const BEGINNINGS: readonly ((dice: Dice) => AppState)[] = [
  dice => testApp({ scenario: one(dice, scenarios).id }).state(),
  () => testApp({ scenario: 'sandbox' }).state(),
  dice => testApp({ experiment: one(dice, experiments).id }).state(),
  () => testApp({ worlds: true }).state(),
  dice => {
    const state = testApp().state()
    const lines = course.lessons.length + mapLines(state).length
    return { ...state, screen: { type: 'map', selected: dice(0, lines - 1) } }
  },
  dice => onPage(dice, 'lab'),
  dice => entered(onPage(dice, 'sweep')),
  dice => entered(onPage(dice, 'recall')),
  dice => onPage(dice, 'quiz'),
  () => entered(withQuestionsDue()),
]

/** Behind the door that Enter opens. */
function entered(state: AppState): AppState {
  const walked = at(state)
  walked.type('\r')
  return walked.store.state()
}

function one<T>(dice: Dice, list: readonly T[]): T {
  return present(list[dice(0, list.length - 1)], 'one of them')
}

function onPage(dice: Dice, kind: string): AppState {
  const pages = course.lessons.flatMap(({ id, pages: all }) =>
    all.flatMap(({ block }, page) => (block?.kind === kind ? [{ lesson: id, page }] : [])),
  )
  const question = { kind: 'unanswered' } as const
  const screen = { type: 'page', ...one(dice, pages), question, focus: false, scroll: 0 } as const
  return { ...testApp().state(), screen }
}

const GO_ON = { type: 'command', command: 'on', when: 1 } as const

/** The map of somebody who was wrong about something a day ago, with the line chosen that brings it back. */
function withQuestionsDue(): AppState {
  const [lesson, quiz] = present(
    course.lessons.flatMap(({ id, pages }) =>
      pages.flatMap(({ block }) => (block?.kind === 'quiz' ? [[id, block.id] as const] : [])),
    )[0],
    'a quiz',
  )
  const progress = withAnswer(emptyProgress, lesson, quiz, { option: 1, right: false, when: 1 })
  const { state } = testApp({ progress, when: 1_000_000_000 })
  const due = mapLines(state()).findIndex(({ open }) => open(state(), GO_ON).screen.type === 'recall')
  return { ...state(), screen: { type: 'map', selected: course.lessons.length + due } }
}

test('whoever comes back is where they were, and goes on as if nothing had been', () => {
  const seen = new Set<string>()
  for (const seed of seedsOf(0.02)) {
    const dice = diceOf(seededRandom(seed))
    let walked = at(present(BEGINNINGS[seed % BEGINNINGS.length], 'a beginning')(dice))
    for (let key = 0; key < KEYS_A_WALK && !walked.store.state().leaving; key += 1) {
      if (key % LOOKED_AT_EVERY > 0) {
        step(dice)(walked)
        continue
      }
      const before = walked.store.state()
      seen.add(before.screen.type === 'lab' ? `lab ${before.screen.phase}` : before.screen.type)
      const after = comeBack(before)
      const where = `${before.screen.type} after ${key} keys; ${repeatWith(seed)}`
      const said = before.notice === after.notice
      expect(said && told(after) === told(before), where).toBe(true)
      walked = at(after)
      const still = at(before)
      const next = step(dice)
      next(walked)
      next(still)
      expect(told(walked.store.state()) === told(still.store.state()), `a step on, ${where}`).toBe(true)
    }
  }
  // Each kind of screen is where a walk begins, or one key away from there.
  if (CAN_COUNT)
    for (const type of TYPES)
      expect(
        [...seen].some(name => name.startsWith(type)),
        type,
      ).toBe(true)
})

const TYPES = ['map', 'page', 'lab', 'experiment', 'worlds', 'sweep', 'memory', 'recall']

/** In the middle of a run that was opened from a page. */
function inLab(): AppState {
  const walked = at(onPage(diceOf(seededRandom(1)), 'lab'))
  for (const keys of ['\r', '\r', '\r', 'w']) walked.type(keys)
  for (let frame = 0; frame < 20; frame += 1) walked.store.dispatch({ type: 'frame', elapsedMs: 100 })
  return walked.store.state()
}

test('what the end of a lesson says is there for whoever comes back', () => {
  const lesson = present(course.lessons[0], 'a lesson')
  const screen = { type: 'page', lesson: lesson.id, page: lesson.pages.length - 1 } as const
  const question = { kind: 'unanswered' } as const
  const last = at({ ...testApp().state(), screen: { ...screen, question, focus: false, scroll: 0 } })
  for (let key = 0; key < 9 && last.store.state().screen.type === 'page'; key += 1) last.type('\x1b[C')
  expect(told(last.store.state())).toContain(`✓ “${lesson.title}” is done`)
  expect(told(comeBack(last.store.state()))).toBe(told(last.store.state()))
})

test('where the course has no such place any more, it is the page it was opened from, or as it was', () => {
  const state = inLab()
  if (state.screen.type !== 'lab' || state.screen.from === null || 'type' in state.screen.from)
    throw new Error(`expected a lab of a page, found ${state.screen.type}`)
  const { from, run } = state.screen
  const text = bookmarkOf(state)
  const blank: AppState = { ...state, screen: { type: 'map', selected: 2 } }
  const rewritten = { ...run.scenario, lastsUs: run.scenario.lastsUs + 1 }
  const other = { ...blank, scenarios: new Map([[rewritten.id, rewritten]]) }
  expect(openBookmark(other, text).screen).toMatchObject({ type: 'page', ...from })
  expect(openBookmark({ ...other, course: { ...course, lessons: [] } }, text).screen).toBe(blank.screen)
  for (const odd of ['', '{', '{}', 'null', text.replace('netsplit-place/1', 'netsplit-place/9')])
    expect(openBookmark(blank, odd)).toBe(blank)
})

test('whatever a bookmark says, there is a screen to show', () => {
  const state = inLab()
  const text = bookmarkOf(state)
  const kept = JSON.parse(text).screen
  const whole = (screen: unknown) => JSON.stringify({ ...JSON.parse(text), screen })
  for (const key of Object.keys(kept).filter(name => name !== 'type'))
    for (const odd of [null, -1, 1e6, 0.5, 'x', [], {}, [[0, 1e6, 3, 7]], true]) {
      const after = openBookmark(
        { ...state, screen: { type: 'map', selected: 0 } },
        whole({ ...kept, [key]: odd }),
      )
      expect(compose(appView(after), after.size, SIXTEEN), `${key}: ${odd}`).toHaveProperty('rows')
    }
})
