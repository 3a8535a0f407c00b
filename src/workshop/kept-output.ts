import { EventEmitter } from 'node:events'

/** What of the way to a client's terminal is used here. */
interface Output {
  /** False where it holds more than it wants to; it says `drain` when it has room again. */
  write(text: string): boolean
  on(event: 'drain', listener: () => void): unknown
}

export interface KeptOutputOptions {
  /** Begins to keep what is not kept yet of that which the text to be shown comes from; null where all is. */
  readonly keep: () => Promise<unknown> | null
  /** Keeping takes so long that nobody would wait for it: what is shown from here on may be lost, and should say so. */
  readonly onLate: () => void
  /** What throws while somebody writes because there is room again. */
  readonly onError: (error: unknown) => void
  readonly lateMs?: number
}

interface Held {
  readonly text: string
  readonly works: readonly Promise<unknown>[]
}

/** A disk that is busy takes some tenths of a second; this is one, or a Redis, that has stopped. */
const LATE_MS = 2000

/**
 * The output of a session, which shows nothing that could be lost. What a learner has seen is **confirmed**: whatever a
 * key, an order of the room or an answer made of the course, the progress and the place are kept first and shown then, so
 * that a server that is killed at any moment comes back at the screen that was last seen, or at one that a later key has
 * led to. Only the time that passes by itself in a lab isn't kept with each frame: what it brings it brings again.
 */
export class KeptOutput extends EventEmitter {
  readonly isTTY = true
  private readonly output: Output
  private readonly options: KeptOutputOptions
  private readonly keeping = new Set<Promise<unknown>>()
  /** Each waits for what was being kept when it was written, and for those before it. */
  private readonly held: Held[] = []
  private showing: Promise<void> = Promise.resolve()
  /** As long as there are such, nothing else is waited for. */
  private readonly late = new Set<Promise<unknown>>()

  constructor(output: Output, options: KeptOutputOptions) {
    super()
    this.output = output
    this.options = options
    output.on('drain', () => this.emit('drain'))
  }

  /** What is written from here on waits for this, however it ends. */
  holdFor(work: Promise<unknown>): void {
    if (this.keeping.has(work)) return
    this.keeping.add(work)
    const over = () => {
      this.keeping.delete(work)
      this.late.delete(work)
    }
    work.then(over, over)
  }

  /** As of a stream: false where whoever writes should wait for `drain`. */
  write(text: string): boolean {
    const keeping = this.options.keep()
    if (keeping !== null) this.holdFor(keeping)
    const waits = this.keeping.size > 0 && this.late.size === 0
    if (this.held.length === 0 && !waits) return this.output.write(text)
    this.held.push({ text, works: [...this.keeping] })
    if (this.held.length === 1) this.showing = this.showWhenKept()
    return false
  }

  /** Resolves when nothing waits any more. */
  shown(): Promise<void> {
    return this.showing
  }

  private async showWhenKept(): Promise<void> {
    let isFree = true
    try {
      for (let next = this.held[0]; next !== undefined; next = this.held[0]) {
        if (this.late.size === 0) await this.kept(next.works)
        this.held.shift()
        isFree = this.output.write(next.text)
      }
      if (isFree) this.emit('drain')
    } catch (error) {
      // It is over: what comes now only gives the terminal back.
      this.held.length = 0
      this.options.onError(error)
    }
  }

  /** Resolves when these are kept, or can't be waited for any longer. */
  private async kept(works: readonly Promise<unknown>[]): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>(resolve => {
      // What has come while the process was busy came in time.
      timer = setTimeout(() => setImmediate(resolve, 'late' as const), this.options.lateMs ?? LATE_MS)
    })
    const came = await Promise.race([Promise.allSettled(works), late])
    clearTimeout(timer)
    if (came !== 'late') return
    for (const work of works) if (this.keeping.has(work)) this.late.add(work)
    this.options.onLate()
  }
}
