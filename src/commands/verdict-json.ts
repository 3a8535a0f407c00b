import type { Json } from '../model/json.ts'
import type { History, Operation } from '../model/operation.ts'
import { millis } from '../model/time.ts'
import type { Verdict } from '../model/verdict.ts'

/** A verdict as JSON; `witness` is null unless it is a violation. */
export interface VerdictJson {
  readonly result: Verdict['result']
  readonly explanation: string
  readonly witness: {
    readonly key: string | null
    readonly operations: readonly OperationJson[]
    readonly minimal: boolean
  } | null
  /** Of each key that is undecided; only there if the result is unknown. */
  readonly explored?: readonly ExploredJson[]
}

/** How far the search got: `Explored` says what the figures are. */
interface ExploredJson {
  readonly key: string | null
  readonly answered: number
  readonly placed: number
  readonly configurations: number
  readonly stuckAt: OperationJson
}

/** An operation of a witness. Times are in milliseconds, null where the history has none or nothing came back. */
interface OperationJson {
  readonly process: string
  readonly f: Operation['f']
  readonly key: string | null
  readonly value: Json
  readonly outcome: Operation['outcome']
  readonly result: Json
  readonly time: number | null
  readonly returned: number | null
}

export function verdictJson(verdict: Verdict, history: History): VerdictJson {
  const { result, explanation } = verdict
  const timeOf = (place: number | null): number | null => {
    const time = place === null ? undefined : history[place]?.time
    return time === undefined ? null : millis(time)
  }
  const json = ({ process, f, key, value, outcome, result, called, returned }: Operation): OperationJson => {
    return { process, f, key, value, outcome, result, time: timeOf(called), returned: timeOf(returned) }
  }
  if (verdict.result === 'unknown') {
    const explored = verdict.explored.map(one => ({ ...one, stuckAt: json(one.stuckAt) }))
    return { result, explanation, witness: null, explored }
  }
  if (verdict.result !== 'violation') return { result, explanation, witness: null }
  const { key, operations, minimal } = verdict.witness
  return { result, explanation, witness: { key, operations: operations.map(json), minimal } }
}
