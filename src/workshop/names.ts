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

/** What an SSH client gave as its user: a name, and after a `+` the return code. */
export function readUser(user: string): { readonly name: string; readonly code: string | null } {
  const at = user.lastIndexOf('+')
  if (at < 0) return { name: cleanName(user), code: null }
  return { name: cleanName(user.slice(0, at)), code: user.slice(at + 1).slice(0, 40) }
}
