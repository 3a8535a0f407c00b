/** The variables that the program was started with. */
export type Environment = { readonly [name: string]: string | undefined }

/** How many colours: none, the terminal's own sixteen, xterm's 256, or any (24 bits). */
export type Depth = 0 | 16 | 256 | 'true'

export type Background = 'dark' | 'light' | 'unknown'

/** What a terminal can do and its owner wants, and why that is believed. */
export interface Capabilities {
  readonly depth: Depth
  readonly background: Background
  /** Whether text may be more than ASCII. */
  readonly unicode: boolean
  /** Whether it shows what is written between two marks at once (private mode 2026). */
  readonly synchronized: boolean
  /** Whether things may move; otherwise the same is told by steps. */
  readonly motion: boolean
  /** Whether everything is told in lines, one after the other, for a screen reader. */
  readonly linear: boolean
  readonly reasons: Readonly<Record<Trait, string>>
}

export type Trait = 'depth' | 'background' | 'unicode' | 'synchronized' | 'motion' | 'linear'

/** What the command line says. */
export interface LookFlags {
  /** False after `--no-color`. */
  readonly color: boolean
  /** False after `--no-motion`. */
  readonly motion: boolean
  readonly ascii?: boolean
  readonly linear?: boolean
  readonly theme?: string
}

export const NO_FLAGS: LookFlags = { color: true, motion: true }

/** What is known of the program's output without asking it. */
export interface OutputFacts {
  readonly isTTY: boolean
  /** As `process.platform` names it. */
  readonly platform: string
}

/** Something found out, and why: what said so. */
export type Found<T> = readonly [value: T, because: string]
