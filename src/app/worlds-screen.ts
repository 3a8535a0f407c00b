import {
  DECIDES_US,
  DECISIONS,
  drawnWorld,
  playWorld,
  WORLDS,
  type WorldId,
  type WorldRun,
} from '../experiment/worlds/worlds.ts'
import { type Micros, micros } from '../model/time.ts'
import type { LabReturn } from './door.ts'

/** Under what name the lab is opened, and what was guessed in it is kept. */
export const FOUR_WORLDS = 'four-worlds'

/** The guess that is none: from where the shop stands it can't be told. */
export const CANNOT_TELL = 'cannot-tell'

/**
 * A charge in one of four worlds. The shop’s screen is watched until its timeout; the learner guesses the world, decides,
 * and sees the screen go on; then both sides are shown, and then the table of all worlds and decisions.
 */
export interface WorldsScreen {
  readonly type: 'worlds'
  readonly phase: 'watch' | 'guess' | 'decide' | 'after' | 'reveal' | 'table'
  readonly from: LabReturn
  readonly seed: number
  readonly world: WorldId
  readonly run: WorldRun
  /** Where the playing stands, in the run's own time; in the table, since its first cell. */
  readonly at: Micros
  readonly playing: boolean
  /** A world's id, or that it can't be told; null while that is open. */
  readonly guess: string | null
  /** The place among the decisions; null while that is open. */
  readonly decision: number | null
}

/** The watching ends a moment after the timeout. */
const WATCHED_US = micros(2400)
/** How long a cell of the table stands before the next one. */
export const CELL_US = micros(250)
const CELLS = WORLDS.length * DECISIONS.length

/** A charge, about to be sent: it is watched at once. */
export function worldsScreen(from: LabReturn, seed: number): WorldsScreen {
  const world = drawnWorld(seed)
  return {
    type: 'worlds',
    phase: 'watch',
    from,
    seed,
    world,
    run: playWorld(world, null, seed),
    at: 0,
    playing: true,
    guess: null,
    decision: null,
  }
}

/** The same with the next seed that hides another world. */
export function anotherWorld({ from, seed, world }: WorldsScreen): WorldsScreen {
  let next = (seed + 1) >>> 0
  while (drawnWorld(next) === world) next = (next + 1) >>> 0
  return worldsScreen(from, next)
}

/** When the playing of a phase ends, in the time of `at`. */
export function worldsEnd({ phase, run }: WorldsScreen): Micros {
  if (phase === 'watch') return WATCHED_US
  return phase === 'table' ? CELLS * CELL_US : Math.max(run.lastsUs, DECIDES_US) + micros(100)
}

/** How many cells of the table are filled in, row by row. */
export function cellsShown({ phase, at }: WorldsScreen): number {
  return phase === 'table' ? Math.min(CELLS, Math.floor(at / CELL_US)) : 0
}

/** What is asked now: which world, or what to do; nothing elsewhere. */
export function worldsMenu({ phase }: WorldsScreen): readonly string[] {
  if (phase === 'decide') return DECISIONS.map(({ says }) => says)
  if (phase !== 'guess') return []
  return [...WORLDS.map(({ says }) => capital(says)), 'That can’t be told from here']
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
