import { render } from 'ink-testing-library'
import { describe, expect, test } from 'vitest'
import { mapLines } from '../../src/app/app.ts'
import { App } from '../../src/tui/app.tsx'
import { createKeyboard } from '../../src/tui/keyboard.ts'
import { appView } from '../../src/tui/views/app-view.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { PLAIN } from '../support/looks.ts'
import { VirtualTime } from '../support/virtual-time.ts'

/** What a keyboard sends. */
const ENTER = '\r'
const DOWN = '\x1b[B'
const RIGHT = '\x1b[C'
const ESCAPE = '\x1b'
const UP = '\x1b[A'
const [CTRL_A, CTRL_E, CTRL_U, CTRL_W] = ['\x01', '\x05', '\x15', '\x17'] as const

/** Waits until the screen has been drawn: React does so in a later turn. */
async function drawn(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

function listening(options: Parameters<typeof testApp>[0] = {}) {
  const app = testApp(options)
  const time = new VirtualTime()
  const keyboard = createKeyboard(app.store, { escapeMs: 50, later: time.later })
  return { app, time, keyboard }
}

/** With a screen; `type` sends a key, and waits as long as a person at least does before the next. */
async function started(options: Parameters<typeof testApp>[0] = {}) {
  const { app, time, keyboard } = listening(options)
  const { lastFrame, frames } = render(<App store={app.store} view={appView} look={PLAIN} />)
  await drawn()
  const type = async (keys: string) => {
    keyboard.hear(keys)
    time.pass(50)
    await drawn()
  }
  return { app, keyboard, type, frames, frame: () => lastFrame() ?? '' }
}

describe('keys on the screen', () => {
  test('Enter opens the chosen lesson and not a second thing', async () => {
    const { app, type, frame } = await started()
    await type(DOWN)
    await type(ENTER)
    expect(frame()).toContain('2 The eight fallacies')
    expect(app.state().screen).toMatchObject({ type: 'page', page: 0 })
  })

  test('Enter in a question takes the option under the cursor and goes nowhere', async () => {
    const { app, type, frame } = await started()
    await type(ENTER)
    await type(DOWN)
    await type(ENTER)
    expect(app.state().screen).toMatchObject({ page: 0, question: { kind: 'answered', option: 1 } })
    expect(frame()).toContain('Not as you predicted')
    await type(ENTER)
    expect(app.state().screen).toMatchObject({ page: 1 })
  })

  test('keys that follow each other before the screen was drawn again act on the cursor where it is by then', async () => {
    const { app, keyboard, type } = await started()
    await type(ENTER)
    keyboard.hear(DOWN)
    keyboard.hear(DOWN)
    await type(ENTER)
    expect(app.state().screen).toMatchObject({ page: 0, question: { kind: 'answered', option: 2 } })
  })

  test('letters typed into a question are not commands; Esc gives the keys back', async () => {
    const { app, type } = await started()
    await type(ENTER)
    for (const letter of 'qbac') await type(letter)
    expect(app.state()).toMatchObject({ leaving: false, screen: { page: 0, focus: true } })
    await type(ESCAPE)
    await type(RIGHT)
    expect(app.state().screen).toMatchObject({ page: 1 })
    await type('b')
    expect(app.state().screen).toMatchObject({ page: 0 })
  })

  test('a prediction taken with Enter starts the cluster, and the same Enter does not pause it', async () => {
    const { app, type, frame } = await started({ scenario: 'split-bank' })
    await type(ENTER)
    expect(app.state().screen).toMatchObject({ phase: 'live', playing: true })
    app.send({ type: 'frame', elapsedMs: 250 })
    await drawn()
    expect(frame()).toContain('t 0.05 s')
    await type(' ')
    expect(app.state().screen).toMatchObject({ playing: false })
  })

  test('several characters that arrive together are several keys', async () => {
    const { app, type } = await started({ scenario: 'split-bank' })
    await type(ENTER)
    await type('++')
    expect(app.state().screen).toMatchObject({ speed: 4 })
  })

  test('the command line is edited as lines are elsewhere', async () => {
    const { app, type, frame } = await started({ scenario: 'sandbox' })
    await type(':')
    const line = () => {
      const { screen } = app.state()
      return screen.type === 'lab' && screen.line ? `${screen.line.text} @${screen.line.cursor}` : null
    }
    await type('crash n2')
    await type(CTRL_A)
    expect(line()).toBe('crash n2 @0')
    await type(CTRL_E)
    await type(CTRL_W)
    expect(line()).toBe('crash  @6')
    await type(CTRL_A)
    await type(CTRL_U)
    expect(line()).toBe(' @0')
    await type('nonsense')
    await type(ENTER)
    expect(frame()).toContain('There is no command «nonsense»')
    await type(CTRL_U)
    expect(frame()).not.toContain('There is no command')
    await type(UP)
    expect(line()).toBe('nonsense @8')
    await type(DOWN)
    expect(line()).toBe(' @0')
  })

  test('the challenge under the cursor is told about, also when one comes back to it', async () => {
    const { type, frame } = await started({ scenario: 'sandbox' })
    await type('g')
    expect(frame()).toContain('Have somebody read a value')
    await type(DOWN)
    expect(frame()).toContain('Have a client hear «ok»')
    await type(ESCAPE)
    await type('g')
    expect(frame()).toContain('Have a client hear «ok»')
    expect(frame()).toMatch(/❯[^A-Za-z]*\S*\s+A lost acknowledged write/)
  })

  test('Ctrl-C leaves from inside a question', async () => {
    const { app, type } = await started()
    await type(ENTER)
    await type('\x03')
    expect(app.effects.at(-1)).toEqual({ type: 'leave' })
  })
})

/** All of a state but what was read of the clock and the cluster's own making, as text. */
function telling({ state }: TestApp): string {
  const { course, scenarios, experiments, challenges, ...own } = state()
  return JSON.stringify(own, (_, value) =>
    value instanceof Map ? [...value] : typeof value === 'bigint' ? String(value) : value,
  )
}

describe('a burst', () => {
  // Through the map, a lesson's question and pages, and a sandbox with its menus; Esc last, since another key after it
  // in one piece is Alt.
  const BURSTS: readonly (readonly [name: string, options: Parameters<typeof testApp>[0], keys: string[]])[] =
    [
      ['map', {}, Array(100).fill(DOWN)],
      [
        'course',
        {},
        Array.from({ length: 100 }, (_, place) => [DOWN, ENTER, DOWN, DOWN, ENTER, RIGHT][place % 6] ?? ''),
      ],
      [
        'lab',
        { scenario: 'split-bank' },
        [DOWN, ENTER, ...Array(99).fill('+'), ' ', '.', '.', ',', '?', DOWN],
      ],
      [
        'sandbox',
        { scenario: 'sandbox' },
        [
          'g',
          DOWN,
          DOWN,
          ENTER,
          UP,
          ENTER,
          ...Array.from({ length: 100 }, (_, place) => 'f2\x1b[B\r'[place % 6] ?? ''),
        ],
      ],
      [
        'line',
        { scenario: 'sandbox' },
        [':', ...'crash n2', '\x1b[D', '3', '\x7f', ENTER, ...'heal', UP, UP, ENTER],
      ],
      ['dials', { experiment: 'bandwidth' }, [DOWN, ENTER, ENTER, ...Array(10).fill(RIGHT), ENTER]],
    ]

  test.each(BURSTS)(
    '%s: in one piece, key by key and byte by byte it comes to the same',
    (_, options, keys) => {
      const [burst, single, bytes] = [listening(options), listening(options), listening(options)]
      burst.keyboard.hear(keys.join(''))
      for (const key of keys) single.keyboard.hear(key)
      for (const byte of new TextEncoder().encode(keys.join(''))) bytes.keyboard.hear(Uint8Array.of(byte))
      expect(telling(burst.app)).toBe(telling(single.app))
      expect(telling(burst.app)).toBe(telling(bytes.app))
      expect(telling(burst.app)).not.toBe(telling(listening(options).app))
    },
  )

  test('of a hundred keys is drawn once', async () => {
    const { app, keyboard, frames } = await started()
    const before = frames.length
    keyboard.hear(DOWN.repeat(100))
    await drawn()
    const lines = mapLines(app.state()).length + app.state().course.lessons.length
    expect(app.state().screen).toMatchObject({ selected: 100 % lines })
    expect(frames.length - before).toBe(1)
  })

  test('ends where the learner leaves', () => {
    const { app, keyboard } = listening()
    keyboard.hear(`q${DOWN}`)
    expect(app.state()).toMatchObject({ leaving: true, screen: { selected: 0 } })
  })
})

describe('Esc', () => {
  test('alone is the key once the keyboard has been silent', () => {
    const { app, time, keyboard } = listening()
    keyboard.hear(ENTER)
    keyboard.hear(ESCAPE)
    time.pass(49)
    expect(app.state().screen).toMatchObject({ focus: true })
    time.pass(1)
    expect(app.state().screen).toMatchObject({ focus: false })
  })

  test('and the rest of an arrow, later but not too late, are the arrow', () => {
    const { app, time, keyboard } = listening()
    for (const byte of DOWN) {
      keyboard.hear(byte)
      time.pass(40)
    }
    expect(app.state().screen).toMatchObject({ type: 'map', selected: 1 })
  })

  test('is not heard any more once the keyboard has stopped', () => {
    const { app, time, keyboard } = listening()
    keyboard.hear(ENTER + ESCAPE)
    keyboard.stop()
    time.pass(1000)
    keyboard.hear(DOWN)
    expect(app.state().screen).toMatchObject({ focus: true })
  })
})

describe('a menu’s cursor', () => {
  const cursorOf = ({ state }: TestApp) => appView(state()).menu?.at ?? 0

  test('moves by arrows, letters, Home and End, and goes round', () => {
    const { app, keyboard } = listening()
    keyboard.hear(ENTER)
    const last = (appView(app.state()).menu?.options.length ?? 0) - 1
    const steps: readonly (readonly [string, number])[] = [
      [DOWN, 1],
      ['j', 2],
      ['k', 1],
      ['\x1b[F', last],
      [DOWN, 0],
      [UP, last],
      ['\x1b[H', 0],
      ['\x1b[6~', last],
      ['\x1b[5~', 0],
    ]
    for (const [key, at] of steps) {
      keyboard.hear(key)
      expect(cursorOf(app)).toBe(at)
    }
  })

  test('stands where it was after the help, and at the start when the menu was left', () => {
    const { app, time, keyboard } = listening()
    keyboard.hear(`${ENTER}${DOWN}${DOWN}?`)
    keyboard.hear(`${DOWN}?`)
    expect(cursorOf(app)).toBe(2)
    keyboard.hear(ESCAPE)
    time.pass(50)
    keyboard.hear(ENTER)
    expect([appView(app.state()).menu === null, cursorOf(app)]).toEqual([false, 0])
  })
})

describe('what is pasted', () => {
  const pasted = (text: string) => `\x1b[200~${text}\x1b[201~`

  test('goes into the line that is open as one line, and is not given', () => {
    const { app, keyboard } = listening({ scenario: 'sandbox' })
    keyboard.hear(`:${pasted('crash\tn2\r\nq\x03\u0000é\n')}`)
    expect(app.state()).toMatchObject({
      leaving: false,
      screen: { line: { text: 'crash n2 q', cursor: 10 } },
    })
    keyboard.hear(pasted('x'.repeat(1000)))
    expect(app.state()).toMatchObject({ screen: { line: { cursor: 200 } } })
  })

  test('does nothing where no line is open', () => {
    for (const options of [{}, { scenario: 'sandbox' }, { scenario: 'split-bank' }]) {
      const { app, keyboard } = listening(options)
      const before = app.state()
      keyboard.hear(pasted('q\r\r\x03jjj'))
      expect(app.state()).toBe(before)
    }
  })
})
