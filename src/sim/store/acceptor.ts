import type { NodeId } from '../../model/cluster.ts'
import { type Agreed, type Ballot, type Copy, compareMarks, joinPending } from './copy.ts'
import type { Body, CopyEntry, PromisedCopy } from './protocol.ts'
import type { Turn } from './turn.ts'

/**
 * The least ballot that the acceptor may not go below. What it learned through the exchange counts as well as what it
 * promised: it may hold a newer agreement than it ever promised to wait for.
 */
function floorOf(copy: Copy): Ballot {
  return compareMarks(copy.promised, copy.ballot) >= 0 ? copy.promised : copy.ballot
}

/** Promises to accept nothing older than `ballot`, and shows its copy; null where something newer was promised. */
export function promise(turn: Turn, key: string, ballot: Ballot): PromisedCopy | null {
  const copy = turn.copy(key)
  if (compareMarks(ballot, floorOf(copy)) <= 0) return null
  const { ballot: accepted, agreed, pending } = copy
  turn.keepCopy(key, { promised: ballot, ballot: accepted, agreed, pending })
  return { ballot: accepted, agreed, pending }
}

/** Accepts a proposal, unless it has promised a newer ballot since: the promise is checked again here. */
export function accept(
  turn: Turn,
  key: string,
  ballot: Ballot,
  agreed: Agreed,
  from: NodeId | null,
): boolean {
  const copy = turn.copy(key)
  if (compareMarks(ballot, floorOf(copy)) < 0) return false
  turn.keepCopy(key, { promised: ballot, ballot, agreed, pending: copy.pending }, from)
  return true
}

/** Answers a coordinator's `prepare`. */
export function onPrepare(turn: Turn, from: NodeId, body: Extract<Body, { type: 'prepare' }>): void {
  const { op, key, ballot } = body
  noticeBallot(turn, ballot)
  const copy = promise(turn, key, ballot)
  if (copy) turn.send(from, { type: 'promise', op, key, ballot, copy })
  else turn.send(from, { type: 'nack', op, key, ballot, promised: floorOf(turn.copy(key)) })
}

/** Answers a coordinator's `accept`. */
export function onAccept(turn: Turn, from: NodeId, body: Extract<Body, { type: 'accept' }>): void {
  const { op, key, ballot, agreed } = body
  noticeBallot(turn, ballot)
  if (accept(turn, key, ballot, agreed, from)) turn.send(from, { type: 'accepted', op, key, ballot })
  else turn.send(from, { type: 'nack', op, key, ballot, promised: floorOf(turn.copy(key)) })
}

/** Own ballots are made greater than every ballot seen; the counter is on disk, so that none is ever used twice. */
export function noticeBallot(turn: Turn, ballot: Ballot): void {
  if (ballot[0] > turn.disk.counter) turn.writeDisk({ counter: ballot[0] })
}

/**
 * Takes over a newer agreement and missing versions from a peer. This goes past the own promise: waiting for it would
 * leave a refused minority stale for seconds after healing, since its own attempts have promised it away. It never
 * counts as an acceptance, and no read may skip the accept round in return.
 */
export function adopt(turn: Turn, from: NodeId, entry: CopyEntry): void {
  const copy = turn.copy(entry.key)
  const newer = compareMarks(entry.ballot, copy.ballot) > 0
  const pending = joinPending(copy.pending, entry.pending)
  if (!newer && pending === copy.pending) return
  noticeBallot(turn, entry.ballot)
  const { ballot, agreed } = newer ? entry : copy
  turn.keepCopy(entry.key, { promised: copy.promised, ballot, agreed, pending }, from)
}
