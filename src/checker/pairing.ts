import { canonicalJson } from '../model/json.ts'
import type { HistoryEvent } from '../model/operation.ts'
import { excerpt } from '../model/problem.ts'
import type { LineEvent } from './line.ts'

/** What is known of one process so far. */
type ProcessState =
  | { readonly is: 'idle' }
  | { readonly is: 'waiting'; readonly invoke: HistoryEvent; readonly line: number }
  /** Its latest operation ended in `info`. */
  | { readonly is: 'gone'; readonly line: number }
  /** A line of it could not be read, so what it waits for is not known. */
  | { readonly is: 'doubtful' }

type Paired =
  | { readonly ok: true; readonly event: HistoryEvent }
  | { readonly ok: false; readonly message: string }

/** Holds each event against what its process did before: one operation at a time, and an end for what was begun. */
export interface Pairing {
  take(event: LineEvent, line: number): Paired
  /** A line could not be read: what follows from that is no problem of its own. Null: whose line is not known. */
  doubt(process: string | null): void
}

export function createPairing(): Pairing {
  const processes = new Map<string, ProcessState>()
  let doubtful = false

  const stateOf = (process: string): ProcessState =>
    processes.get(process) ?? { is: doubtful ? 'doubtful' : 'idle' }

  const invoke = (event: LineEvent, line: number): Paired => {
    const state = stateOf(event.process)
    const name = excerpt(event.process, 24)
    const whole = completed(event, event)
    processes.set(event.process, { is: 'waiting', invoke: whole, line })
    if (state.is === 'waiting') {
      return bad(
        `${name} invokes while its ${state.invoke.f} of line ${state.line} is open: expected an ok, fail or info of ` +
          'that first, or another process',
      )
    }
    if (state.is === 'gone') {
      return bad(
        `${name} invokes again after its info on line ${state.line}: expected a new process, because nobody knows ` +
          'whether the old one still waits',
      )
    }
    return { ok: true, event: whole }
  }

  const end = (event: LineEvent, line: number): Paired => {
    const state = stateOf(event.process)
    const name = excerpt(event.process, 24)
    processes.set(event.process, event.type === 'info' ? { is: 'gone', line } : { is: 'idle' })
    if (state.is === 'doubtful') return { ok: true, event: completed(event, event) }
    if (state.is !== 'waiting') {
      return bad(`${name} has an open operation nowhere above this ${event.type}: expected its invoke first`)
    }
    const mismatch = mismatchOf(event, state.invoke)
    if (mismatch === null) return { ok: true, event: completed(event, state.invoke) }
    return bad(
      `the ${event.type} of ${name} ${mismatch}, which is what its invoke on line ${state.line} says`,
    )
  }

  return {
    take: (event, line) => (event.type === 'invoke' ? invoke(event, line) : end(event, line)),
    doubt(process) {
      if (process === null) {
        doubtful = true
        processes.clear()
      } else processes.set(process, { is: 'doubtful' })
    },
  }
}

/** How an event contradicts its invoke: «has the f read: expected write». */
function mismatchOf(event: LineEvent, invoke: HistoryEvent): string | null {
  if (event.f !== invoke.f) return `has the f ${event.f}: expected ${invoke.f}`
  if (event.key !== invoke.key) return `has ${keyInWords(event.key)}: expected ${keyInWords(invoke.key)}`
  if (event.value === undefined || event.f === 'read') return null
  if (event.value === null && event.type !== 'ok') return null
  if (canonicalJson(event.value) === canonicalJson(invoke.value)) return null
  return `has the value ${excerpt(JSON.stringify(event.value))}: expected ${excerpt(JSON.stringify(invoke.value))}`
}

function keyInWords(key: string | undefined): string {
  return key === undefined ? 'no key' : `the key ${excerpt(JSON.stringify(key))}`
}

/** The event with a value: where the line has none, what the invoke asked. */
function completed(event: LineEvent, invoke: LineEvent): HistoryEvent {
  return { ...event, value: (event.value === undefined ? invoke.value : event.value) ?? null }
}

function bad(message: string): Paired {
  return { ok: false, message }
}
