import { asciiText } from './glyphs.ts'
import { type Look, sgrOf } from './palette.ts'
import type { Style } from './style.ts'
import type { Line, Span } from './text.ts'

export type { Look } from './palette.ts'

/** A line as the bytes that a terminal shows it by. Every style that is begun is ended within the line. */
export function paint(line: Line, look: Look): string {
  return line.map(part => paintSpan(part, look)).join('')
}

/** The style of a span. */
export function styleOf({ role, bold = false }: Span, look: Look): Style {
  return sgrOf(role, bold, look)
}

/** The text of a span as this terminal can show it: in ASCII where that is all it has. */
export function shownText({ text }: Span, { unicode }: Look): string {
  return unicode ? text : asciiText(text)
}

function paintSpan(part: Span, look: Look): string {
  const style = styleOf(part, look)
  const text = shownText(part, look)
  return style === '' || text === '' ? text : `\x1b[${style}m${text}\x1b[0m`
}
