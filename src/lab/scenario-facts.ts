import type { Problem } from '../model/problem.ts'
import { FACT_NAMES } from './facts.ts'
import { LEDGER_KEYS } from './scenario.ts'
import type { ScenarioFile } from './scenario-schema.ts'

type Path = readonly (string | number)[]
type Fault = (path: Path, message: string) => Problem

/** Facts that no run has, wherever a scenario names what should hold: its predictions and what is expected of it. */
export function factProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  const conditions: { path: Path; holds: Readonly<Record<string, unknown>> }[] = []
  const asked = (path: Path, predict: ScenarioFile['predict']) => {
    predict?.options.forEach(({ holds }, index) => {
      conditions.push({ path: [...path, 'options', index, 'holds'], holds })
    })
  }
  asked(['predict'], file.predict)
  file.stops.forEach(({ choices = [] }, stop) => {
    choices.forEach(({ predict }, choice) => {
      asked(['stops', stop, 'choices', choice, 'predict'], predict)
    })
  })
  file.expect.forEach(({ holds }, index) => {
    conditions.push({ path: ['expect', index, 'holds'], holds })
  })
  return [
    ...conditions.flatMap(({ path, holds }) => strangers(path, holds, FACT_NAMES, fault)),
    // A run is judged at its end; what was counted so far is known at any time.
    ...file.stops.flatMap(({ when }, index) =>
      'only-if' in when
        ? strangers(['stops', index, 'when', 'only-if'], when['only-if'] ?? {}, LEDGER_KEYS, fault)
        : [],
    ),
  ]
}

function strangers(path: Path, holds: object, known: readonly string[], fault: Fault): readonly Problem[] {
  return Object.keys(holds)
    .filter(name => !known.includes(name))
    .map(name => fault([...path, name], `There is no fact «${name}»; the facts are ${known.join(', ')}.`))
}

/** An expectation says what is chosen at every stop that asks, and nothing else. */
export function expectationProblems(file: ScenarioFile, fault: Fault): readonly Problem[] {
  const asking = file.stops.flatMap(({ id, choices }) =>
    choices ? [{ id, ids: choices.map(c => c.id) }] : [],
  )
  return file.expect.flatMap(({ choose }, index) => {
    const unknown = choose.filter(choice => !asking.some(({ ids }) => ids.includes(choice)))
    const open = asking.filter(({ ids }) => !ids.some(choice => choose.includes(choice)))
    const path = ['expect', index, 'choose']
    return [
      ...unknown.map(choice => fault(path, `There is no choice «${choice}» at any stop.`)),
      ...open.map(({ id, ids }) =>
        fault(path, `Nothing is chosen at the stop «${id}»; its choices are ${ids.join(', ')}.`),
      ),
    ]
  })
}
