import type { Store } from '../app/app.ts'
import { ANSWER_MS_MAX, readBackground } from '../terminal/background.ts'
import type { Look } from '../terminal/paint.ts'
import { createKeyboard } from './keyboard.ts'
import { createPainter, type Painter, type Screen } from './painter.ts'

/** What of a terminal's input is used here. */
export interface Keys {
  on(event: 'data', listener: (chunk: string | Uint8Array) => void): unknown
  off(event: 'data', listener: (chunk: string | Uint8Array) => void): unknown
  pause(): unknown
}

/** One terminal: its keyboard, and who writes to it. */
export interface Terminal {
  readonly stdin: Keys
  readonly screen: Screen
  /** See `KeyboardOptions`. */
  readonly escapeMs: number
  /** Whether it was asked for its background just now, and is to be shown in the colours for that. */
  readonly asked: boolean
}

/** The screens of an app on a terminal, which hears its keys; React has no part in it. */
export interface Screens {
  /** What Ink is mounted on, once it has loaded. */
  readonly painter: Painter
  /** Whether the terminal still owes an answer. */
  readonly owed: () => boolean
  /** Hears what the keyboard sent in another way. */
  readonly hear: (text: string) => void
  /** Takes the screens away, keyboard and all. */
  readonly close: () => void
}

/** Shows the app's screen as it is, and lives from here on. */
export function showScreens(store: Store, { stdin, screen, escapeMs, asked }: Terminal, look: Look): Screens {
  const painter = createPainter(store, screen, look)
  const since = performance.now()
  let owed = asked
  const onAnswer = (text: string) => {
    const answer = asked ? readBackground(text) : null
    if (answer === 'all') owed = false
    else if (answer !== null) painter.relook({ ...look, background: answer.background })
  }
  const keyboard = createKeyboard(store, { escapeMs, onAnswer })
  stdin.on('data', keyboard.hear)
  return {
    painter,
    hear: keyboard.hear,
    owed: () => owed && performance.now() - since < ANSWER_MS_MAX,
    close: () => {
      stdin.off('data', keyboard.hear)
      keyboard.stop()
      stdin.pause()
      painter.close()
    },
  }
}
