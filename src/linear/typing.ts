import type { KeyEvent } from '../terminal/key-event.ts'
import { columns, graphemes } from '../terminal/text.ts'

/** What a key has done to the line that is being typed. */
export interface Typed {
  readonly line: string
  /** What is to be written, so that the terminal shows the line as it is now. */
  readonly echo: string
  /** `given`: the line is whole. `left`: whoever types wants to be gone. */
  readonly done: 'given' | 'left' | null
}

/** As long as an answer can be. */
const LENGTH_MAX = 200

/**
 * A line typed on a terminal that shows only what it is sent, as a terminal by itself would edit it: there is no cursor to
 * move, so that a screen reader hears no more than what was typed.
 */
export function typed(line: string, event: KeyEvent): Typed {
  const same: Typed = { line, echo: '', done: null }
  if (event.type === 'answer') return same
  if (event.type === 'paste') return longer(line, event.text.replace(/\s+/g, ' '))
  if (event.alt) return same
  if (event.ctrl) return withControl(line, event.key)
  switch (event.key) {
    case 'enter':
      return { line, echo: '\n', done: 'given' }
    case 'backspace':
      return shorter(line, graphemes(line).slice(0, -1).join(''))
    case 'space':
      return longer(line, ' ')
    default:
      // A longer one is the name of a key that types nothing.
      return [...event.key].length === 1 ? longer(line, event.key) : same
  }
}

function withControl(line: string, key: string): Typed {
  switch (key) {
    case 'c':
      return { line, echo: '', done: 'left' }
    // What ends the input elsewhere, and on Windows.
    case 'd':
    case 'z':
      return { line, echo: '', done: line === '' ? 'left' : null }
    case 'u':
      return shorter(line, '')
    case 'w':
      return shorter(line, line.replace(/\S*\s*$/, ''))
    default:
      return { line, echo: '', done: null }
  }
}

function longer(line: string, more: string): Typed {
  const text = more.replace(/\p{Cc}/gu, '').slice(0, Math.max(0, LENGTH_MAX - line.length))
  return { line: line + text, echo: text, done: null }
}

function shorter(before: string, line: string): Typed {
  return { line, echo: '\b \b'.repeat(columns(before) - columns(line)), done: null }
}
