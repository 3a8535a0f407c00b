import { ALT, CTRL, type KeyEvent, keyOfCode, keyPress, SHIFT } from './key-event.ts'

// The sequences of xterm (ctlseqs), rxvt, the Linux console and kitty (its keyboard protocol).

const CSI_KEYS: { readonly [final: string]: string } = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
}

/** The keys of `CSI number ~`; an editing pad has two numbers for Home and End. */
const TILDE_KEYS: { readonly [number: number]: string } = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
  ...Object.fromEntries([11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].map((n, i) => [n, `f${i + 1}`])),
}

/** The number pad in its application mode, from `j`. */
const PAD = '*+,-./0123456789'

/** The number pad as kitty counts it, from 57399. */
const KITTY_PAD = [
  ...'0123456789./*-+',
  'enter',
  '=',
  ',',
  ...['left', 'right', 'up', 'down', 'page-up', 'page-down', 'home', 'end', 'insert', 'delete'],
]
const KITTY_PAD_FROM = 57_399
/** Unicode's private use area, where kitty has keys that type nothing. */
const KITTY_KEYS = { from: 57_344, to: 63_743 } as const

/** Three numbers of kitty's: what a repeat and a release are, and the modifiers that a program should know. */
const RELEASED = 3
const KNOWN_MODIFIERS = SHIFT | ALT | CTRL
/** Caps lock and num lock are told as modifiers too, and change nothing. */
const LOCKS = 64 | 128

/**
 * What a control sequence says: `CSI`, its parameters (digits, `;`, `:`, a private `< = > ?` at the front), its
 * intermediates, and its final character. Nothing where it is no key, such as the mouse, the focus, or a release.
 */
export function readCsi(parameters: string, intermediates: string, final: string): KeyEvent | null {
  const sequence = `\x1b[${parameters}${intermediates}${final}`
  const [front = ''] = parameters
  if (front === '<') return null
  if ('=>?'.includes(front) && front !== '') return { type: 'answer', text: sequence }
  const fields = parameters.split(';').map(field => field.split(':').map(Number))
  if (intermediates === '$') return modified(TILDE_KEYS[fields[0]?.[0] ?? 0], SHIFT)
  // Where the cursor is (`R`, which is F3's as well), and how large the window is.
  if (final === 't' || final === 'n' || (final === 'R' && (fields[0]?.[0] ?? 0) > 1))
    return { type: 'answer', text: sequence }
  if (intermediates !== '') return null
  if (final === 'u') return readKitty(fields)
  const modifiers = modifiersOf(fields[1])
  if (modifiers === null) return null
  return readKey(fields, final, modifiers)
}

function readKey(fields: readonly (readonly number[])[], final: string, modifiers: number): KeyEvent | null {
  const number = fields[0]?.[0] ?? 0
  switch (final) {
    case '~':
      // xterm's modifyOtherKeys.
      if (number === 27) return keyOfCode(fields[2]?.[0] ?? 0x80, modifiers)
      return modified(TILDE_KEYS[number], modifiers)
    case '^':
      return modified(TILDE_KEYS[number], CTRL)
    case '@':
      return modified(TILDE_KEYS[number], CTRL | SHIFT)
    case 'Z':
      return keyPress('tab', modifiers | SHIFT)
    case 'a':
    case 'b':
    case 'c':
    case 'd':
      return modified(CSI_KEYS[final.toUpperCase()], SHIFT)
    default:
      return modified(CSI_KEYS[final], modifiers)
  }
}

/** `ESC O`, a modifier where there is one, and a letter: the keys in application mode. */
export function readSs3(parameter: string, final: string): KeyEvent | null {
  const modifiers = parameter === '' ? 0 : Number(parameter) - 1
  if (final === 'M') return keyPress('enter', modifiers)
  if (final === 'I') return keyPress('tab', modifiers)
  if (final === ' ') return keyPress('space', modifiers)
  if (final === 'X') return keyPress('=', modifiers)
  if (/[abcd]/.test(final)) return modified(CSI_KEYS[final.toUpperCase()], CTRL)
  return modified(CSI_KEYS[final] ?? PAD[final.charCodeAt(0) - 'j'.charCodeAt(0)], modifiers)
}

/** `code:shifted:base ; modifiers:event ; text u`, of which all but the code may be left out. */
function readKitty(fields: readonly (readonly number[])[]): KeyEvent | null {
  const [[code = 0, shifted = 0] = [], how, text] = fields
  const modifiers = modifiersOf(how)
  if (modifiers === null) return null
  const pad = KITTY_PAD[code - KITTY_PAD_FROM]
  if (pad !== undefined) return keyPress(pad, modifiers)
  if (code >= KITTY_KEYS.from && code <= KITTY_KEYS.to) return null
  if ((modifiers & SHIFT) === 0) return keyOfCode(code, modifiers)
  // What Shift makes of a key is the layout's to say; without its word it is known for letters alone.
  const upper = code < 0x80 ? String.fromCharCode(code).toUpperCase().charCodeAt(0) : code
  return keyOfCode(shifted || text?.[0] || upper, modifiers)
}

/** Null for what is no press of ours: a key let go, or one held with a key of the window system's. */
function modifiersOf(field: readonly number[] | undefined): number | null {
  const [number = 1, event = 1] = field ?? []
  const modifiers = Math.max(0, (number || 1) - 1) & ~LOCKS
  return event === RELEASED || (modifiers & ~KNOWN_MODIFIERS) !== 0 ? null : modifiers
}

function modified(key: string | undefined, modifiers: number): KeyEvent | null {
  return key === undefined ? null : keyPress(key, modifiers)
}
