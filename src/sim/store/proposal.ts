import { assert } from '../../model/assert.ts'
import { withOperation } from '../../model/operation-set.ts'
import { applyOperation } from './apply.ts'
import { type Agreed, compareMarks, doneEntry, joinPending, joinSaw, type Version } from './copy.ts'
import { viewOf } from './merge.ts'
import type { PromisedCopy } from './protocol.ts'
import type { Attempt, Proposal } from './state.ts'
import type { Turn } from './turn.ts'

/**
 * What to ask the majority to accept, from the promises of a majority: the newest agreed value among them, with all
 * their pending versions folded in, changed by the operation.
 */
export function propose(turn: Turn, attempt: Attempt): Proposal {
  const { request, ballot } = attempt
  const copies = Object.values(attempt.promises)
  const newest = newestOf(copies)
  const pending = copies.reduce<readonly Version[]>((all, copy) => joinPending(all, copy.pending), [])
  const view = viewOf(turn.rule(request.key), { agreed: newest, pending })
  const folded = Object.keys(view.saw).some(origin => (newest.saw[origin] ?? 0) < (view.saw[origin] ?? 0))

  // An earlier try of this operation may have been adopted by somebody: it happened, and must not happen twice.
  const earlier = doneEntry(newest.done, request.op)
  const applied =
    earlier === undefined
      ? applyOperation(request.f, request.value, view.value)
      : { result: earlier.result, next: view.value, effect: false }
  const changed = folded || applied.effect
  const agreed: Agreed = {
    value: applied.next,
    writtenBallot: changed ? ballot : newest.writtenBallot,
    stamp: changed ? turn.stamp(view.latest) : newest.stamp,
    saw: joinSaw(newest.saw, view.saw),
    done:
      earlier === undefined
        ? { op: request.op, result: applied.result, effect: applied.effect, rest: newest.done }
        : newest.done,
    includes: applied.effect ? withOperation(view.includes, request.op) : view.includes,
    epoch: turn.config.epoch,
  }
  const effect = earlier === undefined ? applied.effect : earlier.effect
  return { agreed, answer: { kind: 'ok', result: applied.result, basis: view.includes, effect } }
}

function newestOf(copies: readonly PromisedCopy[]): Agreed {
  const [first, ...rest] = copies
  assert(first, 'a proposal without a promise')
  return rest.reduce((best, copy) => (compareMarks(copy.ballot, best.ballot) > 0 ? copy : best), first).agreed
}
