import { terminalOutput } from './terminal-output.ts'

/** What of a terminal's output is used here; `error` is what it says when the terminal has gone. */
interface Screen {
  readonly isTTY?: boolean
  on?(event: 'error', listener: () => void): unknown
  off?(event: 'error', listener: () => void): unknown
  write(text: string): unknown
  /** Where writing doesn't wait for the terminal, this does, for a moment. */
  settle?(): void
}

/** What of a terminal's input is used here; `end` is what it says when no more keys will come. */
interface Keyboard {
  on?(event: 'error' | 'end', listener: () => void): unknown
  off?(event: 'error' | 'end', listener: () => void): unknown
  readonly isTTY?: boolean
  readonly isRaw?: boolean
  setRawMode?(raw: boolean): unknown
}

/** What of `process` is used here. */
type Process = Pick<NodeJS.EventEmitter, 'on' | 'off'> & {
  readonly pid: number
  exit(code: number): void
  kill(pid: number, signal: string): unknown
}

/** Everything that a program takes from the terminal is given back through this, whichever way the program ends. */
export interface TerminalGuard {
  /** Takes the screen: the other one where the terminal has two, so that what was there comes back. */
  readonly enter: () => void
  /** Gives all of it back. May be called again. */
  readonly leave: () => void
  /** Work to do first whenever the screen is given back, such as taking Ink down: it draws a last frame. */
  readonly beforeLeave: (work: () => void) => void
  /** Gives all of it back and takes the guard away: from here on, signals do what they do without it. */
  readonly dispose: () => void
}

export interface GuardedThings {
  readonly process: Process
  readonly stdin: Keyboard
  readonly stdout: Screen
  readonly stderr: Parameters<typeof terminalOutput>[0]
  /** What must still happen before a signal ends the program, such as a save under way; waited for, up to a second. */
  readonly lastWork?: () => Promise<unknown>
  /** Ctrl-C is a signal that somebody else acts on: where lines are read, it is the end of the input. */
  readonly ownInterrupt?: boolean
}

/** By their numbers. Windows alone has the last one, for Ctrl-Break; it sends SIGHUP when its window is closed. */
const SIGNALS: { readonly [signal: string]: number } = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGTERM: 15,
  SIGBREAK: 21,
}
/** A crash: none of the codes that mean something here, and the one that `sysexits.h` has for it (EX_SOFTWARE). */
const CRASHED = 70
const HUNG_UP = 128 + 1
const LAST_WORK_MS_MAX = 1000

// Entering the other screen doesn't always clear it, and hides no cursor.
// Pasted text is to come with marks around it: without them it would be so many keys.
const ENTER = '\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h'
// Styles first, since some terminals fill the screen that they come back to with the current background. The cursor
// last, since some keep its visibility for each screen.
const LEAVE = '\x1b[0m\x1b[?2004l\x1b[?1049l\x1b[?25h'

const entered = new WeakSet<Screen>()

/** Takes the terminal's other screen and hides the cursor; nothing if that was done, or if it is no terminal. */
export function enterScreen(stdout: Screen): void {
  if (!stdout.isTTY || entered.has(stdout)) return
  entered.add(stdout)
  stdout.write(ENTER)
}

/** Takes it whether or not it was taken: somebody else has had the terminal. */
export function retakeScreen(stdout: Screen): void {
  entered.delete(stdout)
  enterScreen(stdout)
}

/** Gives the screen back as it was: styles off, first screen, cursor shown. Nothing if it wasn't taken. Never throws. */
export function leaveScreen(stdout: Screen): void {
  if (!entered.has(stdout)) return
  entered.delete(stdout)
  giveScreenBack(stdout)
}

/** Gives the screen back that somebody else took and can't give back any more. Never throws. */
export function giveScreenBack(stdout: Screen): void {
  quietly(() => stdout.write(LEAVE))
  quietly(() => stdout.settle?.())
}

/**
 * Stands guard until `dispose`: on a normal exit, a signal (then the exit code is 128 and its number), an error that
 * nobody caught (told on stderr, once the screen is back; exit code 70), or a terminal that went away (like SIGHUP).
 */
export function guardTerminal(guarded: GuardedThings): TerminalGuard {
  const { process, stdin, stdout, stderr, lastWork, ownInterrupt = false } = guarded
  let before: (() => void) | null = null
  let ending = false
  let lost = false

  const leave = () => {
    const work = before
    before = null
    if (work !== null) quietly(work)
    if (stdin.isRaw) quietly(() => stdin.setRawMode?.(false))
    leaveScreen(stdout)
  }
  const exit = (code: number) => {
    for (const [name, listener] of listeners) process.off(name, listener)
    // Node gives a terminal back on its way out, and where there is none any more it aborts: so without that way.
    // Windows has no such way, and aborts nothing.
    if (lost) quietly(() => process.kill(process.pid, 'SIGHUP'))
    process.exit(code)
  }
  const end = (code: number) => {
    if (ending) return
    ending = true
    leave()
    if (lastWork === undefined) return exit(code)
    void settled(lastWork).then(() => exit(code))
  }
  const tell = (text: string) => {
    const output = terminalOutput(stderr)
    output.write(text)
    output.close()
  }
  const onError = (error: unknown) => {
    leave()
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    quietly(() => tell(`netsplit stopped on an error of its own. Please report it.\n${text}\n`))
    if (ending) exit(CRASHED)
    end(CRASHED)
  }
  // Told by each end of the terminal, and by the system as well: none of them is impatient.
  const onLost = () => {
    lost = true
    end(HUNG_UP)
  }
  const heard = Object.entries(SIGNALS).filter(([name]) => name !== 'SIGINT' || !ownInterrupt)
  const listeners: [string, () => void][] = heard.map(([name, code]) => [
    name,
    () => {
      // A second one while we wait: whoever sends it means now.
      if (ending && name !== 'SIGHUP') exit(128 + code)
      end(128 + code)
    },
  ])
  for (const [name, listener] of listeners) process.on(name, listener)
  process.on('exit', leave)
  process.on('uncaughtException', onError)
  for (const stream of [stdin, stdout]) stream.on?.('error', onLost)
  stdin.on?.('end', onLost)

  return {
    enter: () => enterScreen(stdout),
    leave,
    beforeLeave: work => {
      before = work
    },
    dispose: () => {
      leave()
      for (const [name, listener] of listeners) process.off(name, listener)
      process.off('exit', leave)
      process.off('uncaughtException', onError)
      for (const stream of [stdin, stdout]) stream.off?.('error', onLost)
      stdin.off?.('end', onLost)
    },
  }
}

/** Waits for the last work, but not for ever, and whatever comes of it. */
async function settled(work: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise(resolve => {
    timer = setTimeout(resolve, LAST_WORK_MS_MAX)
  })
  try {
    await Promise.race([work(), timeout])
  } catch {
    // It was the last thing to try.
  } finally {
    clearTimeout(timer)
  }
}

/** On the way out nothing may stand in the way of the rest. */
function quietly(work: () => unknown): void {
  try {
    work()
  } catch {
    // The terminal may be gone already.
  }
}
