import { Lexer, type YAMLError } from 'yaml'
import type { Problem } from '../model/problem.ts'
import { characterProblems } from './characters.ts'

const LENGTH_MAX = 256 * 1024
const COLUMNS_MAX = 4096
const INDENT_MAX = 200
const FLOW_DEPTH_MAX = 32
const FAULTS_MAX = 5

/**
 * What is refused before the YAML library sees it. Its parser is recursive, and text that nests thousands of levels
 * deep can take the process down where no `catch` helps; and some of its work grows with the square of a line.
 */
export function boundProblems(text: string, file: string, firstLine: number): Problem[] {
  if (text.length > LENGTH_MAX)
    return [{ file, line: null, message: `this is longer than the ${LENGTH_MAX / 1024} KiB that are read` }]
  const hidden = characterProblems(text, file, firstLine)
  if (hidden.length > 0) return hidden
  for (const [index, line] of text.split('\n').entries()) {
    const at = (message: string) => [{ file, line: firstLine + index, message }]
    if (line.length > COLUMNS_MAX) return at(`this line is longer than ${COLUMNS_MAX} characters: break it`)
    if (leadLength(line) > INDENT_MAX) return at(`this line is indented by more than ${INDENT_MAX} columns`)
  }
  return flowProblems(text, file, firstLine)
}

/** How far the first content of a line stands from the margin: each block inside a block takes a column at least. */
function leadLength(line: string): number {
  return /^ *(?:[-?:] +)*/.exec(line)?.[0].length ?? 0
}

function flowProblems(text: string, file: string, firstLine: number): Problem[] {
  let depth = 0
  let line = firstLine
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') depth++
    else if (lexeme === ']' || lexeme === '}') depth--
    if (depth > FLOW_DEPTH_MAX)
      return [{ file, line, message: `brackets are nested more than ${FLOW_DEPTH_MAX} deep` }]
    line += lexeme.split('\n').length - 1
  }
  return []
}

/** Faults of the YAML itself, one a line and five at most: after the first, the rest are often its echo. */
export function syntaxProblems(
  faults: readonly YAMLError[],
  file: string,
  lineAt: (offset: number) => number,
): Problem[] {
  const byLine = new Map<number, Problem>()
  for (const fault of faults) {
    const line = lineAt(fault.pos[0])
    if (byLine.has(line)) continue
    byLine.set(line, { file, line, message: `not valid YAML: ${plainWords(fault)}` })
  }
  return [...byLine.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, FAULTS_MAX)
}

function plainWords(fault: YAMLError): string {
  if (/^Missing closing .quote/.test(fault.message)) return 'a quotation mark, here or above, is never closed'
  const own = fault.message.charAt(0).toLowerCase() + fault.message.slice(1)
  return PLAIN_WORDS.get(fault.code) ?? own
}

const QUOTES = 'put text that holds «: » in quotes'
const PLAIN_WORDS = new Map<string, string>([
  ['BAD_ALIAS', 'an alias (*name) that names nothing: put text that begins with * in quotes'],
  ['BAD_DQ_ESCAPE', 'an unknown escape in double quotes: use single quotes, or double the backslash'],
  ['BAD_INDENT', 'the indentation does not fit the lines around it'],
  ['BAD_SCALAR_START', 'text that begins with a sign such as ` or @ goes in quotes'],
  ['BLOCK_AS_IMPLICIT_KEY', `a key where a value was expected: ${QUOTES}`],
  ['MULTILINE_IMPLICIT_KEY', `a key must stand on one line, followed by «: », or ${QUOTES}`],
  ['MULTIPLE_DOCS', 'a second document (---) where one was expected'],
  ['NON_STRING_KEY', 'a key should be plain text'],
  ['TAG_RESOLVE_FAILED', 'an unknown tag: put text that begins with ! in quotes'],
])
