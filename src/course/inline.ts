import { Marked, type MarkedToken, type Token } from 'marked'
import { didYouMean } from '../data/nearest.ts'
import { excerpt } from '../model/problem.ts'
import type { Inline, Prose } from './types.ts'

/** What the reading of one page needs to know and keeps track of. */
export interface Reading {
  /** Ids of the known sources; null when they could not be read, so that nothing is blamed for that. */
  readonly sources: ReadonlySet<string> | null
  /** The sources that the page has cited so far, in the order of their first footnote. */
  readonly notes: string[]
  readonly report: (line: number, message: string) => void
}

type Tone = Extract<Inline, { kind: 'words' }>['tone']
interface Style {
  readonly strong: boolean
  readonly tone: Tone
}

const PLAIN: Style = { strong: false, tone: 'plain' }

/** The Markdown reader: GitHub's dialect, and `[^id]` as a footnote that is never defined in the lesson itself. */
export const markdown = new Marked({
  extensions: [
    {
      name: 'footnote',
      level: 'inline',
      start: source => source.indexOf('[^'),
      tokenizer: source => {
        const match = /^\[\^([^\]\n]{0,80})\]/.exec(source)
        return match ? { type: 'footnote', raw: match[0], id: match[1] } : undefined
      },
    },
  ],
})

/** A one-line text of a data block, with the same styles and footnotes as the text of a page. */
export function readWords(text: string, line: number, reading: Reading): Prose {
  const lexer = new markdown.Lexer(markdown.defaults)
  return readInline(lexer.inlineTokens(text), line, reading)
}

/** Inline tokens as prose; `line` is the line of the file on which they begin. */
export function readInline(tokens: readonly Token[], line: number, reading: Reading): Prose {
  return merged(collect(tokens, line, reading, PLAIN))
}

function collect(tokens: readonly Token[], line: number, reading: Reading, style: Style): Inline[] {
  const found: Inline[] = []
  let at = line
  for (const token of tokens) {
    found.push(...readToken(token, at, reading, style))
    at += newlinesIn(token.raw)
  }
  return found
}

function readToken(token: Token, line: number, reading: Reading, style: Style): Inline[] {
  if (token.type === 'footnote') return [note(String((token as { id?: unknown }).id), line, reading)]
  const known = token as MarkedToken
  switch (known.type) {
    case 'text':
      checkText(known.text, line, reading)
      return 'tokens' in known && known.tokens
        ? collect(known.tokens, line, reading, style)
        : [words(known.text, style)]
    case 'escape':
      return [words(known.text, style)]
    case 'codespan':
      return [words(known.text, { ...style, tone: 'code' })]
    case 'strong':
      return collect(known.tokens, line, reading, { ...style, strong: true })
    case 'em':
      return collect(known.tokens, line, reading, { ...style, tone: 'emphasis' })
    case 'link':
      return link(known.raw, known.href, collect(known.tokens, line, reading, style), line, reading, style)
    default:
      reading.report(
        line,
        INLINE_FAULTS.get(known.type) ?? `this Markdown (${known.type}) is not part of a lesson`,
      )
      return []
  }
}

const INLINE_FAULTS = new Map<string, string>([
  ['html', 'HTML is not part of a lesson: write Markdown, and put signs like < in `backticks`'],
  ['image', 'images are not part of a lesson: draw with text in a fenced block'],
  ['del', 'struck-out text is not part of a lesson: delete it'],
  ['br', 'a forced line break: begin a new paragraph or a list instead, and delete the spaces at the end'],
])

function note(source: string, line: number, reading: Reading): Inline {
  if (reading.sources && !reading.sources.has(source))
    reading.report(
      line,
      `no source «${excerpt(source)}» in sources.yaml${didYouMean(source, reading.sources)}`,
    )
  if (!reading.notes.includes(source)) reading.notes.push(source)
  return { kind: 'note', source, number: reading.notes.indexOf(source) + 1 }
}

function link(
  raw: string,
  href: string,
  label: readonly Inline[],
  line: number,
  reading: Reading,
  style: Style,
): Inline[] {
  // An address or a mail address that stands bare in the text is text.
  if (label.length === 1 && label[0]?.kind === 'words' && label[0].text === raw) return [...label]
  if (!/^https?:\/\/[^\s]+$/i.test(href)) {
    reading.report(line, `a link leads to an address that begins with https://, found "${excerpt(href)}"`)
    return [...label]
  }
  if (raw.startsWith('<')) return [...label]
  return [...label, words(` (${href})`, { ...style, tone: 'address' })]
}

function checkText(text: string, line: number, reading: Reading): void {
  const entity = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i.exec(text)
  if (!entity) return
  const at = line + newlinesIn(text.slice(0, entity.index))
  reading.report(at, `«${entity[0]}» is HTML: write the character itself`)
}

function words(text: string, style: Style): Inline {
  return { kind: 'words', text: text.replace(/[ \n]+/g, ' '), ...style }
}

/** Neighbours in the same style become one. */
function merged(prose: readonly Inline[]): Prose {
  const found: Inline[] = []
  for (const part of prose) {
    const last = found.at(-1)
    if (
      part.kind === 'words' &&
      last?.kind === 'words' &&
      part.strong === last.strong &&
      part.tone === last.tone
    )
      found[found.length - 1] = { ...last, text: last.text + part.text }
    else found.push(part)
  }
  return found
}

export function newlinesIn(text: string): number {
  return text.split('\n').length - 1
}
