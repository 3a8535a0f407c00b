import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import { uniteSets } from './merge.ts'

/** What an operation answers on a value, and the value after it. `effect` is false where it left no trace to be lost. */
export interface Applied {
  readonly result: Json
  readonly next: Json
  readonly effect: boolean
}

/** Applies an operation to a value: the same function for both policies. See `Operation` for what results mean. */
export function applyOperation(f: OperationName, argument: Json, value: Json): Applied {
  switch (f) {
    case 'read':
      return { result: value, next: value, effect: false }
    case 'write':
      return { result: true, next: argument, effect: true }
    case 'cas': {
      const [expected = null, next = null] = isJsonArray(argument) ? argument : []
      const matches = canonicalJson(expected) === canonicalJson(value)
      return { result: matches, next: matches ? next : value, effect: matches }
    }
    case 'withdraw': {
      const paid = numberOf(argument) <= numberOf(value)
      return { result: paid, next: paid ? numberOf(value) - numberOf(argument) : value, effect: paid }
    }
    case 'deposit':
      return { result: true, next: numberOf(value) + numberOf(argument), effect: true }
    case 'add':
      return { result: true, next: uniteSets([value, [argument]]), effect: true }
    case 'remove': {
      const removed = canonicalJson(argument)
      const rest = isJsonArray(value) ? value.filter(member => canonicalJson(member) !== removed) : []
      return { result: true, next: rest, effect: true }
    }
  }
}

/** The difference that an operation makes to a counter. */
export function deltaOf(f: OperationName, argument: Json): number {
  return f === 'deposit' ? numberOf(argument) : f === 'withdraw' ? -numberOf(argument) : 0
}

function numberOf(value: Json): number {
  return typeof value === 'number' ? value : 0
}
