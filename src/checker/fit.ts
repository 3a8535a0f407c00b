import type { Json } from '../model/json.ts'
import type { History, HistoryEvent } from '../model/operation.ts'
import { excerpt, type Problem } from '../model/problem.ts'
import { modelFor } from './models.ts'
import { requestMisfit } from './shape.ts'
import { MODEL_NAMES, type ModelName, type SequentialSpec } from './spec.ts'

/** Where the events of a history stand in the file that they came from. */
export interface Source {
  readonly file: string
  /** Of each event, its line; as `eventLines` gives them. Without it, a problem names the event in its sentence. */
  readonly lines?: readonly number[]
}

const PROBLEMS_MAX = 20

/**
 * What keeps a history from being checked against a model: an initial value or an operation that the model does not
 * know, or an answer of another kind. Empty if `checkHistory` may be asked.
 */
export function checkProblems(
  history: History,
  { model, initial }: { readonly model: ModelName; readonly initial?: Json },
  source: Source,
): Problem[] {
  const spec = modelFor(model)
  const problems: Problem[] = []
  const started = spec.init(initial ?? spec.initial)
  if (!started.ok) {
    const found = excerpt(JSON.stringify(initial))
    const message = `the initial value ${found} does not fit the ${model} model: expected ${started.expected}`
    problems.push({ file: source.file, line: null, message })
  }
  for (const [index, event] of history.entries()) {
    const message = eventProblem(spec, event)
    if (message === null) continue
    const line = source.lines?.[index] ?? null
    problems.push({
      file: source.file,
      line,
      message: line === null ? `event ${index + 1}: ${message}` : message,
    })
    if (problems.length >= PROBLEMS_MAX) break
  }
  return problems
}

function eventProblem(spec: SequentialSpec, { type, f, value }: HistoryEvent): string | null {
  if (!spec.operations.includes(f)) {
    const others = MODEL_NAMES.filter(name => modelFor(name).operations.includes(f))
    return (
      `the ${spec.name} model does not know ${f}: expected ${spec.operations.join(', ')}; ` +
      `${f} belongs to the model ${others.join(' or ')}`
    )
  }
  const found = excerpt(JSON.stringify(value))
  const asked = type === 'invoke' ? requestMisfit(f, value) : null
  if (asked !== null) return `the value of ${f} is ${found}: expected ${asked}`
  const answered = type === 'ok' ? (spec.misfit?.(f, value) ?? null) : null
  return answered === null
    ? null
    : `a ${f} of the ${spec.name} model was answered ${found}: expected ${answered}`
}
