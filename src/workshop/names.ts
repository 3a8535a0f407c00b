import { columns, graphemes } from '../terminal/text.ts'

const COLUMNS_MAX = 24

/**
 * A learner's name as everybody may see it: letters and digits of any script, `-`, `_`, `.` and single spaces, at most 24
 * columns wide. Nothing that a terminal obeys is left, nor what turns text around. `guest` where nothing is left at all.
 */
export function cleanName(said: string): string {
  const letters = said
    .slice(0, 200)
    .normalize('NFC')
    // Marks only on a letter, and not in heaps.
    .replace(/[^\p{L}\p{N}\p{M}._ -]/gu, '')
    .replace(/(?<![\p{L}\p{M}])\p{M}+/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ +/g, ' ')
    .trim()
  let name = ''
  for (const grapheme of graphemes(letters)) {
    if (columns(name + grapheme) > COLUMNS_MAX) break
    name += grapheme
  }
  name = name.trim()
  return name === '' ? 'guest' : name
}

/** What an SSH client gave as its user. */
export interface User {
  readonly name: string
  readonly code: string | null
  /** Whether the course is to be told in lines. */
  readonly inLines: boolean
}

/** At the end of a user: the course in lines, as a screen reader needs it. No return code has this length. */
export const IN_LINES = '+lines'

/** Reads a name, after a `+` the return code, and after another `+lines`. */
export function readUser(user: string): User {
  const inLines = /\+lin(?:es|ear)$/i.test(user)
  const named = inLines ? user.slice(0, user.lastIndexOf('+')) : user
  const at = named.lastIndexOf('+')
  if (at < 0) return { name: cleanName(named), code: null, inLines }
  return { name: cleanName(named.slice(0, at)), code: named.slice(at + 1).slice(0, 40), inLines }
}
