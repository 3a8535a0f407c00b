import { assert, present } from '../../src/model/assert.ts'
import type { NodeId } from '../../src/model/cluster.ts'
import type { Json } from '../../src/model/json.ts'
import type { Message } from '../../src/sim/sim.ts'
import type { StoreKind } from '../../src/sim/store/state.ts'

/** Which messages a command means: their type and both ends; null stands for any. */
export interface Wanted {
  readonly type: string | null
  readonly from: readonly NodeId[] | null
  readonly to: readonly NodeId[] | null
}

export function isWanted({ body, from, to }: Message<StoreKind>, wanted: Wanted): boolean {
  return (
    (wanted.type === null || wanted.type === body.type) &&
    (wanted.from?.includes(from) ?? true) &&
    (wanted.to?.includes(to) ?? true)
  )
}

/** The messages that a line such as `deliver promise n2,n3>n1` means. */
export function wantedBy([, type = '', ends = '']: readonly string[]): Wanted {
  const [from = '', to = ''] = ends.split('>')
  assert(from !== '' && to !== '', 'messages are named like «promise n2,n3>n1»')
  const nodes = (list: string): readonly NodeId[] | null => (list === '*' ? null : list.split(','))
  return { type: type === '*' ? null : type, from: nodes(from), to: nodes(to) }
}

export function durationMs(text: string): number {
  const [, sign, digits = '', unit] = present(/^(-?)(\d+)(ms|s)$/.exec(text), 'a time such as 200ms or 2s')
  return (sign === '-' ? -1 : 1) * Number(digits) * (unit === 's' ? 1000 : 1)
}

/** A value as stories write it: JSON, and any other word is text. */
export function jsonOf(word: string): Json {
  try {
    return JSON.parse(word) as Json
  } catch {
    return word
  }
}
