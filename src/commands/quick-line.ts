import { type LookFlags, NO_FLAGS } from '../terminal/traits.ts'

/** A command line that opens the course, a lab by its name, or practice, with how it is to look. */
export interface QuickLine {
  readonly flags: LookFlags
  readonly lab: { readonly name: string; readonly seed: string | undefined } | null
  readonly practice: { readonly level: string | undefined; readonly seed: string | undefined } | null
}

const SWITCHES: Readonly<Record<string, Partial<LookFlags>>> = {
  '--ascii': { ascii: true },
  '--no-color': { color: false },
  '--no-motion': { motion: false },
  '--linear': { linear: true },
}

/**
 * Reads the usual command lines as the parser would, without loading it; null for all others, which are the parser's:
 * whatever is wrong with them it tells. `entry/start.cjs` guesses which these are by a pattern of its own.
 */
export function readQuickLine(argv: readonly string[]): QuickLine | null {
  let flags: LookFlags = NO_FLAGS
  let seed: string | undefined
  let level: string | undefined
  const words: string[] = []
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [option = '', joined] = word.split(/=(.*)/s)
    if (!word.startsWith('-')) words.push(word)
    else if (Object.hasOwn(SWITCHES, word)) flags = { ...flags, ...SWITCHES[word] }
    else {
      const value = joined ?? rest.shift() ?? ''
      if (option === '--theme' && /^(?:dark|light)$/.test(value)) flags = { ...flags, theme: value }
      // Before the command it would be nobody's.
      else if (option === '--seed' && words.length > 0 && /^\d+$/.test(value)) seed = value
      else if (option === '--level' && words[0] === 'practice' && /^\d+$/.test(value)) level = value
      else return null
    }
  }
  const [command, name, ...more] = words
  if (command === undefined) return { flags, lab: null, practice: null }
  if (command === 'practice' && name === undefined) return { flags, lab: null, practice: { level, seed } }
  return command === 'lab' && name && more.length === 0
    ? { flags, lab: { name, seed }, practice: null }
    : null
}
