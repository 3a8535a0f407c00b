import { asciiGlyph, isOwnGlyph } from './ascii.ts'
import { columns } from './text.ts'

/** How many cells a text takes. It says what `columns` says, faster where the text is Latin letters and own glyphs. */
export function cellsOf(text: string): number {
  return glyphs(text).reduce((sum, { width }) => sum + width, 0)
}

/**
 * The characters of a text with the columns that each takes. What takes none (a combining mark, a joined emoji's rest)
 * stays with the character before it; controls are left out, since a terminal would obey them.
 */
export function glyphs(text: string): { readonly glyph: string; readonly width: number }[] {
  const found: { glyph: string; width: number }[] = []
  for (const point of text) {
    const code = point.codePointAt(0) ?? 0
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) continue
    const last = found[found.length - 1]
    // Latin letters and own glyphs are one column each: measuring them would be most of the work of a drawing.
    if (code < 0x300 || isOwnGlyph(point)) found.push({ glyph: point, width: 1 })
    else if (last !== undefined && columns(last.glyph + point) === last.width) last.glyph += point
    else if (columns(point) > 0) found.push({ glyph: point, width: columns(point) })
  }
  return found
}

/** A text in ASCII, as many columns wide: a wide glyph is one mark in each of its two columns. */
export function asciiText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return glyphs(text)
    .map(({ glyph, width }) => asciiGlyph(glyph).repeat(width))
    .join('')
}
