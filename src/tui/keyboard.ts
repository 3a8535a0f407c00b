import type { Store } from '../app/app.ts'
import {
  DECODER_AT_FIRST,
  type DecoderState,
  decodeKeys,
  flushKeys,
  isUndecided,
} from '../terminal/key-decoder.ts'
import type { KeyEvent } from '../terminal/key-event.ts'
import { afterMs } from './after.ts'
import { meaningOf } from './key-meaning.ts'

/** A keyboard that is listened to. What it sends may come in any pieces. */
export interface Keyboard {
  readonly hear: (chunk: string | Uint8Array) => void
  /** Nothing is heard after this. */
  readonly stop: () => void
}

export interface KeyboardOptions {
  /**
   * How long the keyboard must be silent for an `ESC` to be the key itself: longer than the pieces of one sequence are
   * apart, and short enough for nobody to wait for it.
   */
  readonly escapeMs: number
  /** For tests. */
  readonly later?: typeof afterMs
}

interface ScreenKeyboardOptions extends KeyboardOptions {
  /** Hears what the terminal answers when it is asked something. */
  readonly onAnswer?: (text: string) => void
}

/**
 * Each key acts at once, in order, on the state that the one before has left, however many come in one piece. The
 * screens are told once all have acted.
 */
export function createKeyboard(
  store: Store,
  { onAnswer = () => {}, ...options }: ScreenKeyboardOptions,
): Keyboard {
  const keyboard = hearKeys(events => {
    store.together(() => {
      for (const event of events) {
        // Whoever leaves may wait for one.
        if (event.type === 'answer') onAnswer(event.text)
        if (keyboard.stopped() || store.state().leaving) return
        const meaning = meaningOf(store.state(), event)
        if (meaning !== null) store.dispatch(meaning)
      }
    })
  }, options)
  return keyboard
}

/** Tells what came from a keyboard: all the keys that came together, each time. */
export function hearKeys(
  onKeys: (events: readonly KeyEvent[]) => void,
  { escapeMs, later = afterMs }: KeyboardOptions,
): Keyboard & { readonly stopped: () => boolean } {
  // Characters, too, can come in pieces.
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  let decoder: DecoderState = DECODER_AT_FIRST
  let stopped = false
  let cancel = () => {}

  const act = ([next, events]: readonly [DecoderState, readonly KeyEvent[]]) => {
    decoder = next
    onKeys(events)
  }
  return {
    hear: chunk => {
      if (stopped) return
      cancel()
      act(decodeKeys(decoder, typeof chunk === 'string' ? chunk : utf8.decode(chunk, { stream: true })))
      if (isUndecided(decoder) && !stopped) cancel = later(() => act(flushKeys(decoder)), escapeMs)
    },
    stop: () => {
      stopped = true
      cancel()
    },
    stopped: () => stopped,
  }
}
