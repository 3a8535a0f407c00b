import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  advance,
  position,
  type Run,
  type Scenario,
  startRun,
  stepBack,
  stepForward,
} from '../../src/lab/lab.ts'
import { present } from '../../src/model/assert.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { cpuMs } from './cpu.ts'
import type { Measure } from './measures.ts'

const EVENTS = 50_000

/** Time travel in a run of 50,000 events: how long a step back takes, and what all of its past takes in memory. */
export function travelling(bank: Scenario): readonly Measure[] {
  const before = heapMb()
  const began = cpuMs()
  const run = longRun(bank)
  const forwardMs = (cpuMs() - began) / position(run)
  const keptMb = heapMb() - before
  const [steps, earlier] = backSteps(run, forwardMs)
  return [steps, memory(run, earlier, keptMb)]
}

/** Somebody asks for something all the while: a step goes to what can be told, and over hours of nothing at once. */
function longRun(bank: Scenario): Run {
  const ASKED_EVERY_US = 700_000
  const lastsUs = 3_600_000_000
  const workload = Array.from({ length: 1000 }, (_, i) => {
    const at = (i + 1) * ASKED_EVERY_US
    return { ...present(bank.workload[i % bank.workload.length], 'work'), at: { fromUs: at, toUs: at } }
  })
  let run = startRun({ ...bank, workload, stops: [], lastsUs }, 1)
  while (position(run) < EVENTS) run = advance(run, 1_000_000)
  return run
}

/** The slowest of many single steps back in the last eighth of the run, and the run where they ended. */
function backSteps(long: Run, forwardMs: number): readonly [Measure, Run] {
  let run = long
  let worst = 0
  let random = seededRandom(1)
  let steps = 0
  let all = 0
  for (let i = 0; i < 300 && position(run) > 2000; i++) {
    const [far, after] = draw(random, 1, 10)
    random = after
    for (let step = 0; step < far; step++) {
      const { next, ms } = backOnce(run)
      run = next
      worst = Math.max(worst, ms)
      steps += 1
      all += ms
    }
  }
  const measure = {
    name: `step back of ${position(long)}`,
    figure: `${worst.toFixed(2)} ms at worst, ${(all / steps).toFixed(2)} on average`,
    against: 'one event forward',
    ratio: worst / forwardMs,
    goal: 'under 16 ms',
    met: worst < 16,
  }
  return [measure, run]
}

/** One step back, taken three times: the least of them is the step's own time, without the garbage collector's threads. */
function backOnce(run: Run): { next: Run; ms: number } {
  let next = run
  let ms = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i++) {
    const before = cpuMs()
    next = stepBack(run)
    ms = Math.min(ms, cpuMs() - before)
  }
  return { next, ms }
}

/** What a run keeps of its past, and that going back and forth in it keeps no more. */
function memory(long: Run, earlier: Run, keptMb: number): Measure {
  const STEPS = 500
  const MB_MAX = 64
  const thereAndBack = (from: Run) => {
    let run = from
    for (let step = 0; step < STEPS; step++) run = stepForward(run)
    for (let step = 0; step < STEPS; step++) run = stepBack(run)
    return run
  }
  let run = thereAndBack(earlier)
  const before = heapMb()
  run = thereAndBack(run)
  const grownMb = heapMb() - before
  const perEvent = Math.round((keptMb * 1e6) / position(long))
  return {
    name: `memory of ${position(long)}, ${position(run)}`,
    figure: `${keptMb.toFixed(1)} MB, ${perEvent} bytes an event; ${grownMb.toFixed(1)} more after ${2 * STEPS} steps`,
    against: '64 MB',
    ratio: keptMb / MB_MAX,
    goal: 'at most 64 MB',
    met: keptMb <= MB_MAX && grownMb < 1,
  }
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** What is in use once all garbage is gone, in megabytes. */
function heapMb(): number {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}
