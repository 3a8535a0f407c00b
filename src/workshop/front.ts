import type { EventEmitter } from 'node:events'
import type { Size } from '../app/app.ts'
import type { Environment } from '../terminal/traits.ts'
import type { Keys } from '../tui/screens.ts'

/** What a learner types; `end`: all of it has been heard, and no more will come. */
export interface SessionInput extends Keys {
  on(event: 'data', listener: (chunk: string | Uint8Array) => void): unknown
  on(event: 'end', listener: () => void): unknown
  off(event: 'data', listener: (chunk: string | Uint8Array) => void): unknown
  off(event: 'end', listener: () => void): unknown
}

/** A learner's own terminal, at the other end of a connection. */
export interface SessionTerminal {
  readonly input: SessionInput
  readonly output: EventEmitter & { readonly isTTY: true; write(text: string): boolean }
  /** As the client gave it, and nothing of the server's own. */
  readonly env: Environment
  readonly size: Size
  /** Whether it shows only what it is sent; otherwise it shows by itself what is typed, and sends a line at a time. */
  readonly echoes: boolean
}

/** A session as it is shown on a learner's terminal: on screens, or told in lines. */
export interface Front {
  /** Resolves once the terminal owes no answer: one that came after the end would be typed into the learner's own shell. */
  readonly answered: () => Promise<void>
  /** Nothing is heard or shown any more. */
  readonly stop: () => void
  /** Gives the terminal back as it was. */
  readonly leave: () => void
  /** The terminal has another size: what is on it may be anything. */
  readonly forget: () => void
}

/** What a network may put between the pieces of one key. */
export const ESCAPE_MS = 100
