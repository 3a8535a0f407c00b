/** A place in a file that names another file or package. */
export interface Import {
  /** As it is written: `../model/time.ts`, `ink`; null for an `import(...)` of something that is computed. */
  readonly specifier: string | null
  readonly line: number
  /** What is between `import` or `export` and `from`: `{ render, Text }`; empty for `import 'x'` and `import('x')`. */
  readonly clause: string
}

/** Every import of a file: static, for its effects only, re-exports, `import()`, `require()`, and types. */
export function importsOf(text: string): Import[] {
  const code = blankOut(text)
  const found: (Import & { at: number })[] = []
  const add = (at: number, quoteAt: number, clause: string | null) => {
    const quote = text[quoteAt] ?? ''
    const end = /['"`]/.test(quote) ? text.indexOf(quote, quoteAt + 1) : -1
    // `import('./' + name)` begins with a string too.
    const computed = end < 0 || (clause === null && !/^\s*[,)]/.test(text.slice(end + 1, end + 100)))
    const written = computed ? null : text.slice(quoteAt + 1, end)
    const specifier = written?.includes('${') ? null : written
    found.push({ specifier, line: lineAt(text, at), clause: clause ?? '', at })
  }
  for (const match of code.matchAll(/(?<![.\w$])(?:import|export)\b([\w\s{},*$]*?)\bfrom\s*(?=['"])/g)) {
    add(match.index, match.index + match[0].length, (match[1] ?? '').trim())
  }
  for (const match of code.matchAll(/(?<![.\w$])import\s*(?=['"])/g))
    add(match.index, match.index + match[0].length, '')
  for (const match of code.matchAll(/(?<![.\w$])(?:import|require)\s*\(\s*/g)) {
    add(match.index, match.index + match[0].length, null)
  }
  return found.sort((a, b) => a.at - b.at).map(({ specifier, line, clause }) => ({ specifier, line, clause }))
}

/** The line of a position, from 1. */
export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

const KEYWORDS_BEFORE_REGEX = new Set(
  'return typeof case in of delete void throw new else do yield await'.split(' '),
)

/**
 * TypeScript with everything that is not code made blank: comments, the inside of strings and regular expressions, the
 * text of templates (what is in `${}` is code). Every character keeps its place, so positions are those of the text.
 *
 * It is a scanner and no parser. A slash begins a regular expression where no value can end before it, which is wrong
 * after `)` of an `if`; a quote in the text of JSX is no string, since the line ends before the quote is closed.
 */
export function blankOut(text: string): string {
  let out = ''
  /** For each template whose `${` is open, the braces open inside it. */
  const templates: number[] = []
  /** The last word or sign of code. */
  let last = ''
  const keep = (length: number) => {
    last = text.slice(out.length, out.length + length)
    out += last
  }
  const blank = (end: number) => {
    out += text.slice(out.length, end).replace(/[^\n]/g, ' ')
  }
  const template = () => {
    const end = endOfTemplate(text, out.length)
    blank(end)
    if (text.startsWith('${', end)) {
      keep(2)
      templates.push(0)
    } else keep(1)
  }
  while (out.length < text.length) {
    const at = out.length
    const char = text[at] ?? ''
    const word = /^[\w$]+/.exec(text.slice(at, at + 100))?.[0]
    const open = templates.at(-1)
    if (word !== undefined) keep(word.length)
    else if (text.startsWith('//', at)) blank(endOr(text, '\n', at))
    else if (text.startsWith('/*', at)) blank(Math.min(text.length, endOr(text, '*/', at + 2) + 2))
    else if (char === '`') {
      keep(1)
      template()
    } else if (char === '}' && open === 0) {
      templates.pop()
      keep(1)
      template()
    } else if (char === "'" || char === '"' || (char === '/' && regexMayFollow(last))) {
      const end = endOfLiteral(text, at)
      keep(1)
      if (end === null) continue
      blank(end)
      keep(1)
    } else {
      if (open !== undefined && (char === '{' || char === '}')) {
        templates[templates.length - 1] = open + (char === '{' ? 1 : -1)
      }
      const space = /\s/.test(char)
      const before = last
      keep(text.startsWith('=>', at) ? 2 : 1)
      if (space) last = before
    }
  }
  return out
}

function endOr(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}

function regexMayFollow(last: string): boolean {
  return (
    last === '' ||
    last === '=>' ||
    KEYWORDS_BEFORE_REGEX.has(last) ||
    /^[(,=:[!&|?{};+*%~^-]$|^\$\{$/.test(last)
  )
}

/** Where the text of a template ends: at its last backtick, or at the next `${`. */
function endOfTemplate(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '`' && !text.startsWith('${', at)) at += text[at] === '\\' ? 2 : 1
  return Math.min(at, text.length)
}

/** Where a string or regular expression ends that begins here; null if its line ends first, so that it was none. */
function endOfLiteral(text: string, from: number): number | null {
  const quote = text[from]
  let inClass = false
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (char === quote && !inClass) return at
    else if (quote === '/' && (char === '[' || char === ']')) inClass = char === '['
  }
  return null
}
