import { asciiGlyph, isOwnCode, isOwnGlyph } from './ascii.ts'
import type { Style } from './style.ts'
import { columns, isNarrow } from './text.ts'

/** One character as a reader sees it, and how many columns it takes: 1 or 2. */
export interface Glyph {
  readonly glyph: string
  readonly width: number
}

/** A glyph in a style, on its way into a row. */
export interface Placed extends Glyph {
  readonly style: Style
}

/** The characters of a text with the columns that each takes. */
export function glyphs(text: string): Glyph[] {
  const found: Placed[] = []
  addGlyphs(found, text, '')
  return found
}

/**
 * Adds the characters of a text in one style to those before it. What takes no column of its own (a combining mark, a joined emoji's
 * rest, the second half of a flag) stays with the character before it; controls are left out, since a terminal would
 * obey them.
 */
export function addGlyphs(found: Placed[], text: string, style: Style): void {
  for (const point of text) {
    const code = point.codePointAt(0) ?? 0
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) continue
    // Latin letters and own glyphs are one column each: measuring them would be most of the work of a drawing.
    if (code < 0x300 || isOwnCode(code)) found.push({ glyph: point, width: 1, style })
    else addRare(found, point, style)
  }
}

function addRare(found: Placed[], point: string, style: Style): void {
  const last = found[found.length - 1]
  const own = columns(point)
  if (last !== undefined) {
    const glyph = last.glyph + point
    const width = columns(glyph)
    if (own === 0 || width === last.width || isFlag(glyph)) {
      found[found.length - 1] = { glyph, width, style: last.style }
      return
    }
  }
  if (own > 0) found.push({ glyph: point, width: own, style })
}

function isFlag(glyph: string): boolean {
  return /^[\u{1f1e6}-\u{1f1ff}]{2}$/u.test(glyph)
}

/**
 * How many columns a terminal may move on at most when it writes this character; null where all terminals agree. They
 * do for one code point, unless it is wide and not of East Asia's scripts (emoji were narrow before Unicode 9), and for
 * combining diacritics after it; not for what takes a grapheme's rules to see as one.
 */
export function disputedColumns({ glyph, width }: Glyph): number | null {
  const code = glyph.codePointAt(0) ?? 0
  if (glyph.length === 1 && (code < 0x300 || isOwnGlyph(glyph))) return null
  const points = [...glyph]
  const marksAlone = points.slice(1).every(mark => mark >= '\u0300' && mark <= '\u036f')
  if (marksAlone && (width === 1 || isEastAsian(code))) return null
  return Math.max(
    width,
    points.reduce((sum, point) => sum + Math.max(columns(point), isPictograph(point) ? 2 : 0), 0),
  )
}

function isPictograph(point: string): boolean {
  return /\p{Extended_Pictographic}/u.test(point) && point >= '\u2190'
}

/** Wide ever since terminals knew wide characters: Hangul, kana, ideographs and their full-width forms. */
const EAST_ASIAN: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
]

function isEastAsian(code: number): boolean {
  return EAST_ASIAN.some(([from, to]) => code >= from && code <= to)
}

/** How many cells a text takes. It says what `columns` says, faster where the text is Latin letters and own glyphs. */
export function cellsOf(text: string): number {
  return isNarrow(text) ? text.length : glyphs(text).reduce((sum, { width }) => sum + width, 0)
}

/** A dot between two words, which are no signs of a drawing. */
const SEPARATOR = /(?<=^ |[^\s·] )·(?= (?:[^\s·✗×]|$))/g

/**
 * A text in ASCII, as many columns wide: a wide glyph is one mark in each of its two columns. A dot that separates is a
 * bar, since a full stop would say that something ends.
 */
export function asciiText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return glyphs(text.replace(SEPARATOR, '|'))
    .map(({ glyph, width }) => asciiGlyph(glyph).repeat(width))
    .join('')
}
