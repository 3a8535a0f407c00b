import { availableParallelism } from 'node:os'
import type { Scenario } from '../lab/lab.ts'
import { CHANCE_FAULTS_MAX, emptyTally, mergeTallies } from '../lab/sweep.ts'
import { excerpt } from '../model/problem.ts'
import { openLessons, scenarioOf, scenariosInWords } from './folder.ts'
import { aside, BadInput, EXIT, print, type ScreenEnv, textWidth } from './io.ts'
import { readChoice } from './options.ts'
import { progressBar } from './sweep-bar.ts'
import { type Sweep, sweepJson, sweepReport } from './sweep-report.ts'
import { sweepChunks } from './sweep-threads.ts'
import { chunksOf, type SweepPlan } from './sweep-work.ts'

export interface SweepOptions {
  readonly choose?: readonly string[]
  readonly seeds?: string
  readonly firstSeed?: string
  readonly faults?: string
  readonly threads?: string
  readonly json?: boolean
}

const SEEDS = 1000
const SEEDS_MAX = 1_000_000
const SEED_MAX = 0xffffffff
const THREADS_MAX = 64
/** What shells say of a program that Ctrl-C has ended. */
const INTERRUPTED = 130
/** So many seeds for each thread, or it isn't worth starting one. */
const SEEDS_FOR_A_THREAD = 50

/** `netsplit sweep`: many seeds of a scenario, and how often what happened. */
export async function sweep(id: string | undefined, options: SweepOptions, io: ScreenEnv): Promise<number> {
  const lessons = openLessons(io.lessons)
  if (id === undefined)
    throw new BadInput(`netsplit: sweep what? netsplit sweep <scenario>; ${scenariosInWords(lessons)}`)
  const scenario = scenarioOf(lessons, id)
  const seeds = whole('--seeds', options.seeds, SEEDS, 1, SEEDS_MAX)
  const first = whole('--first-seed', options.firstSeed, 1, 0, SEED_MAX)
  if (first + seeds - 1 > SEED_MAX)
    throw new BadInput(`netsplit: the greatest seed is ${SEED_MAX}: ${seeds} from ${first} are too many`)
  const faults = whole('--faults', options.faults, 0, 0, CHANCE_FAULTS_MAX)
  const useful = Math.ceil(seeds / SEEDS_FOR_A_THREAD)
  const usual = Math.min(availableParallelism(), useful, THREADS_MAX)
  const threads = whole('--threads', options.threads, usual, 1, THREADS_MAX)
  const plan = { scenario, choices: choicesOf(scenario, options.choose ?? []), faults }

  const done = await sweepSeeds(plan, { first, seeds, threads }, io)
  const { complete } = done
  if (options.json === true) io.stdout.write(`${JSON.stringify(sweepJson(done))}\n`)
  else print(io, sweepReport(done, textWidth(io)))
  if (!complete) aside(io, `netsplit: stopped after ${done.tally.runs} of ${seeds} seeds\n`)
  return complete ? EXIT.DONE : INTERRUPTED
}

/**
 * Runs the seeds, and listens for Ctrl-C. A sweep that is stopped counts the seeds from the first up to the first one
 * that is missing: what it says can be had again, whatever the number of threads was.
 */
async function sweepSeeds(
  plan: SweepPlan,
  asked: { readonly first: number; readonly seeds: number; readonly threads: number },
  { stderr }: ScreenEnv,
): Promise<Sweep> {
  const { first, seeds, threads } = asked
  const stop = new AbortController()
  const onInterrupt = () => stop.abort()
  // Once: who presses it again wants to be out at any price.
  process.once('SIGINT', onInterrupt)
  const bar = progressBar(stderr, seeds)
  try {
    const watch = { signal: stop.signal, done: ({ count }: { count: number }) => bar.add(count) }
    const tallies = await sweepChunks(plan, chunksOf(first, seeds), threads, watch)
    let tally = emptyTally()
    for (const part of tallies) {
      if (part === undefined) break
      tally = mergeTallies(tally, part)
    }
    return { plan, first, seeds, complete: tally.runs === seeds, tally }
  } finally {
    bar.clear()
    process.off('SIGINT', onInterrupt)
  }
}

function choicesOf(scenario: Scenario, given: readonly string[]): SweepPlan['choices'] {
  const choose = readChoice(given, scenario)
  const asking = scenario.stops.filter(({ choice }) => choice !== null)
  return Object.fromEntries(asking.map(stop => [stop.id, choose(stop).id]))
}

function whole(name: string, text: string | undefined, usual: number, from: number, to: number): number {
  if (text === undefined) return usual
  const value = /^\d{1,20}$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to) return value
  throw new BadInput(`netsplit: ${name} «${excerpt(text)}» should be a whole number from ${from} to ${to}`)
}
