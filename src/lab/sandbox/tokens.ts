/** A word of a command line, in the case in which it was typed, and the column (from 0) where it begins. */
export interface Token {
  readonly text: string
  readonly at: number
}

/** The longest command line that is looked at. */
export const LINE_LENGTH_MAX = 200

/** A side's end, an arrow, or a word up to the next of these, a comma or a space. */
const WORD = /\||->|=>|→|>|(?:(?!->|=>)[^\s,;|>→])+/g

/** The words of a command line. Arrows of any spelling become `>`; commas and semicolons count as spaces. */
export function tokensOf(line: string): readonly Token[] {
  return [...line.slice(0, LINE_LENGTH_MAX).matchAll(WORD)].map(({ 0: text, index }) => ({
    text: ARROWS.has(text) ? '>' : text,
    at: index,
  }))
}

const ARROWS: ReadonlySet<string> = new Set(['->', '=>', '→', '>'])

/** A number with its unit, in plain decimal; null for anything else. `units` maps the units allowed to their factor. */
export function numberOf(text: string, units: Readonly<Record<string, number>>): number | null {
  const match = /^([+\-−–]?)(\d{1,9})(\.\d{1,4})?([a-z%/]*)$/i.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', part = '', unit = ''] = match
  const name = unit.toLowerCase()
  const factor = Object.hasOwn(units, name) ? units[name] : undefined
  if (factor === undefined) return null
  const size = Number(`${whole}${part}`) * factor
  return sign === '' || sign === '+' ? size : 0 - size
}

/** Milliseconds, which need no unit. */
export const TIME_UNITS = { '': 1, ms: 1, s: 1000 }
export const PERCENT_UNITS = { '': 1, '%': 1 }
export const BANDWIDTH_UNITS = { '': 1, kb: 1, 'kb/s': 1, mb: 1000, 'mb/s': 1000 }
