import type * as v from 'valibot'
import { excerpt, type Problem } from '../model/problem.ts'
import { didYouMean } from './nearest.ts'
import type { Path } from './nodes.ts'
import { shapeFaults } from './shape.ts'

type Issue = v.BaseIssue<unknown>
type LineOf = (path: Path) => number

/** Nobody reads more at once. */
const PROBLEMS_MAX = 50

/** What a schema found wrong with a value, in plain words, in the order of the lines. */
export function schemaProblems(
  issues: readonly Issue[],
  schema: v.GenericSchema,
  root: unknown,
  file: string,
  lineOf: LineOf,
): Problem[] {
  const problems: (Problem & { line: number })[] = []
  const report = (path: Path, message: string) => problems.push({ file, line: lineOf(path), message })
  for (const fault of shapeFaults(schema, root).slice(0, PROBLEMS_MAX)) {
    if (fault.kind === 'list')
      report(fault.path, `${nameOf(fault.path)} should be ${A_MAP}, found ${found(fault.value)}`)
    else report(fault.path, unknownKey(String(fault.path.at(-1)), fault.known))
  }
  for (const issue of issues) {
    if (isAboutShape(issue)) continue
    const path = pathOf(issue)
    report(path, isMissing(issue) ? missingKey(path) : wrongValue(issue, path))
  }
  return problems.sort((a, b) => a.line - b.line).slice(0, PROBLEMS_MAX)
}

function unknownKey(key: string, known: readonly string[]): string {
  return `unknown key «${excerpt(key)}»${didYouMean(key, known)}; known here: ${known.join(', ')}`
}

/** What `shapeFaults` tells better: an unknown key (the library names only the first), a list in the place of a map. */
function isAboutShape(issue: Issue): boolean {
  if (issue.type === 'strict_object' && issue.expected === 'never') return true
  const last = issue.path?.at(-1)
  return typeof last?.key === 'string' && Array.isArray(last.input)
}

function pathOf(issue: Issue): Path {
  return (issue.path ?? []).map(item => (typeof item.key === 'number' ? item.key : String(item.key)))
}

function missingKey(path: Path): string {
  const holder = path.slice(0, -1)
  return `the key «${path.at(-1)}» is missing${holder.length > 0 ? ` in ${nameOf(holder)}` : ''}`
}

/** YAML has no undefined: where a schema received one, there was no such key. */
function isMissing(issue: Issue): boolean {
  return issue.kind === 'schema' && issue.received === 'undefined' && issue.path !== undefined
}

function wrongValue(issue: Issue, path: Path): string {
  return `${nameOf(path)} should be ${expected(issue)}, found ${found(issue.input)}${hint(issue)}`
}

function nameOf(path: Path): string {
  const last = path.at(-1)
  if (last === undefined) return 'this'
  return typeof last === 'string' ? `«${excerpt(last)}»` : `entry ${last + 1}${inside(path)}`
}

function inside(path: Path): string {
  const holder = path.slice(0, -1).findLast(step => typeof step === 'string')
  return holder === undefined ? '' : ` of «${excerpt(holder)}»`
}

function expected(issue: Issue): string {
  if (hasOwnWords(issue)) return issue.message
  const amount = String(issue.requirement)
  const unit = typeof issue.input === 'string' ? 'characters long' : 'entries long'
  switch (issue.type) {
    case 'integer':
      return 'a whole number'
    case 'min_value':
      return `at least ${amount}`
    case 'max_value':
      return `at most ${amount}`
    case 'min_length':
      return `at least ${amount} ${unit}`
    case 'max_length':
      return `at most ${amount} ${unit}`
    case 'non_empty':
      return 'something, not empty'
    default:
      return alternatives(issue.expected ?? 'something else')
  }
}

/** Whether the schema brought a message along: all of the library's own begin the same. */
function hasOwnWords(issue: Issue): boolean {
  return !issue.message.startsWith('Invalid ')
}

/** The library writes `("a" | "b")` or `(string | Object)`. */
function alternatives(text: string): string {
  const words = text.split(' | ').map(part => part.replace(/[()]/g, ''))
  const plain = words.map(word => TYPE_WORDS.get(word) ?? word)
  return plain.length < 2 ? plain.join('') : `${plain.slice(0, -1).join(', ')} or ${plain.at(-1)}`
}

const A_MAP = 'a map of keys and values'
const TYPE_WORDS = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['Array', 'a list'],
  ['Object', A_MAP],
  ['null', 'nothing'],
])

function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'string') return `the text "${excerpt(value)}"`
  if (typeof value === 'object') return Array.isArray(value) ? `a list of ${value.length}` : 'a map'
  return `the ${typeof value === 'number' ? 'number ' : 'value '}${String(value)}`
}

function hint(issue: Issue): string {
  if (issue.kind !== 'schema') return ''
  if (issue.type === 'string' && (typeof issue.input === 'number' || typeof issue.input === 'boolean'))
    return ' (put it in quotes to make it text)'
  if (typeof issue.input !== 'string' || hasOwnWords(issue)) return ''
  return didYouMean(
    issue.input,
    [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map(match => match[1] ?? ''),
  )
}
