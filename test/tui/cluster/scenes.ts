import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  advance,
  decide,
  goOn,
  type Run,
  readScenario,
  type Scenario,
  startRun,
  stopOf,
} from '../../../src/lab/lab.ts'
import { micros } from '../../../src/model/time.ts'
import { ROOT } from '../../support/bundle.ts'
import { golden as goldenFile } from '../../support/golden.ts'

/** The scenario that the pictures are taken from, with pieces of its text replaced. */
export function splitBank(...changes: readonly (readonly [from: string, to: string])[]): Scenario {
  const path = join(ROOT, 'lessons', 'scenarios', 'split-bank.yaml')
  let text = readFileSync(path, 'utf8')
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`split-bank.yaml no longer says «${from}»`)
    text = text.replaceAll(from, to)
  }
  const read = readScenario(text, path)
  if (!read.ok) throw new Error(read.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return read.value
}

/** The cut of the scenario, for `splitBank` to replace. */
export const THE_CUT = '- { at: 1500, cut: [[n1, n2, n3], [n4, n5]] }'

export const THREE = [
  ['replicas: 5', 'replicas: 3'],
  ['at: n4', 'at: n3'],
  ['waiting: n4', 'waiting: n3'],
  ['[[n1, n2, n3], [n4, n5]]', '[[n1, n2], [n3]]'],
] as const

/** The run at a time: it chooses the same wherever it is asked, and goes on wherever it stops. */
export function runAt(scenario: Scenario, ms: number, choice = 'consistency', seed = 7): Run {
  let run = startRun(scenario, seed)
  const end = micros(ms)
  while (run.now < end && !run.moment.ended) {
    run = advance(run, end - run.now)
    // Standing at the very time asked for is being there.
    if (run.now >= end) break
    const stop = stopOf(run)
    run = stop?.choice ? (decide(run, choice) ?? run) : goOn(run)
  }
  return run
}

/** The golden file of that name beside these tests. */
export function golden(name: string, text: string): string {
  return goldenFile(`tui/cluster/golden/${name}.txt`, text)
}
