import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { items } from '../model/sequence.ts'
import type { LabHappening, Moment } from './moment.ts'

/**
 * The SHA-256 of a run's canonical trace, in hexadecimal: one line for each happening, with all that came of it. Two
 * runs with the same hash are the same run.
 */
export function traceHash(moment: Moment): string {
  const hash = sha256.create()
  for (const happening of items(moment.happenings)) hash.update(utf8ToBytes(`${traceLine(happening)}\n`))
  return bytesToHex(hash.digest())
}

/** A happening as one line of JSON. Its parts are always built in the same order, so the line is canonical. */
export function traceLine({ at, action, result, sent, reports, notes }: LabHappening): string {
  // A delivered message is in the line in which it was sent.
  const what = action.type === 'message' ? { type: 'message', id: action.message.id } : action
  return JSON.stringify([at, what, result, sent, reports, notes], plainer)
}

/** Sets of operations are written in hexadecimal; of the shared list of results the newest stands for all. */
function plainer(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString(16)
  if (key === 'done' && typeof value === 'object' && value !== null && 'op' in value) return value.op
  return value
}
