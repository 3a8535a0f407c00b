import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { checkHistory } from '../../src/checker/checker.ts'
import {
  advance,
  position,
  type Run,
  readScenario,
  type Scenario,
  startRun,
  stepBack,
} from '../../src/lab/lab.ts'
import { type Choose, sweepSeed } from '../../src/lab/sweep.ts'
import { present } from '../../src/model/assert.ts'
import type { History, HistoryEvent } from '../../src/model/operation.ts'
import { draw, seededRandom } from '../../src/model/random.ts'
import { items } from '../../src/model/sequence.ts'
import { heapTimeMs } from './heap.ts'

/** A figure, what it is measured against in the same run of the bench, and the goal, if there is one. */
interface Measure {
  readonly name: string
  readonly figure: string
  readonly against: string
  readonly ratio: number
  readonly goal: string
  readonly met: boolean | null
}

/**
 * The processor's time that this process has had, in milliseconds: on a machine that is shared, the clock on the wall
 * says more about the neighbours. It includes the garbage collector's own threads.
 */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** All measures, one after the other; each takes some seconds. `root` is the checkout, with a built `dist/`. */
export async function measureAll(root: string): Promise<readonly Measure[]> {
  const bank = scenario(root, 'split-bank')
  simulate(bank, 300)
  return [kernel(bank), wholeRuns(bank), backSteps(bank), checking(), await twoCores(root)]
}

export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, figure, against, ratio, goal, met }) => {
    return [name, figure, against, ratio.toFixed(2), goal, met === null ? '' : met ? 'met' : 'MISSED']
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

function kernel(bank: Scenario): Measure {
  const RUNS = 500
  const { ms, last, events } = simulate(bank, RUNS)
  const due = items(last.moment.happenings).map(({ at }) => at)
  const heapMs = heapTimeMs(due, RUNS)
  const ratio = ms / heapMs
  const perSecond = Math.round((events / ms) * 1000)
  return {
    name: 'simulator',
    figure: `${perSecond} events/s`,
    against: `a bare heap, ${Math.round((events / heapMs) * 1000)} events/s`,
    ratio,
    goal: 'at most 5',
    met: ratio <= 5,
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

/**
 * The slowest of many single steps back in the last eighth of a run of 50,000 events, in which somebody asks for
 * something all the while: a step goes to what can be told, and over hours of nothing it would go at once.
 */
function backSteps(bank: Scenario): Measure {
  const EVENTS = 50_000
  const ASKED_EVERY_US = 700_000
  const lastsUs = 3_600_000_000
  const workload = Array.from({ length: 1000 }, (_, i) => {
    const at = (i + 1) * ASKED_EVERY_US
    return { ...present(bank.workload[i % bank.workload.length], 'work'), at: { fromUs: at, toUs: at } }
  })
  let run = startRun({ ...bank, workload, stops: [], lastsUs }, 1)
  const began = cpuMs()
  while (position(run) < EVENTS) run = advance(run, 1_000_000)
  const forwardMs = (cpuMs() - began) / position(run)
  const events = position(run)
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
  return {
    name: `step back of ${events}`,
    figure: `${worst.toFixed(2)} ms at worst, ${(all / steps).toFixed(2)} on average`,
    against: 'one event forward',
    ratio: worst / forwardMs,
    goal: 'under 16 ms',
    met: worst < 16,
  }
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

/** A good history of 10 clients and 170 events each, against the time to read it once. */
function checking(): Measure {
  const history = busyHistory(10, 85)
  const RUNS = 20
  let began = cpuMs()
  for (let i = 0; i < RUNS; i++) {
    const { result } = checkHistory(history, { model: 'register', initial: null })
    if (result !== 'linearizable') throw new Error(`the checker says ${result}`)
  }
  const ms = (cpuMs() - began) / RUNS
  began = cpuMs()
  for (let i = 0; i < RUNS; i++) JSON.parse(JSON.stringify(history))
  const readMs = (cpuMs() - began) / RUNS
  return {
    name: `checker, ${history.length} events`,
    figure: `${ms.toFixed(2)} ms, ${Math.round(history.length / ms)} events/ms`,
    against: 'JSON there and back',
    ratio: ms / readMs,
    goal: 'milliseconds',
    met: ms < 50,
  }
}

/** Every client always has an operation open; each takes effect at a moment that chance picks. */
function busyHistory(clients: number, each: number): History {
  let random = seededRandom(7)
  const whole = (from: number, to: number) => {
    const [value, next] = draw(random, from, to)
    random = next
    return value
  }
  const events: HistoryEvent[] = []
  const open = new Map<number, { event: HistoryEvent; result: HistoryEvent['value'] | undefined }>()
  const left = Array.from({ length: clients }, () => each)
  let value: HistoryEvent['value'] = null
  for (;;) {
    const alive = left.flatMap((count, client) => (count > 0 || open.has(client) ? [client] : []))
    const client = alive[whole(0, Math.max(0, alive.length - 1))]
    if (client === undefined) return events
    const now = open.get(client)
    if (!now) {
      const write = whole(0, 1) === 0
      const event: HistoryEvent = {
        process: `c${client}`,
        type: 'invoke',
        f: write ? 'write' : 'read',
        key: 'x',
        value: write ? whole(1, 5) : null,
      }
      events.push(event)
      open.set(client, { event, result: undefined })
      left[client] = (left[client] ?? 1) - 1
    } else if (now.result === undefined) {
      if (now.event.f === 'write') value = now.event.value
      open.set(client, { ...now, result: value })
    } else {
      events.push({ ...now.event, type: 'ok', value: now.event.f === 'write' ? now.event.value : now.result })
      open.delete(client)
    }
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
