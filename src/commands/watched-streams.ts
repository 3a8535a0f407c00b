import type { TerminalOutput } from '../effects/terminal-output.ts'
import { BACKGROUND_QUESTION, withoutAnswers } from '../terminal/background.ts'
import { asDriven } from '../terminal/cast.ts'

/**
 * An output that does all that the other does, and tells what is written to it, as its terminal gets it; it is written
 * to what was opened of that terminal. With a size it says that it has that one.
 */
export function watchedOutput(
  stream: NodeJS.WriteStream,
  opened: TerminalOutput,
  onText: (text: string) => void,
  size: { readonly columns: number; readonly rows: number } | null,
): NodeJS.WriteStream {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  const write = (chunk: string | Uint8Array) => {
    const text = typeof chunk === 'string' ? chunk : utf8.decode(chunk, { stream: true })
    // Whoever plays it back would have their own terminal answer.
    if (text !== '' && text !== BACKGROUND_QUESTION) onText(asDriven(text))
    return opened.write(chunk)
  }
  // Who has its handle could write where nobody tells of it.
  return instead(stream, { write, opened, _handle: undefined, ...size })
}

/** An input that does all that the other does, and tells what somebody hears from it. Nothing is taken from it. */
export function watchedInput(stream: NodeJS.ReadStream, onText: (text: string) => void): NodeJS.ReadStream {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  const hear = (chunk: string | Uint8Array) => {
    const text = withoutAnswers(typeof chunk === 'string' ? chunk : utf8.decode(chunk, { stream: true }))
    if (text !== '') onText(text)
  }
  const watched: NodeJS.ReadStream = instead(stream, {
    on: (event: string, listener: (chunk: string | Uint8Array) => void) => {
      // Not before somebody does: an input that is listened to gives its keys away.
      if (event === 'data') stream.on('data', hear)
      stream.on(event, listener)
      return watched
    },
    off: (event: string, listener: (chunk: string | Uint8Array) => void) => {
      if (event === 'data') stream.off('data', hear)
      stream.off(event, listener)
      return watched
    },
  })
  return watched
}

/** A stream with some of its properties replaced. Its methods work on the stream itself, as they must. */
function instead<S extends object>(stream: S, replaced: { readonly [name: string]: unknown }): S {
  return new Proxy(stream, {
    get: (target, name) => {
      if (typeof name === 'string' && Object.hasOwn(replaced, name)) return replaced[name]
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
