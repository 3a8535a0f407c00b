import { render } from 'ink-testing-library'
import { describe, expect, test } from 'vitest'
import { App } from '../../src/tui/app.tsx'
import { testApp } from '../support/app.ts'
import { PLAIN } from '../support/looks.ts'

/** What a keyboard sends. */
const ENTER = '\r'
const DOWN = '\x1b[B'
const RIGHT = '\x1b[C'
const ESCAPE = '\x1b'
const UP = '\x1b[A'
const [CTRL_A, CTRL_E, CTRL_U, CTRL_W] = ['\x01', '\x05', '\x15', '\x17'] as const

/** Types a key, and waits until it has been taken: React subscribes its widgets to the keyboard in a later turn. */
async function type(stdin: { write: (data: string) => void }, key: string): Promise<void> {
  stdin.write(key)
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

async function started(options: Parameters<typeof testApp>[0] = {}) {
  const app = testApp(options)
  const { stdin, lastFrame, unmount } = render(<App store={app.store} look={PLAIN} />)
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve))
  return { app, stdin, frame: () => lastFrame() ?? '', unmount }
}

describe('keys on the screen', () => {
  test('Enter opens the chosen lesson and not a second thing', async () => {
    const { app, stdin, frame } = await started()
    await type(stdin, DOWN)
    await type(stdin, ENTER)
    expect(frame()).toContain('2 The eight fallacies')
    expect(app.state().screen).toMatchObject({ type: 'page', page: 0 })
  })

  test('Enter in a question takes the option under the cursor and goes nowhere', async () => {
    const { app, stdin, frame } = await started()
    await type(stdin, ENTER)
    await type(stdin, DOWN)
    await type(stdin, ENTER)
    expect(app.state().screen).toMatchObject({ page: 0, question: { kind: 'answered', option: 1 } })
    expect(frame()).toContain('Not as you predicted')
    await type(stdin, ENTER)
    expect(app.state().screen).toMatchObject({ page: 1 })
  })

  test('keys that follow each other before the screen was drawn again act on the cursor where it is by then', async () => {
    const { app, stdin } = await started()
    await type(stdin, ENTER)
    stdin.write(DOWN)
    stdin.write(DOWN)
    await type(stdin, ENTER)
    expect(app.state().screen).toMatchObject({ page: 0, question: { kind: 'answered', option: 2 } })
  })

  test('letters typed into a question are not commands; Esc gives the keys back', async () => {
    const { app, stdin } = await started()
    await type(stdin, ENTER)
    for (const letter of 'qbac') await type(stdin, letter)
    expect(app.state()).toMatchObject({ leaving: false, screen: { page: 0, focus: true } })
    await type(stdin, ESCAPE)
    await type(stdin, RIGHT)
    expect(app.state().screen).toMatchObject({ page: 1 })
    await type(stdin, 'b')
    expect(app.state().screen).toMatchObject({ page: 0 })
  })

  test('a prediction taken with Enter starts the cluster, and the same Enter does not pause it', async () => {
    const { app, stdin, frame } = await started({ scenario: 'split-bank' })
    await type(stdin, ENTER)
    expect(app.state().screen).toMatchObject({ phase: 'live', playing: true })
    app.send({ type: 'frame', elapsedMs: 250 })
    for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve))
    expect(frame()).toContain('t 0.05 s')
    await type(stdin, ' ')
    expect(app.state().screen).toMatchObject({ playing: false })
  })

  test('several characters that arrive together are several keys', async () => {
    const { app, stdin } = await started({ scenario: 'split-bank' })
    await type(stdin, ENTER)
    await type(stdin, '++')
    expect(app.state().screen).toMatchObject({ speed: 4 })
  })

  test('the command line is edited as lines are elsewhere', async () => {
    const { app, stdin, frame } = await started({ scenario: 'sandbox' })
    await type(stdin, ':')
    const line = () => {
      const { screen } = app.state()
      return screen.type === 'lab' && screen.line ? `${screen.line.text} @${screen.line.cursor}` : null
    }
    await type(stdin, 'crash n2')
    await type(stdin, CTRL_A)
    expect(line()).toBe('crash n2 @0')
    await type(stdin, CTRL_E)
    await type(stdin, CTRL_W)
    expect(line()).toBe('crash  @6')
    await type(stdin, CTRL_A)
    await type(stdin, CTRL_U)
    expect(line()).toBe(' @0')
    await type(stdin, 'nonsense')
    await type(stdin, ENTER)
    expect(frame()).toContain('There is no command «nonsense»')
    await type(stdin, CTRL_U)
    expect(frame()).not.toContain('There is no command')
    await type(stdin, UP)
    expect(line()).toBe('nonsense @8')
    await type(stdin, DOWN)
    expect(line()).toBe(' @0')
  })

  test('the challenge under the cursor is told about, also when one comes back to it', async () => {
    const { stdin, frame } = await started({ scenario: 'sandbox' })
    await type(stdin, 'g')
    expect(frame()).toContain('Have somebody read a value')
    await type(stdin, DOWN)
    expect(frame()).toContain('Have a client hear «ok»')
    await type(stdin, ESCAPE)
    await type(stdin, 'g')
    expect(frame()).toContain('Have a client hear «ok»')
    expect(frame()).toMatch(/❯[^A-Za-z]*\S*\s+A lost acknowledged write/)
  })

  test('Ctrl-C leaves from inside a question', async () => {
    const { app, stdin } = await started()
    await type(stdin, ENTER)
    await type(stdin, '\x03')
    expect(app.effects.at(-1)).toEqual({ type: 'leave' })
  })
})
