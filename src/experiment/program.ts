import type { Micros } from '../model/time.ts'
import type { Curve, Series, Tape } from './tape.ts'

/** A setting of a program: a number within bounds, in a unit, or one of some words. `usual` is what it is unless told. */
export type SettingSpec =
  | {
      readonly kind: 'number'
      readonly min: number
      readonly max: number
      readonly usual: number
      readonly unit: string
      readonly says: string
    }
  | {
      readonly kind: 'choice'
      readonly of: readonly string[]
      readonly usual: string
      readonly says: string
    }

export type Setting = number | string
export type Settings = Readonly<Record<string, Setting>>

/** A figure that a run comes to: its name in at most 16 columns, its unit, and which way is the better one. */
export interface FigureSpec {
  readonly label: string
  readonly unit: string
  /** Digits behind the point where it is shown. */
  readonly digits: number
  readonly better: 'less' | 'more' | null
  /** From this value on it did not end while somebody watched: the word is «never». */
  readonly neverFrom?: number
}

/** What became of one run: computed from what the nodes did, never from a formula. */
export interface Outcome {
  readonly figures: Readonly<Record<string, number>>
  /** What happened, to be played back on lanes. */
  readonly tape: Tape
  /** Figures over time, such as the length of a queue; may be empty. */
  readonly series: readonly Series[]
  /** A figure over a number that a setting names, counted in the same run. */
  readonly curve?: Curve
  readonly lastsUs: Micros
}

/**
 * A small simulated system with typed settings, built on the kernel of `sim` (real messages between nodes over a
 * network with rules) wherever one message can matter to another. The same settings and seed give the same outcome on
 * every machine.
 */
export interface Program {
  readonly id: string
  readonly settings: Readonly<Record<string, SettingSpec>>
  readonly figures: Readonly<Record<string, FigureSpec>>
  /** `settings` holds a value within bounds for every setting that the program has. */
  readonly run: (settings: Settings, seed: number) => Outcome
}
