import type { Json } from '../model/json.ts'
import type { Operation } from '../model/operation.ts'
import { excerpt } from '../model/problem.ts'
import type { Explored, Witness } from '../model/verdict.ts'
import { describeOperation, inWords } from './describe.ts'

/** A sentence that lists more than this is not read. */
const LISTED_MAX = 6

/** Why a history is wrong: «No single order explains these answers: c1 withdrew 80 while c2 withdrew 80; at first: 100.» */
export function explainViolation(witness: Witness<string>, initial: Json): string {
  const { operations, key, minimal } = witness
  const about = key === null ? '' : ` about ${excerpt(key, 24)}`
  const these = operations.length === 1 ? 'this answer' : 'these answers'
  const what = `No single order explains ${these}${about}: ${inOrder(operations)}; at first: ${inWords(initial)}.`
  const why =
    'One correct copy that handles one operation at a time would not have answered so, whatever else happened.'
  const rest = minimal ? '' : ' Fewer of them may be enough: the search for the fewest ran out of steps.'
  return `${what} ${why}${rest}`
}

/** The operations one after the other; «while» where one was called before all the earlier ones had returned. */
function inOrder(operations: readonly Operation<string>[]): string {
  let text = ''
  let returned = -1
  for (const operation of operations.slice(0, LISTED_MAX)) {
    const joint = text === '' ? '' : operation.called > returned ? ', then ' : ' while '
    text += joint + describeOperation(operation)
    returned = Math.max(returned, operation.returned ?? 0)
  }
  const more = operations.length - LISTED_MAX
  return more > 0 ? `${text}, and ${grouped(more)} more` : text
}

/** «One order explains every answer (12 operations on 2 keys).» */
export function explainOrder(operations: number, keys: number): string {
  if (operations === 0) return 'There is nothing to explain: no operation was answered.'
  const counted = `${count(operations, 'operation')} on ${count(keys, 'key')}`
  return `One order explains every answer (${counted}).`
}

/** What the search got to and what it did not, and what helps. */
export function explainUndecided(explored: readonly Explored<string>[], stepsMax: number): string {
  const named = explored.flatMap(({ key }) => (key === null ? [] : [excerpt(key, 24)]))
  const where =
    named.length === 0 ? '' : ` at ${named.slice(0, 3).join(', ')}${named.length > 3 ? ' and others' : ''}`
  const gaveUp = `Nobody knows: the search for an order gave up${where} after ${count(stepsMax, 'step')}, and it does not guess.`
  const [first] = explored
  const got = first ? ` ${howFar(first, explored.length > 1)}` : ''
  return `${gaveUp}${got} Allow more steps, or check a shorter part of the history, or one with fewer operations at once or of unknown outcome.`
}

function howFar(
  { key, answered, placed, configurations, stuckAt }: Explored<string>,
  named: boolean,
): string {
  const at = named && key !== null ? `At ${excerpt(key, 24)} it` : 'It'
  return (
    `${at} met ${count(configurations, 'configuration')}, put at most ${grouped(placed)} of ` +
    `${count(answered, 'answered operation')} in order, and never got past this one: ${describeOperation(stuckAt)}.`
  )
}

function count(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`
}

/** 2000000 as 2,000,000, without a locale. */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}
