import type { Command } from './state.ts'

/** Where keys can mean something. Each screen, and each state of it with keys of its own, is a place. */
export type Place =
  | 'map'
  | 'page'
  | 'question'
  | 'answered'
  | 'lab-page'
  | 'experiment-page'
  | 'sweep-page'
  | 'worlds-page'
  | 'worlds'
  | 'sweep'
  | 'memory-page'
  | 'memory'
  | 'remembered'
  | 'live'
  | 'stopped'
  | 'menu'
  | 'verdict'
  | 'side'
  | 'diagram'
  | 'sandbox'
  | 'line'
  | 'playing'
  | 'played'
  | 'dials'
  | 'help'
  | 'check'
  | 'told'
  | 'learned'
  | 'card'
  | 'glossary'
  | 'term'
  | 'practice'

/** A key by its name: a character as typed, or a name such as `enter`, `up` or `ctrl-c`. */
export type Key = string

/** What keys do at some places. */
export interface Binding {
  readonly keys: readonly Key[]
  readonly command: Command
  /** What it does, in a word or two, for the line of keys. */
  readonly says: string
  /** The same for the help, where there is more to say. */
  readonly help?: string
  readonly places: readonly Place[]
  /** For those in a room alone. */
  readonly room?: boolean
  /** Left out of the line at the bottom, which has room for few; the help has them all. */
  readonly onlyHelp?: boolean
  /** The first to be left out where that line has not even room for those. */
  readonly spare?: boolean
}

export const PAGES: readonly Place[] = [
  'page',
  'question',
  'answered',
  'lab-page',
  'experiment-page',
  'sweep-page',
  'memory-page',
  'worlds-page',
]
export const LIVE: readonly Place[] = ['live', 'sandbox', 'stopped']
const LAB: readonly Place[] = [...LIVE, 'verdict', 'side', 'diagram']
export const TIME: readonly Place[] = [...LIVE, 'side']
export const EXPERIMENT: readonly Place[] = ['playing', 'played', 'dials']
/** From the verdict there is only back. */
export const BACKWARD: readonly Place[] = [...TIME, 'verdict', 'diagram']
/** The screens about what was learned. */
const LEARNING: readonly Place[] = ['check', 'told', 'learned', 'card']
/** Where one of several lines is chosen. */
export const LISTS: readonly Place[] = ['map', 'glossary', 'dials']
/** What has a beginning and an end: a text that can be scrolled, a run that can be gone through. */
export const TEXTS: readonly Place[] = [...PAGES, 'help', 'playing', 'played']
/** Every place whose keys are not a menu's. */
export const OPEN: readonly Place[] = [
  'map',
  ...PAGES,
  ...LAB,
  ...EXPERIMENT,
  ...LEARNING,
  'sweep',
  'worlds',
  'practice',
  'remembered',
]

export const ON = ['enter', 'right', 'space']
export const BACK = ['left', 'b']
