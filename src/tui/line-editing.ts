import type { CommandLine, NewEvent } from '../app/app.ts'
import type { KeyEvent, KeyPress } from '../terminal/key-event.ts'

/** As long as a command can be; the parser refuses more. */
const LENGTH_MAX = 200

/** What a key, or what is pasted, does to a line of text; null where it is none of the line's keys. */
export function lineMeaning({ text, cursor }: CommandLine, event: KeyEvent): NewEvent | null {
  if (event.type === 'answer') return null
  if (event.type === 'paste') return typed(text, cursor, oneLine(event.text))
  if (event.alt) return null
  if (event.ctrl) return withControl(text, cursor, event.key)
  switch (event.key) {
    case 'enter':
      return { type: 'given' }
    case 'tab':
      return { type: 'completed' }
    case 'up':
    case 'down':
      return { type: 'recalled', back: event.key === 'up' }
    case 'left':
      return edited(text, Math.max(0, cursor - 1))
    case 'right':
      return edited(text, Math.min(text.length, cursor + 1))
    case 'home':
      return edited(text, 0)
    case 'end':
      return edited(text, text.length)
    case 'backspace':
      return cursor > 0 ? edited(text.slice(0, cursor - 1) + text.slice(cursor), cursor - 1) : null
    case 'delete':
      return cursor < text.length ? edited(text.slice(0, cursor) + text.slice(cursor + 1), cursor) : null
    default:
      return typed(text, cursor, characterOf(event))
  }
}

function withControl(text: string, cursor: number, key: string): NewEvent | null {
  switch (key) {
    case 'a':
      return edited(text, 0)
    case 'e':
      return edited(text, text.length)
    case 'u':
      // All of it: after an error the cursor stands where that was found, and nobody means the part before it.
      return edited('', 0)
    case 'w': {
      const kept = text.slice(0, cursor).replace(/\S*\s*$/, '')
      return edited(kept + text.slice(cursor), kept.length)
    }
    default:
      return null
  }
}

function typed(text: string, cursor: number, more: string): NewEvent | null {
  const fits = more.slice(0, Math.max(0, LENGTH_MAX - text.length))
  if (fits === '') return null
  return edited(text.slice(0, cursor) + fits + text.slice(cursor), cursor + fits.length)
}

function edited(text: string, cursor: number): NewEvent {
  return { type: 'edited', text, cursor }
}

/** The character that a key types; a command is made of what ASCII can show. */
function characterOf({ key }: KeyPress): string {
  return key === 'space' ? ' ' : /^[!-~]$/.test(key) ? key : ''
}

/** What is pasted may hold anything. A line's end is none of ours: only Enter, pressed, gives a line. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^ -~]/g, '')
}
