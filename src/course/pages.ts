import type { MarkedToken, Tokens } from 'marked'
import { present } from '../model/assert.ts'
import type { Problem } from '../model/problem.ts'
import { BLOCK_READERS } from './blocks.ts'
import { markdown, type Reading, readInline } from './inline.ts'
import { isClosed, readPassages, withLines } from './passages.ts'
import { shortSource, titledSource } from './sources.ts'
import type { Block, Page, Passage, Source } from './types.ts'

/** What the reading of a lesson's pages needs to know, and where it tells what is wrong. */
export interface LessonReading {
  readonly file: string
  readonly sources: ReadonlyMap<string, Source> | null
  readonly scenarios: readonly string[]
  readonly experiments: readonly string[]
  readonly problems: Problem[]
}

const PAGES_MAX = 60
const LINE_MAX = 1000
const PARAGRAPH_MAX = 16 * 1024

interface Placed {
  readonly token: MarkedToken
  readonly line: number
}

/** The pages of a lesson's text, which begins on `firstLine` of its file. Problems are added to the lesson's. */
export function readPages(body: string, firstLine: number, lesson: LessonReading): Page[] {
  const report = (line: number, message: string) => lesson.problems.push({ file: lesson.file, line, message })
  const bound = boundFault(body)
  if (bound) {
    report(firstLine + bound.index, bound.message)
    return []
  }
  const groups: { line: number; tokens: Placed[] }[] = [{ line: firstLine, tokens: [] }]
  for (const placed of withLines(markdown.lexer(body), firstLine)) {
    if (placed.token.type === 'space') continue
    if (placed.token.type === 'hr') {
      if (placed.token.raw.trimEnd() !== '---') report(placed.line, 'a page break is written ---')
      groups.push({ line: placed.line, tokens: [] })
    } else present(groups.at(-1), 'there is always a last page').tokens.push(placed)
  }
  if (groups.length > PAGES_MAX) {
    report(firstLine, `a lesson has at most ${PAGES_MAX} pages, found ${groups.length}`)
    return []
  }
  return groups.flatMap(group => readPage(group.tokens, group.line, lesson, report) ?? [])
}

/** Text that would make the Markdown library slow, or recurse too deep: much of its work is quadratic. */
function boundFault(body: string): { index: number; message: string } | undefined {
  let paragraph = 0
  for (const [index, line] of body.split('\n').entries()) {
    paragraph = line.trim() === '' ? 0 : paragraph + line.length
    if (line.length > LINE_MAX)
      return { index, message: `this line is longer than ${LINE_MAX} characters: break it` }
    if (paragraph > PARAGRAPH_MAX)
      return { index, message: `more than ${PARAGRAPH_MAX / 1024} KiB without a blank line: break this up` }
    if (/^ {100}/.test(line)) return { index, message: 'this line is indented by more than 99 columns' }
    if (/^ *(?:(?:>|[-*+]|\d{1,9}[.)]) *){6}/.test(line) && !/^ *(?:- *)+$/.test(line))
      return { index, message: 'more than five lists or quotes inside each other' }
  }
  return undefined
}

function readPage(
  tokens: readonly Placed[],
  line: number,
  lesson: LessonReading,
  report: Reading['report'],
): Page | null {
  const [first, ...rest] = tokens
  const heading = first?.token
  if (!first || heading?.type !== 'heading' || heading.depth !== 1 || !heading.raw.startsWith('#')) {
    const found = first ? 'other text' : 'nothing'
    report(first?.line ?? line, `a page begins with «# Heading», found ${found}`)
    return null
  }
  const sources = lesson.sources && new Set(lesson.sources.keys())
  const reading: Reading = { sources, notes: [], report }
  const title = readInline(heading.tokens, first.line, reading)
  const passages: Passage[] = []
  const unplayed: Passage[] = []
  const blocks: Block[] = []
  let blockLine: number | undefined
  for (const placed of rest) {
    const data = dataBlock(placed.token)
    if (blockLine !== undefined) {
      const message = data
        ? 'a page holds at most one predict, quiz, lab, experiment, sweep, recall or fallacies: put --- between them'
        : 'this stands after the block of the page, which comes last: put --- between them, or move it up'
      report(placed.line, message)
      if (!data) break
    } else if (!data) {
      const read = readPlayed(placed, reading) ?? readPassages([placed.token], placed.line, reading)
      passages.push(...read)
      if (!isPlayed(placed.token)) unplayed.push(...read)
    }
    if (data) {
      blockLine = placed.line
      blocks.push(...readBlock(data, placed.line, lesson, reading))
    }
  }
  const notes = reading.notes.map(source => {
    const known = lesson.sources?.get(source)
    return known
      ? { source, short: shortSource(known), titled: titledSource(known) }
      : { source, short: source, titled: source }
  })
  const block = blocks[0] ?? null
  return {
    title,
    passages,
    unplayed: rest.some(({ token }) => isPlayed(token)) ? unplayed : null,
    block,
    notes,
    line: first.line,
  }
}

function isPlayed(token: MarkedToken): token is Tokens.Code {
  return token.type === 'code' && token.lang === 'played'
}

/** The text of a `played` block, which is Markdown again; null where this is none. */
function readPlayed({ token, line }: Placed, reading: Reading): Passage[] | null {
  if (!isPlayed(token)) return null
  if (!isClosed(token)) {
    reading.report(line, 'this played block is never closed: end it with as many ` as it began with')
    return []
  }
  return readPassages(markdown.lexer(token.text), line + 1, reading)
}

function dataBlock(token: MarkedToken): Tokens.Code | undefined {
  return token.type === 'code' && BLOCK_READERS.has(token.lang ?? '') ? token : undefined
}

function readBlock(token: Tokens.Code, line: number, lesson: LessonReading, reading: Reading): Block[] {
  const reader = present(BLOCK_READERS.get(token.lang ?? ''), 'a reader for a known kind of block')
  if (!isClosed(token)) {
    reading.report(line, `this ${token.lang} block is never closed: end it with \`\`\``)
    return []
  }
  const { file, scenarios, experiments, problems } = lesson
  const block = reader(token.text, {
    ...reading,
    file,
    scenarios,
    experiments,
    problems,
    firstLine: line + 1,
  })
  return block ? [block] : []
}
