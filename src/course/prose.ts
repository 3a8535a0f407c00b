import { type Line, type Role, type Span, span } from '../terminal/text.ts'
import type { Inline, Prose } from './types.ts'

/**
 * How text becomes lines: on the screen, with styles, superscript footnotes and drawn rules; or as plain text, for
 * pipes and screen readers.
 */
export interface Style {
  readonly quoteBar: string
  readonly tableRule: string
  /** What stands where a source is cited. */
  readonly note: (source: string, number: number) => string
  /** What stands between two marks that follow each other: ¹ and ² side by side would be twelve. */
  readonly noteGap: string
}

export const SCREEN: Style = {
  quoteBar: '│ ',
  tableRule: '─',
  note: (_source, number) => superscript(number),
  noteGap: ',',
}

/** A number in raised digits: ¹². */
export function superscript(number: number): string {
  return [...String(number)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit))).join('')
}

/** Prose as spans. Words in plain style take `role` and `bold`, from where they stand. */
export function proseLine(prose: Prose, style: Style, role: Role = 'text', bold = false): Line {
  return prose.flatMap((part, index) => {
    const gap = part.kind === 'note' && prose[index - 1]?.kind === 'note' && style.noteGap !== ''
    const own = proseSpan(part, style, role, bold)
    return gap ? [span(style.noteGap, 'quiet'), own] : [own]
  })
}

function proseSpan(part: Inline, style: Style, role: Role, bold: boolean): Span {
  if (part.kind === 'note') return span(style.note(part.source, part.number), 'quiet')
  const strong = bold || part.strong
  if (part.tone === 'address') return span(part.text, 'quiet', strong)
  return span(part.text, part.tone === 'plain' ? role : 'focus', strong)
}

/** The numbers of the footnotes in a text. */
export function notesIn(prose: Prose): number[] {
  return prose.flatMap(part => (part.kind === 'note' ? [part.number] : []))
}
