// A thread of `netsplit sweep`: it is given the plan once, then one chunk of seeds after the other, and answers each
// with its tally. The build makes it a file of its own beside cli.js.
import { parentPort, workerData } from 'node:worker_threads'
import { type Chunk, type SweepPlan, tallyChunk } from './sweep-work.ts'

/** What a thread is started with. */
export interface WorkerData {
  readonly plan: SweepPlan
}

const { plan } = workerData as WorkerData
parentPort?.on('message', (chunk: Chunk) => parentPort?.postMessage(tallyChunk(plan, chunk)))
