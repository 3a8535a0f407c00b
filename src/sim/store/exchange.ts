import type { NodeId } from '../../model/cluster.ts'
import { withOperation } from '../../model/operation-set.ts'
import { adopt } from './acceptor.ts'
import { applyOperation, deltaOf } from './apply.ts'
import { compareMarks, joinPending, seenBy, seesAll, type Version } from './copy.ts'
import type { Body, CopyEntry, Request } from './protocol.ts'
import type { Turn } from './turn.ts'

/** Answers an operation under `availability`: from the own copy, at once, asking nobody. Peers hear of it afterwards. */
export function answerAlone(turn: Turn, request: Request, waited: boolean): void {
  const { key, op, f, value } = request
  const view = turn.view(key)
  const { result, next, effect } = applyOperation(f, value, view.value)
  turn.note({ type: 'answers-alone', op, key, waited })
  if (effect) {
    const dots = turn.disk.dots + 1
    const version: Version = {
      dot: [`${turn.id}.${turn.diskNumber}`, dots],
      stamp: turn.stamp(view.latest),
      saw: view.saw,
      sawAgreed: view.sawAgreed,
      change: turn.rule(key) === 'counter' ? { delta: deltaOf(f, value) } : { value: next },
      op,
      includes: withOperation(view.includes, op),
    }
    turn.writeDisk({ dots })
    const copy = turn.copy(key)
    turn.keepCopy(key, { ...copy, pending: joinPending(copy.pending, [version]) })
    for (const peer of turn.peers) hint(turn, peer, key, dots)
    for (const peer of turn.peers) push(turn, peer, key)
  }
  turn.answer(request, { kind: 'ok', result, basis: view.includes, effect })
}

/** Remembers that a peer has not confirmed a version yet. */
function hint(turn: Turn, peer: NodeId, key: string, through: number): void {
  turn.hints = { ...turn.hints, [peer]: { ...turn.hints[peer], [key]: through } }
}

/**
 * Passes versions on, always the whole list: with one version alone a peer could have gaps, and would later claim to
 * have seen what it has not.
 */
function push(turn: Turn, peer: NodeId, key: string): void {
  const through = turn.hints[peer]?.[key]
  if (through !== undefined) turn.send(peer, { type: 'push', key, pending: turn.copy(key).pending, through })
}

export function onPush(turn: Turn, from: NodeId, body: Extract<Body, { type: 'push' }>): void {
  const copy = turn.copy(body.key)
  adopt(turn, from, { key: body.key, ballot: copy.ballot, agreed: copy.agreed, pending: body.pending })
  turn.send(from, { type: 'pushed', key: body.key, through: body.through })
}

export function onPushed(turn: Turn, from: NodeId, body: Extract<Body, { type: 'pushed' }>): void {
  const { [body.key]: through, ...rest } = turn.hints[from] ?? {}
  if (through !== undefined && through <= body.through) turn.hints = { ...turn.hints, [from]: rest }
}

/** Tells every peer, now and then, what the own copies have seen. It doubles as a sign of life. */
export function sendDigests(turn: Turn): void {
  const entries = Object.entries(turn.disk.copies).map(([key, copy]) => ({
    key,
    ballot: copy.ballot,
    saw: seenBy(copy),
  }))
  turn.sendPeers({ type: 'digest', entries })
  turn.timer(turn.settings.exchangeEveryUs, { type: 'exchange' })
}

/** A peer is there: whatever was kept for it goes out, and it gets every copy in which it lacks something. */
export function onDigest(turn: Turn, from: NodeId, body: Extract<Body, { type: 'digest' }>): void {
  const owed = turn.hints[from]
  if (owed !== undefined) for (const key of Object.keys(owed)) push(turn, from, key)
  const lacking: CopyEntry[] = []
  // By key alone: a list of pairs for each digest was one part in twenty of a run.
  for (const key of Object.keys(turn.disk.copies)) {
    const copy = turn.copy(key)
    const theirs = body.entries.find(entry => entry.key === key)
    const newer = theirs === undefined || compareMarks(copy.ballot, theirs.ballot) > 0
    if (newer || !seesAll(theirs.saw, seenBy(copy)))
      lacking.push({ key, ballot: copy.ballot, agreed: copy.agreed, pending: copy.pending })
  }
  if (lacking.length > 0) turn.send(from, { type: 'copies', entries: lacking })
}

export function onCopies(turn: Turn, from: NodeId, body: Extract<Body, { type: 'copies' }>): void {
  for (const entry of body.entries) adopt(turn, from, entry)
}
