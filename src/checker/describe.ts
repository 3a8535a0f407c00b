import { isJsonArray, type Json } from '../model/json.ts'
import { OPERATION_NAMES, type Operation } from '../model/operation.ts'
import { excerpt } from '../model/problem.ts'
import { casPair } from './shape.ts'

/** What an operation did in plain words: «c1 withdrew 80», «c2 read 20», «c1's withdrawal of 80 was declined». */
export function describeOperation(operation: Operation<string>): string {
  const { f, value, outcome, result } = operation
  const process = excerpt(operation.process, 24)
  const named = `${process}'s ${asNoun(f, value)}`
  if (outcome === 'fail') return `${named} definitely did not happen`
  if (outcome === 'unknown') return `${named} may have happened or not`
  if (f === 'read') return `${process} read ${inWords(result)}`
  if (f === 'cas' && result === false) return `${named} did not match`
  if (f === 'withdraw' && result === false) return `${named} was declined`
  if (!OPERATION_NAMES.some(name => name === f)) return `${named} was answered ${inWords(result)}`
  return `${process} ${asVerb(f, value)}`
}

/** A value as text for a sentence: short, safe for a terminal, «nothing» for null, and a set as a person lists it. */
export function inWords(value: Json): string {
  if (value === null) return 'nothing'
  if (isJsonArray(value)) return excerpt(listInWords(value, 'and'))
  const siblings = typeof value === 'object' ? value['siblings'] : undefined
  if (siblings !== undefined && isJsonArray(siblings)) return excerpt(listInWords(siblings, 'or'))
  return excerpt(elementInWords(value))
}

/** «milk, bread and eggs». */
function listInWords(values: readonly Json[], joint: string): string {
  if (values.length === 0) return 'nothing'
  const words = values.map(elementInWords)
  const last = words.slice(-1).join('')
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`
}

/** A word stands as it is; what might be taken for something else, such as the texts "5" and "nothing", keeps its quotes. */
function elementInWords(value: Json): string {
  if (value === null) return 'nothing'
  return typeof value === 'string' && value !== 'nothing' && /^[\p{L}][\p{L}\p{N}_-]*$/u.test(value)
    ? value
    : JSON.stringify(value)
}

function asVerb(f: string, value: Json): string {
  switch (f) {
    case 'read':
      return 'read'
    case 'write':
      return `wrote ${inWords(value)}`
    case 'cas':
      return `swapped ${swapInWords(value)}`
    case 'withdraw':
      return `withdrew ${inWords(value)}`
    case 'deposit':
      return `deposited ${inWords(value)}`
    case 'add':
      return `added ${inWords(value)}`
    case 'remove':
      return `removed ${inWords(value)}`
    default:
      return f
  }
}

function asNoun(f: string, value: Json): string {
  switch (f) {
    case 'read':
      return 'read'
    case 'write':
      return `write of ${inWords(value)}`
    case 'cas':
      return `swap of ${swapInWords(value)}`
    case 'withdraw':
      return `withdrawal of ${inWords(value)}`
    case 'deposit':
      return `deposit of ${inWords(value)}`
    case 'add':
      return `add of ${inWords(value)}`
    case 'remove':
      return `removal of ${inWords(value)}`
    default:
      return value === null ? f : `${f} of ${inWords(value)}`
  }
}

function swapInWords(value: Json): string {
  const { expected, next } = casPair(value)
  return `${inWords(expected)} for ${inWords(next)}`
}
