import { ALT, type KeyEvent, type KeyPress, keyOfCode, keyPress } from './key-event.ts'
import { readCsi, readSs3 } from './key-sequences.ts'

/** What has come of a sequence that isn't whole yet. */
export interface DecoderState {
  readonly pending: string
  /** The text of a paste whose end has not come; null outside of one. */
  readonly paste: string | null
  /** Whether the keyboard fell silent in the middle of that paste. */
  readonly stalled: boolean
}

export const DECODER_AT_FIRST: DecoderState = { pending: '', paste: null, stalled: false }

/** Longer than any answer that a terminal gives; what goes on is none. */
const STRING_MAX = 4096
const SEQUENCE_MAX = 64
/** Of a paste no more is kept: the longest line there is takes 200 characters. */
const PASTE_MAX = 65_536

const ESC = '\x1b'
const PASTE_BEGINS = '\x1b[200~'
const PASTE_ENDS = '\x1b[201~'

type Decoded = readonly [DecoderState, readonly KeyEvent[]]

/**
 * Reads what a terminal sends, however it is cut into pieces. A sequence that is not whole stays in the state until the
 * rest comes, or until `flushKeys` says that none will.
 */
export function decodeKeys(state: DecoderState, text: string): Decoded {
  const events: KeyEvent[] = []
  // A paste whose end was lost would swallow every key, the one for leaving too.
  const freed = state.paste !== null && state.stalled && text === '\x03'
  let paste = freed ? null : state.paste
  let rest = (freed ? '' : state.pending) + text
  while (rest !== '') {
    if (paste !== null) {
      const end = rest.indexOf(PASTE_ENDS)
      if (end < 0) {
        const kept = ownStart(rest, PASTE_ENDS)
        paste = (paste + rest.slice(0, rest.length - kept)).slice(0, PASTE_MAX)
        rest = rest.slice(rest.length - kept)
        break
      }
      events.push({ type: 'paste', text: (paste + rest.slice(0, end)).slice(0, PASTE_MAX) })
      paste = null
      rest = rest.slice(end + PASTE_ENDS.length)
    } else if (rest.startsWith(PASTE_BEGINS)) {
      paste = ''
      rest = rest.slice(PASTE_BEGINS.length)
    } else {
      const read = readOne(rest)
      if (read === null) break
      if (read.event !== null) events.push(read.event)
      rest = rest.slice(read.length)
    }
  }
  return [{ pending: rest, paste, stalled: false }, events]
}

/** How much of the end of a text is the beginning of a mark. */
function ownStart(text: string, mark: string): number {
  for (let length = Math.min(text.length, mark.length - 1); length > 0; length -= 1)
    if (text.endsWith(mark.slice(0, length))) return length
  return 0
}

/**
 * The keyboard has been silent for longer than the pieces of one sequence are apart: an `ESC` was the key itself. Half an
 * answer is kept, since the rest of it would come as letters.
 */
export function flushKeys(state: DecoderState): Decoded {
  const { pending, paste } = state
  if (paste !== null) return [{ ...state, stalled: true }, []]
  if (isAnswer(pending) && !pending.endsWith(ESC)) return [state, []]
  return [DECODER_AT_FIRST, keysOf(pending)]
}

/** Whether there is something that only time can decide. */
export function isUndecided({ pending, paste, stalled }: DecoderState): boolean {
  return paste === null ? pending !== '' : !stalled
}

/** What the beginning of a sequence was, if it was typed: `ESC`, or Alt and a character. */
function keysOf(pending: string): readonly KeyPress[] {
  if (isString(pending) && pending.length > 2) return [keyPress('escape')]
  if (pending === ESC) return [keyPress('escape')]
  return pending.length === 2 && pending.startsWith(ESC) ? [keyPress(pending.slice(1), ALT)] : []
}

/** Whether it is the beginning of an answer, and nothing that is typed: a text, or what a terminal says it is. */
function isAnswer(pending: string): boolean {
  return (isString(pending) && pending.length > 2) || pending.startsWith(`${ESC}[?`)
}

/** `ESC` and what begins a text for a program to read: OSC, DCS, APC, PM, SOS. */
function isString(text: string): boolean {
  return text.length > 1 && text.startsWith(ESC) && ']P_^X'.includes(text[1] ?? ' ')
}

interface Read {
  readonly event: KeyEvent | null
  /** How many UTF-16 units it took; at least one. */
  readonly length: number
}

/** The first thing in a text that is not empty; null where more must come to tell. */
function readOne(text: string): Read | null {
  if (!text.startsWith(ESC)) return readCharacter(text)
  if (text.length === 1) return null
  if (text[1] === '[') return readControl(text)
  if (text[1] === 'O') return readApplication(text)
  if (isString(text)) return readString(text)
  // The key itself, and then another: two keys in one packet are likelier than Alt with a key that has no letter.
  if (text < '\x1b\x20' || text[1] === '\x7f') return { event: keyPress('escape'), length: 1 }
  return withAlt(readCharacter(text.slice(1)))
}

function readCharacter(text: string): Read | null {
  const code = text.codePointAt(0) ?? 0
  // The second half of a character that takes two units.
  if (code >= 0xd800 && code < 0xdc00 && text.length === 1) return null
  return { event: keyOfCode(code), length: code > 0xffff ? 2 : 1 }
}

function withAlt(read: Read | null): Read | null {
  if (read === null) return null
  const { event, length } = read
  return { event: event?.type === 'key' ? { ...event, alt: true } : event, length: length + 1 }
}

function readControl(text: string): Read | null {
  // The mouse of X10, whose three characters can be anything; and the function keys of the Linux console.
  if (text[2] === 'M') return text.length < 6 ? null : { event: null, length: 6 }
  if (text[2] === '[') return text.length < 4 ? null : { event: null, length: 4 }
  const [body, parameters = '', intermediates = ''] = /^([0-?]*)([ -/]*)/.exec(text.slice(2)) ?? ['']
  // Shift in rxvt, the one sequence that ends with what can't end one.
  if (intermediates.startsWith('$') && /^[0-9]{1,3}$/.test(parameters))
    return { event: readCsi(parameters, '$', ''), length: 2 + parameters.length + 1 }
  const length = 2 + body.length
  if (length > SEQUENCE_MAX) return { event: null, length: SEQUENCE_MAX }
  if (length === text.length) return null
  const final = text[length] ?? ''
  // Broken off: what comes now is something of its own.
  if (final < '@' || final > '~') return { event: null, length }
  return { event: readCsi(parameters, intermediates, final), length: length + 1 }
}

function readApplication(text: string): Read | null {
  const digit = /[0-9]/.test(text[2] ?? '') ? (text[2] ?? '') : ''
  const length = 2 + digit.length
  if (length === text.length) return null
  const final = text[length] ?? ''
  if (final < ' ' || final > '~') return { event: null, length }
  return { event: readSs3(digit, final), length: length + 1 }
}

function readString(text: string): Read | null {
  for (let at = 2; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '\x07')
      return { event: { type: 'answer', text: text.slice(0, at + 1) }, length: at + 1 }
    if (character === ESC) {
      if (at + 1 === text.length) return null
      if (text[at + 1] !== '\\') return { event: null, length: at }
      return { event: { type: 'answer', text: text.slice(0, at + 2) }, length: at + 2 }
    }
    // No answer holds another control code: this is a key, and the end of the answer was lost.
    if (character < ' ') return { event: null, length: at }
    if (at >= STRING_MAX) return { event: null, length: at }
  }
  return null
}
