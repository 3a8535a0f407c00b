import { EventEmitter, once } from 'node:events'
import { writeSync } from 'node:fs'
import { codeOf } from './failure.ts'

/** What of Node's output is used here. Its handle is no promise of Node's, so all of that may be missing. */
interface Stream {
  readonly isTTY?: boolean
  /** Where somebody writes to its terminal without waiting already. */
  readonly opened?: TerminalOutput
  readonly _handle?: { readonly fd?: number; setBlocking?(blocking: boolean): unknown } | null
  write(text: string | Uint8Array): boolean
  on(event: 'drain' | 'error', listener: () => void): unknown
  off(event: 'drain' | 'error', listener: () => void): unknown
}

/** A terminal's output while screens are shown on it. */
export interface TerminalOutput extends Pick<Stream, 'isTTY' | 'write' | 'on' | 'off'> {
  /** Waits, standing still, until the terminal has taken all; once it takes nothing for half a second the rest is let go. */
  readonly settle: () => void
  /** Resolves once the terminal has taken all, however long that takes, or has gone. */
  readonly taken: () => Promise<void>
  /** For how many milliseconds it has been taking nothing more; 0 where nothing waits. */
  readonly stalledMs: () => number
  /** From here on the stream is what it was. */
  readonly close: () => void
}

/** Ways into the system, for tests. */
export interface Ways {
  /** Gives how many bytes the terminal took; throws EAGAIN where it takes none now. */
  readonly write: (bytes: Uint8Array) => number
  readonly now: () => number
  /** Stands still. */
  readonly wait: (ms: number) => void
}

const SETTLE_MS_MAX = 500
/** A terminal that is there reads on at once; one that isn't is asked seldom. */
const [AGAIN_MS_MIN, AGAIN_MS_MAX] = [1, 16]

/**
 * Writes to a terminal without ever waiting for it. Node waits in the middle of a write until a terminal takes the rest,
 * which one at the end of a dead line never does: no signal would be heard any more. Without a terminal of its own to
 * open (Windows, whose console can't be told not to wait; a terminal of another user) it is Node's output as it is.
 */
export function terminalOutput(stream: Stream): TerminalOutput {
  const { opened } = stream
  if (opened !== undefined) return throughOpened(stream, opened)
  const handle = stream._handle
  const fd = handle?.fd ?? -1
  // Node opens a terminal anew under a number of its own, where it can: what is changed there nobody else has.
  if (!stream.isTTY || process.platform === 'win32' || fd <= 2 || handle?.setBlocking === undefined) {
    const { isTTY = false } = stream
    const passedOn = {
      write: (text: string | Uint8Array) => stream.write(text),
      on: stream.on.bind(stream),
      off: stream.off.bind(stream),
    }
    const nothing = { settle: () => {}, taken: async () => {}, stalledMs: () => 0, close: () => {} }
    return { isTTY, ...passedOn, ...nothing }
  }
  handle.setBlocking(false)
  const still = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const ways: Ways = {
    write: bytes => writeSync(fd, bytes),
    now: () => performance.now(),
    wait: ms => void Atomics.wait(still, 0, 0, ms),
  }
  return new PatientOutput(ways, () => handle.setBlocking?.(true))
}

/** What is written goes through the stream, which may tell somebody of it; whoever opened the terminal closes it. */
function throughOpened(stream: Stream, opened: TerminalOutput): TerminalOutput {
  return {
    isTTY: opened.isTTY ?? false,
    write: text => stream.write(text),
    on: (event, listener) => opened.on(event, listener),
    off: (event, listener) => opened.off(event, listener),
    settle: () => opened.settle(),
    taken: () => opened.taken(),
    stalledMs: () => opened.stalledMs(),
    close: () => opened.settle(),
  }
}

const NOTHING = Buffer.alloc(0)

/** Keeps what a terminal doesn't take yet, and tries again. Whoever writes on `drain` alone has one screen here at most. */
export class PatientOutput extends EventEmitter implements TerminalOutput {
  readonly isTTY = true
  private readonly ways: Ways
  private readonly onClose: () => void
  private rest = NOTHING
  /** When it took something last, while something waits. */
  private since = 0
  private timer: NodeJS.Timeout | null = null

  constructor(ways: Ways, onClose: () => void) {
    super()
    this.ways = ways
    this.onClose = onClose
  }

  write(text: string | Uint8Array): boolean {
    if (this.rest.length === 0) this.since = this.ways.now()
    this.rest = Buffer.concat([this.rest, typeof text === 'string' ? Buffer.from(text) : text])
    this.send()
    if (this.rest.length === 0 && this.timer === null) return true
    this.later(AGAIN_MS_MIN)
    return false
  }

  settle = (): void => {
    const began = this.ways.now()
    this.send()
    while (this.rest.length > 0 && this.ways.now() - Math.max(began, this.since) < SETTLE_MS_MAX) {
      this.ways.wait(AGAIN_MS_MIN)
      this.send()
    }
    this.rest = NOTHING
  }

  taken = async (): Promise<void> => {
    if (!this.write('')) await once(this, 'drain').catch(() => {})
  }

  stalledMs = (): number => (this.rest.length === 0 ? 0 : this.ways.now() - this.since)

  close = (): void => {
    this.settle()
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    this.onClose()
  }

  private send(): void {
    try {
      while (this.rest.length > 0) {
        this.rest = this.rest.subarray(this.ways.write(this.rest))
        this.since = this.ways.now()
      }
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') return
      this.rest = NOTHING
      // As a stream tells it: once whoever writes has done.
      setImmediate(() => this.listenerCount('error') > 0 && this.emit('error', error))
    }
  }

  private later(ms: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      this.send()
      if (this.rest.length > 0) this.later(Math.min(AGAIN_MS_MAX, 2 * ms))
      else this.emit('drain')
    }, ms)
  }
}
