import { Worker } from 'node:worker_threads'
import type { Tally } from '../lab/sweep.ts'
import { type Chunk, type SweepPlan, tallyChunk } from './sweep-work.ts'
import type { WorkerData } from './sweep-worker.ts'

/** Where the build puts the thread's program, seen from the built command (`dist/chunks/`). There is none in `src/`. */
const PROGRAM = new URL('../sweep-worker.js', import.meta.url)

/** How a sweep is watched and ended while it runs. */
export interface Watch {
  readonly signal: AbortSignal
  readonly done: (chunk: Chunk) => void
}

/**
 * The tallies of all chunks in their order; undefined where the signal came first. Chunks are taken up in order by
 * whichever thread is free. Where threads can't be had, or die, this one does the work: slower, with the same result.
 */
export async function sweepChunks(
  plan: SweepPlan,
  chunks: readonly Chunk[],
  threads: number,
  watch: Watch,
): Promise<readonly (Tally | undefined)[]> {
  const work = new Work(chunks, watch)
  if (threads > 1)
    await Promise.all(Array.from({ length: Math.min(threads, chunks.length) }, () => inThread(plan, work)))
  for (let place = work.take(); place !== null; place = work.take()) {
    work.finish(place, tallyChunk(plan, work.chunk(place)))
    // Signals and the bar get their turn.
    await new Promise(resolve => setImmediate(resolve))
  }
  return work.tallies
}

/** What is still to be done, and what has been. */
class Work {
  readonly tallies: (Tally | undefined)[]
  private readonly chunks: readonly Chunk[]
  private readonly watch: Watch
  private next = 0
  /** Chunks whose thread died. */
  private readonly again: number[] = []

  constructor(chunks: readonly Chunk[], watch: Watch) {
    this.chunks = chunks
    this.watch = watch
    this.tallies = chunks.map(() => undefined)
  }

  get signal(): AbortSignal {
    return this.watch.signal
  }

  chunk(place: number): Chunk {
    return this.chunks[place] ?? { first: 0, count: 0 }
  }

  /** The place of a chunk that nobody has; null where nothing is left, or the sweep is to end. */
  take(): number | null {
    if (this.signal.aborted) return null
    const place = this.again.pop() ?? this.next
    if (place === this.next) this.next += 1
    return place < this.chunks.length ? place : null
  }

  giveBack(place: number): void {
    this.again.push(place)
  }

  finish(place: number, tally: Tally): void {
    this.tallies[place] = tally
    this.watch.done(this.chunk(place))
  }
}

/** One thread, from its start until nothing is left for it, it dies, or the sweep is to end. */
function inThread(plan: SweepPlan, work: Work): Promise<void> {
  const workerData: WorkerData = { plan }
  return new Promise(resolve => {
    let worker: Worker
    try {
      worker = new Worker(PROGRAM, { workerData, stderr: true })
    } catch {
      return resolve()
    }
    let has: number | null = null
    const end = () => {
      if (has !== null) work.giveBack(has)
      has = null
      work.signal.removeEventListener('abort', end)
      worker.removeAllListeners()
      // What still comes of an ending thread is of no interest, and must not be an unheard error.
      worker.on('error', () => undefined)
      worker.terminate().then(() => resolve(), resolve)
    }
    const next = () => {
      has = work.take()
      if (has === null) end()
      else worker.postMessage(work.chunk(has))
    }
    worker.on('message', (tally: Tally) => {
      if (has !== null) work.finish(has, tally)
      next()
    })
    worker.on('error', end)
    worker.on('exit', end)
    work.signal.addEventListener('abort', end)
    next()
  })
}
