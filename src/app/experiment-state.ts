import { type Experiment, type Outcome, playedMs, type Turned } from '../experiment/experiment.ts'
import type { Micros } from '../model/time.ts'
import type { LabReturn } from './door.ts'

/** The figures of a run, by their names. */
export type Figures = Outcome['figures']

/** The runs that stand beside each other in the table. */
export type Column = 'built' | 'broken' | 'remedied'

/**
 * An experiment. It is played as it was built; then the learner predicts; then it is played with the dial turned, and
 * with the remedy; then the dials are theirs. What is played has been run already: `at` is where the playing stands.
 */
export interface ExperimentScreen {
  readonly type: 'experiment'
  readonly phase: 'built' | 'predict' | 'broken' | 'remedied' | 'free'
  readonly from: LabReturn
  readonly experiment: Experiment
  readonly seed: number
  /** Where the dials stand in the run that is played, and what became of that run. */
  readonly turned: Turned
  readonly outcome: Outcome
  readonly at: Micros
  readonly playing: boolean
  /** The runs seen to their end. */
  readonly seen: Readonly<Partial<Record<Column, Figures>>>
  /** The option expected, by its id, or skipped; null while the question is open. */
  readonly prediction: string | null
  /** The options that turned out right, by their ids, once the dial was turned. */
  readonly held: readonly string[]
  /** The row of the dial that the keys turn; the remedy's is behind the last dial. */
  readonly row: number
  /** A passing word on the last key; null where there is none. */
  readonly said: string | null
}

/** Whether the run has been played to its end. */
export function atEnd({ at, outcome }: Pick<ExperimentScreen, 'at' | 'outcome'>): boolean {
  return at >= outcome.lastsUs
}

/** Whether what the run meant is said: at its end, and from then on to somebody who looks back, standing still. */
export function isTold(screen: ExperimentScreen): boolean {
  const { phase, seen, playing } = screen
  if (atEnd(screen)) return true
  return phase !== 'predict' && phase !== 'free' && seen[phase] !== undefined && !playing
}

/**
 * The turns of a run’s story, in the order of time: when something is noted for the first time, whatever its numbers, and
 * when a message is first lost or altered.
 */
export function turnsOf({ tape }: Outcome): readonly Micros[] {
  const known = new Set<string>()
  const turns = new Set<Micros>()
  for (const entry of tape.entries) {
    if (entry.type === 'message' && entry.fate === 'delivered') continue
    const kind = entry.type === 'note' ? entry.says.replace(/\d+/g, '#') : entry.fate
    if (!known.has(kind)) turns.add(entry.at)
    known.add(kind)
  }
  return [...turns]
}

/** The turn before what is shown; null at the first, or before it. */
export function turnBefore({ at, outcome }: Pick<ExperimentScreen, 'at' | 'outcome'>): Micros | null {
  return turnsOf(outcome).findLast(turn => turn < at) ?? null
}

/**
 * How much faster than the wall's time the virtual time of a run passes: 1 where it can be watched as it was, less where
 * it would be over before it is seen, more where nobody would wait for it.
 */
export function paceOf(outcome: Outcome, phase: ExperimentScreen['phase']): number {
  return outcome.lastsUs / 1000 / playedMs(outcome, phase === 'built')
}

/** Where the dial that has the cursor stands, and its last place; the remedy's switch has two. */
export function dialAt({ experiment, row, turned }: ExperimentScreen): { place: number; last: number } {
  const dial = experiment.dials[row]
  if (dial === undefined) return { place: turned.remedy ? 1 : 0, last: 1 }
  return { place: turned.dials[row] ?? 0, last: dial.values.length - 1 }
}
