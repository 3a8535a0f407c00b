import type { Run } from '../../lab/lab.ts'
import type { Json } from '../../model/json.ts'
import type { OperationName } from '../../model/operation.ts'
import type { OperationId } from '../../model/operation-set.ts'
import { items } from '../../model/sequence.ts'
import type { Micros } from '../../model/time.ts'
import type { Verdict } from '../../model/verdict.ts'
import { orderForms, valueIn } from '../cluster/words.ts'
import type { Lane } from './lanes.ts'

/** An operation as its client saw it: a bar on the client's lane, from invoke to return. */
export interface Bar {
  /** Its place in the history's order of invokes, from 0: the name that a verdict uses. */
  readonly id: number
  readonly lane: number
  readonly key: string | null
  readonly f: OperationName
  readonly value: Json
  readonly from: Micros
  /** Null while nothing has come back. */
  readonly until: Micros | null
  /** `declined` was answered too: insufficient funds, or another value than expected. */
  readonly outcome: 'ok' | 'declined' | 'fail' | 'unknown' | 'open'
  /** What it is called, in several lengths, the longest first. */
  readonly forms: readonly string[]
  /** A, B, … for the operations that cannot all be true of one correct copy. */
  readonly letter: string | null
}

export function barsOf({ moment }: Run, lanes: readonly Lane[]): readonly Bar[] {
  const places = new Map(lanes.map(({ id }, place) => [id, place]))
  const bars: Bar[] = []
  const open = new Map<OperationId, number>()
  for (const { op, client, event } of items(moment.told)) {
    const { f, value, key = null, time = 0 } = event
    if (event.type === 'invoke') {
      open.set(op, bars.length)
      const lane = places.get(client) ?? 0
      const forms = orderForms({ f, value })
      bars.push({
        id: bars.length,
        lane,
        key,
        f,
        value,
        from: time,
        until: null,
        outcome: 'open',
        forms,
        letter: null,
      })
      continue
    }
    const id = open.get(op)
    const bar = id === undefined ? undefined : bars[id]
    if (id === undefined || !bar) continue
    open.delete(op)
    const declined = event.declined === true || event.swapped === false
    const outcome =
      event.type === 'info' ? 'unknown' : event.type === 'fail' ? 'fail' : declined ? 'declined' : 'ok'
    bars[id] = { ...bar, until: time, outcome, forms: answeredForms(bar, outcome, value) }
  }
  return bars
}

/** A read that was answered is called by what it saw. */
function answeredForms(bar: Bar, outcome: Bar['outcome'], result: Json): readonly string[] {
  const [long = '', ...shorter] = bar.forms
  if (bar.f === 'read' && outcome === 'ok') return [`read ${valueIn(result, 18)}`, `r ${valueIn(result, 8)}`]
  if (outcome === 'declined')
    return [`${long}: ${bar.f === 'cas' ? 'other value' : 'no funds'}`, long, ...shorter]
  if (outcome === 'fail') return [`${long} refused`, long, ...shorter]
  if (outcome === 'unknown') return [`${long}: nobody knows`, long, ...shorter]
  return bar.forms
}

/** The bars with the letters of the witness, if the verdict has one. */
export function lettered(bars: readonly Bar[], verdict: Verdict | null): readonly Bar[] {
  if (verdict?.result !== 'violation') return bars
  const places = new Map(verdict.witness.operations.map(({ id }, place) => [id, place]))
  return bars.map(bar => {
    const place = places.get(bar.id)
    return place === undefined ? bar : { ...bar, letter: letterOf(place) }
  })
}

/** A to Z, then `A2` and so on. */
function letterOf(place: number): string {
  const round = Math.floor(place / 26)
  return String.fromCharCode(65 + (place % 26)) + (round > 0 ? `${round + 1}` : '')
}

/** Which operations no order explains, in words: `✗ no single order explains A, B and C`. */
export function noOrderWords(bars: readonly Bar[]): string {
  const letters = bars.flatMap(({ letter }) => (letter === null ? [] : [letter]))
  const last = letters.slice(-1).join('')
  const names = letters.length > 1 ? `${letters.slice(0, -1).join(', ')} and ${last}` : last
  return `✗ no single order explains ${names}`
}
