import stringWidth from 'string-width'
import { isOwnCode } from './ascii.ts'

/**
 * What a piece of text means on the screen. Colour follows from it, and never carries the meaning alone: `good`, `bad`
 * and `unsure` (nobody knows) always come with a glyph or a word as well.
 */
export type Role = 'text' | 'quiet' | 'focus' | 'good' | 'bad' | 'unsure'

/** A run of text in one style. It holds no line break and no control character. */
export interface Span {
  readonly text: string
  readonly role: Role
  readonly bold?: boolean
  /** What is said in its place where lines are read out: a mark may be seen by its absence, and not heard. */
  readonly aloud?: string
}

/** One line of the screen, from left to right. */
export type Line = readonly Span[]

/** A span in a role, `text` unless told otherwise. */
export function span(text: string, role: Role = 'text', bold = false): Span {
  return bold ? { text, role, bold } : { text, role }
}

/** How many terminal columns a text takes: wide characters take two, combining marks none. */
export function columns(text: string): number {
  return isNarrow(text) ? text.length : stringWidth(text)
}

/** Whether it holds nothing but Latin letters and own glyphs, one column each: so are most texts, and it is known at once. */
export function isNarrow(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const latin = (code >= 0x20 && code < 0x7f) || (code > 0xad && code < 0x300)
    if (!latin && !isOwnCode(code)) return false
  }
  return true
}

/** How many terminal columns a line takes. */
export function lineColumns(line: Line): number {
  let sum = 0
  for (const { text } of line) sum += columns(text)
  return sum
}

/** The line as text without styles. */
export function plain(line: Line): string {
  return line.map(part => part.text).join('')
}

/** Text cut to at most `width` columns, with an ellipsis where something was left out. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text
  let kept = ''
  let used = 0
  for (const segment of graphemes(text)) {
    const step = columns(segment)
    if (used + step > width - 1) break
    kept += segment
    used += step
  }
  return width > 0 ? `${kept}…` : ''
}

/** Text filled with spaces to `width` columns, and clipped where it is longer. */
export function pad(text: string, width: number, align: 'left' | 'right' | 'center' = 'left'): string {
  const clipped = clip(text, width)
  const space = Math.max(0, width - columns(clipped))
  const before = align === 'left' ? 0 : align === 'right' ? space : Math.floor(space / 2)
  return ' '.repeat(before) + clipped + ' '.repeat(space - before)
}

/**
 * A paragraph broken into lines of at most `width` columns, at spaces. A word longer than a line is broken. Styles
 * survive the breaks. The lines after the first are indented by `hanging` columns.
 */
export function wrap(paragraph: Line, width: number, hanging = 0): Line[] {
  const lines: Span[][] = [[]]
  let used = 0
  let gap: Span | undefined
  const breakLine = () => {
    lines.push(hanging > 0 ? [span(' '.repeat(hanging))] : [])
    used = hanging
    gap = undefined
  }
  for (const piece of words(paragraph)) {
    if (piece[0]?.text === ' ') {
      gap = piece[0]
      continue
    }
    let word = piece
    let wide = lineColumns(word)
    const space = gap && used > (lines.length > 1 ? hanging : 0) ? 1 : 0
    if (used + space + wide > width && used > hanging) breakLine()
    else if (space && gap) {
      append(lines, gap)
      used += 1
    }
    gap = undefined
    while (used + wide > width) {
      const [head, tail] = splitAt(word, Math.max(1, width - used))
      for (const part of head) append(lines, part)
      word = tail
      wide = lineColumns(word)
      if (tail.length === 0) break
      breakLine()
    }
    for (const part of word) append(lines, part)
    used += wide
  }
  return lines
}

/**
 * A plain text broken into lines of at most `width` columns, at spaces alone: a longer word, such as a path or an address,
 * stays whole, so that it can be copied. The lines after the first are indented by `hanging` columns.
 */
export function wrapWhole(text: string, width: number, hanging = 0): string[] {
  const lines: string[] = []
  const [first = '', ...rest] = text.split(' ')
  let line = first
  for (const word of rest) {
    if (columns(line) + 1 + columns(word) <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = ' '.repeat(hanging) + word
    }
  }
  return [...lines, line]
}

function append(lines: Span[][], part: Span): void {
  const line = lines[lines.length - 1]
  const last = line?.[line.length - 1]
  if (!line) return
  if (last && last.role === part.role && (last.bold ?? false) === (part.bold ?? false))
    line[line.length - 1] = saying(last, last.text + part.text)
  else line.push(part)
}

/** Another text in the style of a span. */
function saying({ role, bold }: Span, text: string): Span {
  return bold === undefined ? { text, role } : { text, role, bold }
}

/** The words of a paragraph, each a list of spans since a word can change its style; a space stands alone for all there are. */
function words(paragraph: Line): Line[] {
  const found: Span[][] = []
  let open: Span[] | undefined
  for (const part of paragraph) {
    const { text } = part
    for (let from = 0; from < text.length; ) {
      const isSpace = text.charCodeAt(from) === SPACE
      let to = from + 1
      while (to < text.length && (text.charCodeAt(to) === SPACE) === isSpace) to += 1
      const piece = saying(part, isSpace ? ' ' : text.slice(from, to))
      from = to
      if (open && !isSpace) open.push(piece)
      else found.push([piece])
      open = isSpace ? undefined : found[found.length - 1]
    }
  }
  return found
}

const SPACE = 0x20

function splitAt(word: Line, width: number): [Line, Line] {
  const head: Span[] = []
  const tail: Span[] = []
  let used = 0
  for (const part of word)
    for (const segment of graphemes(part.text)) {
      const step = columns(segment)
      // The first one goes on the line even if it is wider: otherwise nothing would ever fit.
      const fits = used + step <= width || used === 0
      const side = tail.length === 0 && fits ? head : tail
      used += step
      append([side], saying(part, segment))
    }
  return [head, tail]
}

/**
 * The characters of a text as a reader sees them: a code point that adds no column (a combining mark, a joined emoji)
 * belongs to the one before it.
 */
export function graphemes(text: string): string[] {
  const found: string[] = []
  for (const point of text) {
    const last = found[found.length - 1]
    if (last !== undefined && columns(last + point) === columns(last)) found[found.length - 1] = last + point
    else found.push(point)
  }
  return found
}
