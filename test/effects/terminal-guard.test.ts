import { EventEmitter } from 'node:events'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  enterScreen,
  type GuardedThings,
  guardTerminal,
  leaveScreen,
} from '../../src/effects/terminal-guard.ts'

const ENTER = '\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h'
const LEAVE = '\x1b[0m\x1b[?2004l\x1b[?1049l\x1b[?25h'

class FakeProcess extends EventEmitter {
  readonly pid = 1
  readonly exits: number[] = []
  readonly kills: string[] = []
  exit(code: number): void {
    this.exits.push(code)
  }
  kill(_: number, signal: string): void {
    this.kills.push(signal)
  }
}

class FakeTerminal extends EventEmitter {
  isTTY = true
  isRaw = true
  broken = false
  written = ''
  write(text: string): boolean {
    if (this.broken) throw new Error('EIO')
    this.written += text
    return true
  }
  setRawMode(raw: boolean): void {
    this.isRaw = raw
  }
}

function guarded(lastWork?: () => Promise<unknown>) {
  const things = { process: new FakeProcess(), stdin: new FakeTerminal(), stdout: new FakeTerminal() }
  const stderr = new FakeTerminal()
  const guard = guardTerminal({ ...things, stderr, ...(lastWork === undefined ? {} : { lastWork }) })
  guard.enter()
  return { ...things, stderr, guard }
}
// That the real ones fit is for the compiler to say.
;({ process, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr }) satisfies GuardedThings

describe('the screen', () => {
  test('is taken once and given back once', () => {
    const stdout = new FakeTerminal()
    leaveScreen(stdout)
    expect(stdout.written).toBe('')
    enterScreen(stdout)
    enterScreen(stdout)
    expect(stdout.written).toBe(ENTER)
    leaveScreen(stdout)
    leaveScreen(stdout)
    expect(stdout.written).toBe(ENTER + LEAVE)
    enterScreen(stdout)
    expect(stdout.written).toBe(ENTER + LEAVE + ENTER)
  })

  test('is not taken where there is none', () => {
    const stdout = new FakeTerminal()
    stdout.isTTY = false
    enterScreen(stdout)
    expect(stdout.written).toBe('')
  })
})

describe('whichever way the program ends', () => {
  test.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s: all is given back, and the exit code says which signal', (signal, code) => {
    const { process, stdin, stdout } = guarded()
    process.emit(signal)
    expect([stdout.written, stdin.isRaw, process.exits]).toEqual([ENTER + LEAVE, false, [code]])
  })

  test('a normal exit', () => {
    const { process, stdin, stdout } = guarded()
    process.emit('exit', 0)
    expect([stdout.written, stdin.isRaw, process.exits]).toEqual([ENTER + LEAVE, false, []])
  })

  test('an error nobody caught is told after the screen is back', () => {
    const { process, stdout, stderr } = guarded()
    stderr.write = text => {
      expect(stdout.written).toBe(ENTER + LEAVE)
      stderr.written += text
      return true
    }
    process.emit('uncaughtException', new Error('a bug'))
    expect(stderr.written).toMatch(/Error: a bug/)
    expect(process.exits).toEqual([70])
  })

  test('a terminal that went away ends the program, quietly', () => {
    const { process, stdout } = guarded()
    stdout.broken = true
    stdout.emit('error', new Error('EIO'))
    expect([process.kills, process.exits]).toEqual([['SIGHUP'], [129]])
  })

  test('however often it is told that the terminal has gone, a save under way is waited for', async () => {
    let saved = () => {}
    const { process, stdin } = guarded(() => new Promise<void>(resolve => (saved = resolve)))
    stdin.setRawMode = () => void stdin.emit('error', new Error('EIO'))
    process.emit('SIGHUP')
    stdin.emit('end')
    process.emit('SIGHUP')
    expect([process.kills, process.exits]).toEqual([[], []])
    saved()
    await new Promise(resolve => setImmediate(resolve))
    expect([process.kills, process.exits]).toEqual([['SIGHUP'], [129]])
  })

  test('an error that nobody caught waits for a save as well', async () => {
    let saved = () => {}
    const { process } = guarded(() => new Promise<void>(resolve => (saved = resolve)))
    process.emit('uncaughtException', new Error('a bug'))
    expect(process.exits).toEqual([])
    saved()
    await new Promise(resolve => setImmediate(resolve))
    expect(process.exits).toEqual([70])
  })

  test('a second error, while the first one waits for a save, ends it at once; both are told', () => {
    const { process, stderr } = guarded(() => new Promise(() => {}))
    process.emit('uncaughtException', new Error('a bug'))
    expect(process.exits).toEqual([])
    process.emit('uncaughtException', new Error('another'))
    expect(process.exits).toEqual([70])
    expect(stderr.written).toMatch(/a bug.*another/s)
  })

  test('the last work is waited for, but for a second at most', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { process } = guarded(() => new Promise(() => {}))
    process.emit('SIGTERM')
    await vi.advanceTimersByTimeAsync(999)
    expect(process.exits).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(process.exits).toEqual([143])
  })

  test('a keyboard from which no more will come is a terminal that went away', () => {
    const { process, stdin, stdout } = guarded()
    stdin.emit('end')
    expect([stdout.written, process.exits]).toEqual([ENTER + LEAVE, [129]])
  })

  test('work before leaving comes first, once, and its failure stops nothing', () => {
    const { process, stdout, guard } = guarded()
    guard.beforeLeave(() => {
      stdout.write('last frame')
      throw new Error('no')
    })
    process.emit('SIGTERM')
    process.emit('exit', 143)
    expect(stdout.written).toBe(`${ENTER}last frame${LEAVE}`)
  })

  test('a save under way is waited for, but a second signal is not', async () => {
    let saved = () => {}
    const { process, stdout } = guarded(() => new Promise<void>(resolve => (saved = resolve)))
    process.emit('SIGTERM')
    expect(stdout.written).toBe(ENTER + LEAVE)
    expect(process.exits).toEqual([])
    saved()
    await new Promise(resolve => setImmediate(resolve))
    expect(process.exits).toEqual([143])

    const other = guarded(() => new Promise(() => {}))
    other.process.emit('SIGINT')
    other.process.emit('SIGINT')
    expect(other.process.exits).toEqual([130])
  })

  test('disposed, it leaves no listener', () => {
    const { process, stdin, stdout, guard } = guarded()
    guard.dispose()
    expect(stdout.written).toBe(ENTER + LEAVE)
    expect([process.eventNames(), stdin.eventNames(), stdout.eventNames()]).toEqual([[], [], []])
  })
})
