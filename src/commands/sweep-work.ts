import type { Scenario } from '../lab/lab.ts'
import { type Choose, emptyTally, sweepSeed, type Tally, tallied } from '../lab/sweep.ts'

/** What every seed of a sweep has in common, as data that can be sent to another thread. */
export interface SweepPlan {
  readonly scenario: Scenario
  /** For each stop that asks, the choice made there. */
  readonly choices: Readonly<Record<string, string>>
  /** How many faults by chance there are beside the scenario's own. */
  readonly faults: number
}

/** Seeds that follow each other: what a thread is given at a time. */
export interface Chunk {
  readonly first: number
  readonly count: number
}

/** So many seeds at a time: few enough that a bar moves and Ctrl-C is heard, many enough that asking costs nothing. */
const CHUNK = 25

export function chunksOf(first: number, count: number): readonly Chunk[] {
  const chunks: Chunk[] = []
  for (let done = 0; done < count; done += CHUNK)
    chunks.push({ first: first + done, count: Math.min(CHUNK, count - done) })
  return chunks
}

/** Runs the seeds of a chunk. */
export function tallyChunk({ scenario, choices, faults }: SweepPlan, { first, count }: Chunk): Tally {
  const choose: Choose = stop => {
    const found = stop.choice?.options.find(({ id }) => id === choices[stop.id])
    if (!found) throw new Error(`netsplit has a bug: nothing to choose at «${stop.id}»`)
    return found
  }
  let tally = emptyTally()
  for (let seed = first; seed < first + count; seed++)
    tally = tallied(tally, sweepSeed(scenario, seed, choose, faults))
  return tally
}
