/** What comes from a terminal's keyboard, one thing after the other. */
export type KeyEvent =
  | KeyPress
  /** Text from the clipboard, told apart from typing by a terminal in bracketed paste mode. */
  | { readonly type: 'paste'; readonly text: string }
  /** What a terminal answers when it is asked something: the sequence as it came, `ESC` at its front. */
  | { readonly type: 'answer'; readonly text: string }

/**
 * A key that went down, or repeats. `key` is the character as it would be typed, or a name: `enter`, `escape`, `space`,
 * `tab`, `backspace`, `delete`, `insert`, `up`, `down`, `left`, `right`, `home`, `end`, `page-up`, `page-down`, `f1` ….
 */
export interface KeyPress {
  readonly type: 'key'
  readonly key: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** The modifiers as xterm and kitty count them, less the one that both add: 1 shift, 2 alt, 4 control. */
export const [SHIFT, ALT, CTRL] = [1, 2, 4] as const

export function keyPress(key: string, modifiers = 0): KeyPress {
  return {
    type: 'key',
    key,
    ctrl: (modifiers & CTRL) !== 0,
    alt: (modifiers & ALT) !== 0,
    shift: (modifiers & SHIFT) !== 0,
  }
}

/** A key that is told by its code point: a character, or a control code such as 13 for Enter. */
export function keyOfCode(code: number, modifiers = 0): KeyPress | null {
  const named = NAMED[code]
  if (named !== undefined) return keyPress(named, modifiers)
  if (code === 0) return keyPress('space', modifiers | CTRL)
  // Control and a letter, or one of `\ ] ^ _`, is the letter's code less 64.
  if (code < 32) return keyPress(String.fromCharCode(code + 64).toLowerCase(), modifiers | CTRL)
  // The other control codes mean nothing on a keyboard, and what is no code point can't be typed.
  if ((code >= 0x80 && code < 0xa0) || (code >= 0xd800 && code < 0xe000)) return null
  // So that what was no number in the first place is none either.
  if (!(code <= 0x10ffff)) return null
  return keyPress(String.fromCodePoint(code), modifiers)
}

// A line feed too: keys typed before a terminal is in raw mode have Enter turned into one.
const NAMED: { readonly [code: number]: string } = {
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
}
