import { type ChildProcess, fork } from 'node:child_process'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { reason } from '../effects/failure.ts'
import { type Answers, type Asks, createAsks } from './asks.ts'
import type { Channel } from './bus-ipc.ts'
import { TIMES, type Watch, type WatchTimes, watch } from './cluster-watch.ts'
import { channelOf, type OfPrimary, type OfWorker, type WorkerStart } from './cluster-words.ts'

export interface WorkersOptions {
  readonly processes: number
  /** The file that a worker runs. */
  readonly program: URL
  /** Takes a worker into the room; what comes back takes it out. */
  readonly join: (worker: Channel) => () => void
  readonly log: (line: string) => void
  /** Waits so many ms before a worker that died is followed by another. */
  readonly pause?: (ms: number) => Promise<unknown>
  /** When a worker that doesn't answer is ended. */
  readonly watching?: WatchTimes
  /** What a worker is answered. */
  readonly answers: (of: () => Worker) => Answers<OfPrimary>
  /** A worker has ended: what it had is to be given back. */
  readonly onEnded: (worker: Worker) => void
}

/** Another process that is given connections. */
export interface Worker {
  readonly child: ChildProcess
  readonly asks: Asks<OfWorker>
  /** By their numbers: this process's own end of each, until it is taken, and what lets it go. */
  readonly connections: Map<number, { readonly socket: Socket; readonly leave: () => void }>
  /** Who sits there, by the worker's number of the seat, and what gives it up. */
  readonly seats: Map<number, { readonly learner: string; readonly giveUp: () => void }>
  /** Resolves when it has ended, and all that it sent was heard. */
  readonly gone: Promise<unknown>
  /** Whether it lets people in yet, and still answers; null until it does. */
  watch: Watch | null
}

/** A worker that dies is followed by another at once; where they keep dying, each waits twice as long, to this. */
const AGAIN_MS = 250
const AGAIN_MS_MAX = 30_000
const LATELY_MS = 60_000
/** Whoever owes an answer for so many turns gets no connection that another one can have. */
const MISSES_OF_BUSY = 2
/** Beginning may take so many times as long as any other answer. */
const BEGIN_TIMES = 3
/** How long workers may take to say goodbye. */
const GOODBYE_MS = 6000

/** The workers of a server: as many as there should be, however often they die. */
export class Workers {
  private readonly options: WorkersOptions
  private readonly workers = new Set<Worker>()
  private start: WorkerStart | null = null
  private deaths: readonly number[] = []
  private closing = false

  constructor(options: WorkersOptions) {
    this.options = options
  }

  /** Rejects with why where one can't be begun; there is none then. */
  async begin(start: WorkerStart): Promise<void> {
    this.start = start
    const begun = Array.from({ length: this.options.processes }, () => this.startWorker(start))
    try {
      await Promise.all(begun)
    } catch (error) {
      this.closing = true
      for (const { child } of this.workers) child.kill('SIGKILL')
      throw error
    }
  }

  has(worker: Worker): boolean {
    return this.workers.has(worker)
  }

  /** Who is to have the next connection; null where nobody can. */
  next(): Worker | null {
    if (this.closing) return null
    const all = [...this.workers]
    const begun = all.filter(({ watch }) => watch !== null)
    const awake = begun.filter(({ watch }) => (watch?.misses() ?? 0) < MISSES_OF_BUSY)
    // Where none has begun, as in a server's first moment, one that is about to takes them when it has.
    const able = [awake, begun, all].find(some => some.length > 0) ?? []
    // Of equals, whoever was begun first.
    return able.sort((a, b) => a.connections.size - b.connections.size)[0] ?? null
  }

  /** Has them tell their learners and end. */
  async close(message: string): Promise<void> {
    this.closing = true
    await Promise.all([...this.workers].map(worker => end(worker, message)))
  }

  /** Rejects with why it can't begin; it is ended then. */
  private async startWorker(start: WorkerStart): Promise<void> {
    const { program, join, answers, watching } = this.options
    const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const channel = channelOf(child)
    const worker: Worker = {
      child,
      asks: createAsks<OfWorker, OfPrimary>(
        channel,
        answers(() => worker),
      ),
      connections: new Map(),
      seats: new Map(),
      gone: goneFrom(child),
      watch: null,
    }
    const takeOut = join(channel)
    this.workers.add(worker)
    child.on('error', () => {})
    worker.gone.then(() => this.bury(worker, takeOut))
    try {
      await this.begun(worker, start)
      worker.watch = watch(
        () => worker.asks.ask('ping', null),
        () => this.endHung(worker),
        watching,
      )
    } catch (error) {
      // Nobody else would end it.
      child.kill('SIGKILL')
      throw error
    }
  }

  /** Whoever hangs as it begins is ended too, or the server, or the one that follows a dead one, would wait for ever. */
  private async begun(worker: Worker, start: WorkerStart): Promise<void> {
    const { everyMs, missesMax } = this.options.watching ?? TIMES
    const started = worker.asks.ask('start', start)
    const times = { everyMs, missesMax: BEGIN_TIMES * missesMax }
    const beginning = watch(
      () => started,
      () => this.endHung(worker),
      times,
    )
    await started.finally(beginning.stop)
  }

  /** It keeps its learners' seats, and would take more connections. */
  private endHung({ child }: Worker): void {
    this.options.log('a process of the server answers no more: it is ended')
    child.kill('SIGKILL')
  }

  private bury(worker: Worker, takeOut: () => void): void {
    const { child, connections } = worker
    this.workers.delete(worker)
    worker.watch?.stop()
    takeOut()
    const lost = connections.size
    this.options.onEnded(worker)
    // One that can't begin is followed by another elsewhere, if it is.
    if (this.closing || worker.watch === null) return
    const how = child.signalCode ?? `code ${child.exitCode}`
    this.options.log(`a process of the server died (${how}) with ${lost} connections: another is begun`)
    void this.again()
  }

  private async again(): Promise<void> {
    const { log, pause = sleepUnheld } = this.options
    const now = performance.now()
    this.deaths = [...this.deaths.filter(at => now - at < LATELY_MS), now]
    const before = this.deaths.length - 1
    if (before > 0) await pause(Math.min(AGAIN_MS_MAX, AGAIN_MS * 2 ** before))
    if (this.closing || this.start === null) return
    try {
      await this.startWorker(this.start)
    } catch (error) {
      if (this.closing) return
      log(`a process of the server can't begin: ${reason(error)}: it is tried again`)
      void this.again()
    }
  }
}

/**
 * Resolves when it has ended, and what it sent last, which may be after its exit, was heard. Of one that died before it
 * had taken a connection there is no «disconnect», and of one that was let go no «close».
 */
function goneFrom(child: ChildProcess): Promise<unknown> {
  const told = (event: 'exit' | 'disconnect' | 'close') => new Promise(resolve => child.once(event, resolve))
  return Promise.race([told('close'), Promise.all([told('exit'), told('disconnect')])])
}

/** Lets the program end meanwhile. */
function sleepUnheld(ms: number): Promise<unknown> {
  return sleep(ms, undefined, { ref: false })
}

/** Has a worker tell its learners and end, and sees that it does. */
async function end({ child, asks, gone }: Worker, message: string): Promise<void> {
  const late = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS)
  await asks.ask('close', message).catch(() => {})
  if (child.connected) child.disconnect()
  await gone
  clearTimeout(late)
}
