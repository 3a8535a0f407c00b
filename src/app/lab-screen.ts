import { findWithVariants, position, type Run, type Scenario, startRun } from '../lab/lab.ts'
import type { LabReturn } from './door.ts'
import { keyAtFirst } from './lab-hand.ts'
import { type AppState, type LabScreen, USUAL_SPEED } from './state.ts'

/** The lab of a scenario, at its question. */
export function openLab(state: AppState, scenario: string, from: LabReturn, seed?: number): AppState {
  const found = findWithVariants(scenario, id => state.scenarios.get(id))
  if (!found) return { ...state, notice: `There is no scenario «${scenario}» in this course.` }
  return { ...state, screen: labScreen(found, from, seed ?? found.seed) }
}

/** A lab at its beginning: at its question, or running where it asks nothing. */
export function labScreen(scenario: Scenario, from: LabReturn, seed: number): LabScreen {
  const asks = scenario.prediction !== null || asksLater(scenario)
  return {
    type: 'lab',
    phase: asks ? 'predict' : 'live',
    from,
    run: startRun(scenario, seed),
    predictions: new Map(),
    playing: !asks,
    speed: USUAL_SPEED,
    client: scenario.clients[0]?.id ?? null,
    shownKey: keyAtFirst(scenario),
    focus: asks,
    futures: [],
    branches: [],
    other: null,
    building: '',
    said: null,
    line: null,
    lines: [],
    earlier: [],
    goal: 0,
    met: [],
    hints: {},
    shown: [],
    window: { from: 0, to: scenario.lastsUs },
    scroll: 0,
  }
}

/** Whether a choice has brought up a question, which holds the run until it is answered. */
export function isAskedUnderWay({ phase, run }: LabScreen): boolean {
  return phase === 'predict' && position(run) > 0
}

/** A run that somebody has made before, at its beginning and paused: its story is told already, so nothing is asked. */
export function replayScreen(run: Run): LabScreen {
  return { ...labScreen(run.scenario, null, run.seed), run, phase: 'live', playing: false, focus: false }
}

/** Whether something is asked after a choice: then the story is told before the start, and nothing moves until it is read. */
function asksLater({ stops }: Scenario): boolean {
  return stops.some(({ choice }) => choice?.options.some(({ prediction }) => prediction !== undefined))
}
