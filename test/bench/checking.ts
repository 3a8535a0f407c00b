import { checkHistory, MAX_STEPS, MODEL_NAMES, type ModelName, modelFor } from '../../src/checker/checker.ts'
import { decide } from '../../src/checker/decide.ts'
import { operationsOf } from '../../src/checker/operations.ts'
import { prepare } from '../../src/checker/prepare.ts'
import type { History } from '../../src/model/operation.ts'
import { corrupt, createDice, INITIALS, randomHistory } from '../checker/histories.ts'
import { cpuMs } from './cpu.ts'
import type { Measure } from './measures.ts'

const SEEDS = 6

/** What is checked: every model's histories of 850 operations of 10 clients, as they were, with answers lost, and wrong. */
const KINDS = [
  { kind: 'good', lost: 0, lies: 0 },
  { kind: 'pending', lost: 10, lies: 0 },
  { kind: 'bad', lost: 0, lies: 3 },
]

/** The time for a verdict with its witness, against the time to write the history as JSON and read it again. */
export function checking(): Measure[] {
  return MODEL_NAMES.flatMap(model => KINDS.map(({ kind, lost, lies }) => measure(model, kind, lost, lies)))
}

function measure(model: ModelName, kind: string, lost: number, lies: number): Measure {
  const histories = Array.from({ length: SEEDS }, (_, seed) => historyOf(model, seed, lost, lies))
  const verdicts = { linearizable: 0, violation: 0, unknown: 0 }
  for (const history of histories)
    verdicts[checkHistory(history, { model, initial: INITIALS[model] }).result]++
  const ms = timeOf(histories, history => checkHistory(history, { model, initial: INITIALS[model] }))
  const readMs = timeOf(histories, history => JSON.parse(JSON.stringify(history)))
  let steps = 0
  const decideMs = timeOf(histories, history => {
    steps += stepsFor(history, model)
  })
  const told = `${verdicts.linearizable} good, ${verdicts.violation} bad, ${verdicts.unknown} undecided`
  return {
    name: `checker, ${model}, ${kind}`,
    figure: `${ms.toFixed(1)} ms (${told}), ${Math.round(steps / SEEDS / decideMs)} steps/ms`,
    against: 'JSON there and back',
    ratio: ms / readMs,
    goal: 'milliseconds',
    met: kind === 'good' ? ms < 50 : null,
  }
}

/** A history in milliseconds, on average. */
function timeOf(histories: readonly History[], work: (history: History) => unknown): number {
  const began = cpuMs()
  for (const history of histories) work(history)
  return (cpuMs() - began) / histories.length
}

function stepsFor(history: History, model: ModelName): number {
  const spec = modelFor(model)
  const started = spec.init(INITIALS[model])
  if (!started.ok) throw new Error(started.expected)
  return decide(prepare(spec, started.state, operationsOf(history)), MAX_STEPS).effort.steps
}

function historyOf(model: ModelName, seed: number, lost: number, lies: number): History {
  const dice = createDice(seed, 7)
  const shape = { operations: 850, processes: 10, lost, failed: 0, values: 10 }
  let history = randomHistory(model, dice, shape)
  for (let i = 0; i < lies; i++) history = corrupt(history, dice, shape.values)
  return history
}
