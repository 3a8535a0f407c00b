import {
  checkHistory,
  checkProblems,
  describeOperation,
  eventLines,
  inferModel,
  type ModelName,
  modelFor,
  parseHistory,
} from '../checker/checker.ts'
import { readInputFile } from '../effects/input-file.ts'
import type { Json } from '../model/json.ts'
import type { History, Operation } from '../model/operation.ts'
import { excerpt, type Problem, printable, problemLine } from '../model/problem.ts'
import type { Verdict } from '../model/verdict.ts'
import { BadInput, EXIT, print, type ScreenEnv, textWidth } from './io.ts'
import { readInitial, readModel, readSteps } from './options.ts'
import { paragraph } from './report.ts'
import { verdictJson } from './verdict-json.ts'
import { verdictLines } from './verdict-report.ts'

export interface CheckFlags {
  readonly model?: string
  readonly initial?: string
  readonly maxSteps?: string
  readonly json?: boolean
}

const EXITS: { readonly [result in Verdict['result']]: number } = {
  linearizable: EXIT.DONE,
  violation: EXIT.NO,
  unknown: EXIT.UNDECIDED,
}

/** `netsplit check`: the checker on anybody's history, from a file or, with `-`, from standard input. */
export async function check(path: string | undefined, flags: CheckFlags, io: ScreenEnv): Promise<number> {
  if (path === undefined)
    throw new BadInput('netsplit: check what? Name a file of JSON lines, or - for standard input')
  const wanted = readModel(flags.model)
  const initial = readInitial(flags.initial)
  const maxSteps = readSteps(flags.maxSteps)
  const file = path === '-' ? 'standard input' : path
  const text = await readInputFile(path, io.stdin)
  if (!text.ok) throw firstOf(text.problems)
  const history = parseHistory(text.value, file)
  if (!history.ok) throw firstOf(history.problems)
  const model = wanted ?? inferModel(history.value)
  const options = initial === undefined ? { model } : { model, initial }
  const lines = eventLines(text.value)
  const problems = checkProblems(history.value, options, { file, lines })
  if (problems.length > 0) throw firstOf(problems)
  const verdict = checkHistory(history.value, maxSteps === undefined ? options : { ...options, maxSteps })
  if (flags.json) {
    const result = { format: 'netsplit-check/1', model, verdict: verdictJson(verdict, history.value) }
    io.stdout.write(`${JSON.stringify(result)}\n`)
  } else {
    const from = initial ?? modelFor(model).initial
    const about = {
      file,
      model,
      from,
      given: wanted !== null && initial !== undefined,
      history: history.value,
      lines,
    }
    print(io, report(about, verdict, textWidth(io)))
  }
  return EXITS[verdict.result]
}

/** One line: the first problem, and how many more there are. Mending one often mends those after it. */
function firstOf(problems: readonly Problem[]): BadInput {
  const [first, ...others] = problems.map(problemLine)
  const more =
    others.length === 0 ? '' : ` (and ${others.length === 1 ? 'one more' : `${others.length} more`})`
  return new BadInput(`${first}${more}`)
}

interface Checked {
  readonly file: string
  readonly model: ModelName
  /** The value at the beginning. */
  readonly from: Json
  /** The person named both the model and the value at the beginning. */
  readonly given: boolean
  readonly history: History
  readonly lines: readonly number[]
}

function report(
  { file, model, from, given, history, lines }: Checked,
  verdict: Verdict,
  width: number,
): string {
  const asked = history.filter(({ type }) => type === 'invoke').length
  const operations = asked === 1 ? '1 operation' : `${asked} operations`
  const how = given ? '' : ' (--model and --initial say otherwise)'
  const head = paragraph(
    `${operations}, checked as ${model} from ${excerpt(JSON.stringify(from))}${how}`,
    width,
    2,
  )
  const place = ({ called, returned }: Operation): string => {
    const from = lines[called] ?? called + 1
    return returned === null ? `line ${from}` : `lines ${from}, ${lines[returned] ?? returned + 1}`
  }
  const told = verdictLines(verdict, width, 'The proof, as each client saw it:', operation => {
    return { when: place(operation), what: describeOperation(operation) }
  })
  return `${[printable(file), ...head, ...told].join('\n')}\n`
}
