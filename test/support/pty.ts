import { type IPty, spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import { onTestFinished } from 'vitest'

/** A program that runs in a real pseudo-terminal, and the terminal that shows what it writes, as a person sees it. */
export interface Terminal {
  /** The rows on the screen now, without spaces at their ends. */
  readonly screen: () => string
  /** Waits until the screen shows it; after `timeoutMs` it throws with the screen in the message. */
  readonly waitFor: (what: string | RegExp, timeoutMs?: number) => Promise<void>
  /** Waits until nothing more is written: a frame can arrive in pieces, and half of one says nothing. */
  readonly quiet: () => Promise<void>
  /** Types, as a keyboard would: `\r` is Enter, `\x1b[C` the right arrow. */
  readonly send: (keys: string | Buffer) => void
  readonly resize: (cols: number, rows: number) => void
  /** Asks the program to end, by a signal's name. */
  readonly kill: (signal: string) => void
  /** How the program ended, once it has, and all that it wrote is on the screen. */
  readonly exit: (timeoutMs?: number) => Promise<Exit>
  /** Everything written so far, with all escape sequences. */
  readonly raw: () => string
  readonly inAlternateScreen: () => boolean
  readonly cursorVisible: () => boolean
  /** The modes that were set and not taken back, by their numbers, such as 2004 (pasting); `25 off` for the cursor. */
  readonly modesLeft: () => readonly string[]
  /** Reads nothing more of what the program writes, as a line that hangs, or goes on with it. */
  readonly stall: (stalled: boolean) => void
  /** Takes the terminal away, as when a window is closed or a line drops: what was written to it meanwhile is lost. */
  readonly hangUp: () => void
}

interface Exit {
  readonly code: number
  /** The number of the signal that ended it; null if it ended by itself. */
  readonly signal: number | null
}

export interface PtyOptions {
  readonly command: string
  readonly args?: readonly string[]
  readonly cols?: number
  readonly rows?: number
  readonly cwd?: string
  readonly env?: { readonly [name: string]: string }
}

/** A machine that builds a release has other things to do as well: only what fails waits as long. */
const PATIENCE_MS = 30_000

/** Longer than the pieces of one frame are apart, on a busy machine as well. */
const QUIET_MS = 100

/** Starts a program in a terminal of 80x24 unless told otherwise. It is killed when the test ends. */
export function start({ command, args = [], cols = 80, rows = 24, cwd, env = {} }: PtyOptions): Terminal {
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 1000 })
  const child = spawn(command, [...args], {
    name: 'xterm-256color',
    cols,
    rows,
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...personsEnvironment(), ...env },
  })
  const news = new News()
  let raw = ''
  let parsing = 0
  let ended: Exit | null = null
  // A program may ask its terminal a question (where is the cursor?): the answers go back as keys do.
  terminal.onData(answer => child.write(answer))
  child.onData(data => {
    raw += data
    parsing += 1
    terminal.write(data, () => {
      parsing -= 1
      news.tell()
    })
  })
  child.onExit(({ exitCode, signal }) => {
    ended = { code: exitCode, signal: signal === undefined || signal === 0 ? null : signal }
    news.tell()
  })
  onTestFinished(() => {
    if (ended === null) child.kill('SIGKILL')
    terminal.dispose()
  })

  const screen = () => screenOf(terminal)
  const seen = (what: string | RegExp) =>
    typeof what === 'string' ? screen().includes(what) : what.test(screen())
  return {
    screen,
    waitFor: async (what, timeoutMs = PATIENCE_MS) => {
      // Once it has ended nothing more will come.
      let found = false
      const look = () => {
        found ||= seen(what)
        return found || (ended !== null && parsing === 0)
      }
      await news.until(look, timeoutMs)
      // Seen once is seen, though by now something else may be drawn.
      if (found) return
      const how = ended !== null ? `the program ended (${JSON.stringify(ended)})` : `after ${timeoutMs} ms`
      throw new Error(`${how} the screen does not show ${what}:\n${framed(screen())}`)
    },
    quiet: async () => {
      for (let before = -1; before !== raw.length || parsing > 0; ) {
        before = raw.length
        await new Promise(resolve => setTimeout(resolve, QUIET_MS))
      }
    },
    // It takes bytes as well, which its types don't say.
    send: keys => child.write(keys as string),
    resize: (newCols, newRows) => {
      terminal.resize(newCols, newRows)
      child.resize(newCols, newRows)
    },
    kill: signal => child.kill(signal),
    exit: async (timeoutMs = PATIENCE_MS) => {
      await news.until(() => ended !== null && parsing === 0, timeoutMs)
      if (ended === null) throw new Error(`still running after ${timeoutMs} ms:\n${framed(screen())}`)
      return ended
    },
    raw: () => raw,
    inAlternateScreen: () => terminal.buffer.active.type === 'alternate',
    cursorVisible: () => cursorVisible(raw),
    modesLeft: () => modesLeft(raw),
    stall: stalled => (stalled ? child.pause() : child.resume()),
    hangUp: () => (child as IPty & { destroy: () => void }).destroy(),
  }
}

/** The environment of a person at a terminal: Ink draws nothing until the end where it finds a build server's. */
function personsEnvironment(): { [name: string]: string } {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(CI|CONTINUOUS_INTEGRATION|BUILD_.*|NO_COLOR|FORCE_COLOR|NODE_ENV|VITEST.*)$/.test(entry[0]),
  )
  return { ...Object.fromEntries(kept), TERM: 'xterm-256color' }
}

function screenOf(terminal: InstanceType<typeof xterm.Terminal>): string {
  const { active } = terminal.buffer
  const lines = Array.from({ length: terminal.rows }, (_, row) => {
    return (
      active
        .getLine(active.viewportY + row)
        ?.translateToString(true)
        .trimEnd() ?? ''
    )
  })
  return lines.join('\n')
}

/** The terminal draws none, so this is what the last request said; a terminal starts with its cursor shown. */
function cursorVisible(raw: string): boolean {
  return raw.lastIndexOf('\x1b[?25l') <= raw.lastIndexOf('\x1b[?25h')
}

function modesLeft(raw: string): readonly string[] {
  const last = new Map<string, string>()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  for (const [, mode = '', to = ''] of raw.matchAll(/\x1b\[\?(\d+)([hl])/g)) last.set(mode, to)
  // A terminal starts with its cursor shown, and with none of the others.
  return [...last].flatMap(([mode, to]) =>
    mode === '25' ? (to === 'h' ? [] : ['25 off']) : to === 'h' ? [mode] : [],
  )
}

function framed(screen: string): string {
  return screen
    .split('\n')
    .map(line => `  | ${line}`)
    .join('\n')
}

/** Lets several wait for a condition that can only change when something is told. */
class News {
  private readonly listeners = new Set<() => void>()

  tell(): void {
    for (const listener of [...this.listeners]) listener()
  }

  /** True once the condition holds; false if it doesn't within the time. */
  until(holds: () => boolean, timeoutMs: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true)
    return new Promise(resolve => {
      const finish = (result: boolean) => {
        clearTimeout(timer)
        this.listeners.delete(listener)
        resolve(result)
      }
      const listener = () => {
        if (holds()) finish(true)
      }
      const timer = setTimeout(() => finish(false), timeoutMs)
      this.listeners.add(listener)
    })
  }
}
