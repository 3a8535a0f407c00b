import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { advance, position, type Run, readScenario, type Scenario, startRun } from '../../src/lab/lab.ts'
import { type Choose, sweepSeed } from '../../src/lab/sweep.ts'
import { items } from '../../src/model/sequence.ts'
import { checking } from './checking.ts'
import { cpuMs } from './cpu.ts'
import { heapTimeMs } from './heap.ts'
import { kernelAlone } from './kernel.ts'
import { painting } from './painting.ts'
import { travelling } from './travel.ts'

/** A figure, what it is measured against in the same run of the bench, and the goal, if there is one. */
export interface Measure {
  readonly name: string
  readonly figure: string
  readonly against: string
  /** Null where there was nothing to measure against. */
  readonly ratio: number | null
  readonly goal: string
  readonly met: boolean | null
}

/** All measures, one after the other; each takes some seconds. `root` is the checkout, with a built `dist/`. */
export async function measureAll(root: string): Promise<readonly Measure[]> {
  const bank = scenario(root, 'split-bank')
  simulate(bank, 300)
  return [
    kernel(),
    cluster(bank),
    wholeRuns(bank),
    ...travelling(bank),
    ...checking(),
    ...(await painting(join(root, 'lessons'))),
    await twoCores(root),
  ]
}

export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, figure, against, ratio, goal, met }) => {
    return [name, figure, against, ratio?.toFixed(2) ?? '', goal, met === null ? '' : met ? 'met' : 'MISSED']
  })
  const all = [['what', 'figure', 'against', 'ratio', 'goal', ''], ...rows]
  const widths = all[0]?.map((_, i) => Math.max(...all.map(row => row[i]?.length ?? 0))) ?? []
  return all
    .map(row =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function scenario(root: string, id: string): Scenario {
  const file = join(root, 'lessons', 'scenarios', `${id}.yaml`)
  const read = readScenario(readFileSync(file, 'utf8'), file)
  if (!read.ok) throw new Error(`${file} can't be read`)
  return read.value
}

const consistency: Choose = ({ choice }) => {
  const option = choice?.options.find(({ policy }) => policy === 'consistency')
  if (!option) throw new Error('nothing to choose')
  return option
}

/** The scenario without stops and work for the checker: only the simulator's own time. */
function simulate(bank: Scenario, runs: number): { ms: number; last: Run; events: number } {
  const plain = { ...bank, stops: [] }
  let last = startRun(plain, 0)
  let events = 0
  const began = cpuMs()
  for (let seed = 0; seed < runs; seed++) {
    last = advance(startRun(plain, seed), plain.lastsUs + 1)
    events += position(last)
  }
  return { ms: cpuMs() - began, last, events }
}

/** The simulator proper: nodes that only pass on what they get, so that no protocol is in it. */
function kernel(): Measure {
  const { perSecond, ratio } = kernelAlone(1_000_000)
  return {
    name: 'kernel',
    figure: `${perSecond} events/s`,
    against: 'a bare heap',
    ratio,
    goal: 'at most 5',
    met: ratio <= 5,
  }
}

/** The same with the store's whole protocol on it, as a learner runs it. */
function cluster(bank: Scenario): Measure {
  const RUNS = 500
  const { ms, last, events } = simulate(bank, RUNS)
  const due = items(last.moment.happenings).map(({ at }) => at)
  const heapMs = heapTimeMs(due, RUNS)
  const ratio = ms / heapMs
  const perSecond = Math.round((events / ms) * 1000)
  return {
    name: 'cluster',
    figure: `${perSecond} events/s`,
    against: `a bare heap, ${Math.round((events / heapMs) * 1000)} events/s`,
    ratio,
    goal: '',
    met: null,
  }
}

function wholeRuns(bank: Scenario): Measure {
  const RUNS = 500
  // As the simulator was: a sweep is long, and V8 has compiled everything soon after it began.
  for (let seed = 0; seed < RUNS; seed++) sweepSeed(bank, seed, consistency)
  const began = cpuMs()
  for (let seed = 0; seed < RUNS; seed++) sweepSeed(bank, seed, consistency)
  const ms = cpuMs() - began
  const alone = simulate(bank, RUNS).ms
  const perSecond = Math.round((RUNS / ms) * 1000)
  return {
    name: 'split-bank with verdict',
    figure: `${perSecond} runs/s`,
    against: 'the simulation alone',
    ratio: ms / alone,
    goal: '1000/s a core',
    met: perSecond >= 1000,
  }
}

/** The same sweep by the built program with one thread and with two, starting the program included. */
async function twoCores(root: string): Promise<Measure> {
  const timed = async (threads: string) => {
    const began = performance.now()
    const argv = ['sweep', 'split-bank', '--choose', 'consistency', '--seeds', '2000', '--threads', threads]
    await promisify(execFile)(process.execPath, [join(root, 'dist', 'netsplit.cjs'), ...argv])
    return performance.now() - began
  }
  const one = await timed('1')
  const two = await timed('2')
  return {
    name: 'sweep of 2000, two threads',
    figure: `${Math.round(2_000_000 / two)} runs/s`,
    against: `one thread, ${Math.round(2_000_000 / one)} runs/s`,
    ratio: one / two,
    goal: 'towards 2',
    met: null,
  }
}
