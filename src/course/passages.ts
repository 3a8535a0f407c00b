import type { MarkedToken, Token, Tokens } from 'marked'
import { excerpt } from '../model/problem.ts'
import { newlinesIn, type Reading, readInline } from './inline.ts'
import type { Passage, Prose } from './types.ts'

const DEPTH_MAX = 4

/** Tokens, each with the line of the file on which it begins: the library gives only the text that they came from. */
export function withLines(tokens: readonly Token[], line: number): { token: MarkedToken; line: number }[] {
  let at = line
  return tokens.map(token => {
    const placed = { token: token as MarkedToken, line: at }
    at += newlinesIn(token.raw)
    return placed
  })
}

/** Block tokens as passages. Whatever has no place in a lesson is reported with its line and left out. */
export function readPassages(tokens: readonly Token[], line: number, reading: Reading, depth = 1): Passage[] {
  // The text of a page is depth 1, that of a list or quote on it depth 2.
  if (depth > DEPTH_MAX + 1) {
    reading.report(line, `lists and quotes are nested more than ${DEPTH_MAX} deep`)
    return []
  }
  return withLines(tokens, line).flatMap(placed => readPassage(placed.token, placed.line, reading, depth))
}

function readPassage(token: MarkedToken, line: number, reading: Reading, depth: number): Passage[] {
  switch (token.type) {
    case 'space':
      return []
    case 'heading':
      return readHeading(token, line, reading, depth)
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', text: readInline(token.tokens ?? [], line, reading) }]
    case 'code':
      return readCode(token, line, reading)
    case 'blockquote':
      return [{ kind: 'quote', passages: readPassages(token.tokens, line, reading, depth + 1) }]
    case 'list':
      return readList(token, line, reading, depth)
    case 'table':
      return readTable(token, line, reading)
    default:
      reading.report(
        line,
        BLOCK_FAULTS.get(token.type) ?? `this Markdown (${token.type}) is not part of a lesson`,
      )
      return []
  }
}

const BLOCK_FAULTS = new Map<string, string>([
  ['html', 'HTML is not part of a lesson: write Markdown, and put signs like < in `backticks`'],
  ['def', 'nothing is defined in a lesson: a footnote [^id] cites an entry of sources.yaml'],
  ['hr', 'a page break (---) stands on a line of its own, outside lists and quotes'],
  ['checkbox', 'check boxes are not part of a lesson: write a plain list'],
])

function readHeading(token: Tokens.Heading, line: number, reading: Reading, depth: number): Passage[] {
  if (!token.raw.startsWith('#'))
    reading.report(
      line,
      'a line of --- or === right under text makes it a heading: put a blank line between them',
    )
  else if (depth > 1) reading.report(line, 'a heading stands outside lists and quotes')
  else if (token.depth === 1) reading.report(line, 'a second # heading on one page: put --- before it')
  else if (token.depth > 2)
    reading.report(line, 'a heading deeper than ## on a page: use ## or **bold** text')
  return [{ kind: 'heading', text: readInline(token.tokens, line, reading) }]
}

function readCode(token: Tokens.Code, line: number, reading: Reading): Passage[] {
  const says = /^drawing: +(\S.*)$/.exec(token.lang ?? '')?.[1] ?? null
  if (token.codeBlockStyle === 'indented')
    reading.report(line, 'text indented by four spaces is a code block: use a ``` fence, or indent less')
  else if (!isClosed(token)) reading.report(line, 'this ``` fence is never closed')
  else if (token.lang && says === null) {
    const said = `"${excerpt(token.lang)}"`
    reading.report(
      line,
      `an unknown kind of fenced block, ${said}: predict, quiz, lab, or nothing for a drawing`,
    )
  }
  return [{ kind: 'code', lines: token.text.split('\n'), says, line: line + 1 }]
}

/** Whether the last line is a fence at least as long as the first. The library takes an open fence to the end. */
export function isClosed(token: Tokens.Code): boolean {
  const fence = /^(?:`{3,}|~{3,})/.exec(token.raw.trimStart())?.[0] ?? ''
  const last = token.raw.trimEnd().split('\n').at(-1)?.trim() ?? ''
  return token.raw.trimEnd().includes('\n') && last.startsWith(fence) && new Set(last).size === 1
}

function readList(list: Tokens.List, line: number, reading: Reading, depth: number): Passage[] {
  const items: Passage[][] = []
  let at = line
  for (const item of list.items) {
    items.push(readPassages(item.tokens, at, reading, depth + 1))
    at += newlinesIn(item.raw)
  }
  const start = list.ordered ? Number(list.start) || 1 : null
  return [{ kind: 'list', start, loose: list.loose, items }]
}

function readTable(table: Tokens.Table, line: number, reading: Reading): Passage[] {
  if (table.header.length > 6) reading.report(line, 'a table of more than 6 columns is too wide for a page')
  const cells = (row: readonly Tokens.TableCell[], at: number): Prose[] =>
    row.map(cell => readInline(cell.tokens, at, reading))
  return [
    {
      kind: 'table',
      aligns: table.align.map(align => align ?? 'left'),
      head: cells(table.header, line),
      // The line under the header holds the dashes.
      rows: table.rows.map((row, index) => cells(row, line + 2 + index)),
      line,
    },
  ]
}
