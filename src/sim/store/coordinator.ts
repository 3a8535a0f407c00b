import { countQuorum, type NodeId } from '../../model/cluster.ts'
import type { OperationId } from '../../model/operation-set.ts'
import { draw } from '../../model/random.ts'
import { accept, noticeBallot, promise } from './acceptor.ts'
import { compareMarks } from './copy.ts'
import { propose } from './proposal.ts'
import type { Body, PromisedCopy, Request, Timer } from './protocol.ts'
import type { Attempt } from './state.ts'
import type { Turn } from './turn.ts'

/** Takes on an operation under `consistency`: it will be agreed by a majority, refused, or nobody will know. */
export function coordinate(turn: Turn, request: Request): void {
  turn.keepAttempt(request.op, {
    request,
    tries: 0,
    epoch: turn.config.epoch,
    phase: 'pause',
    ballot: [0, turn.id],
    promises: {},
    accepted: [],
    nacked: [],
    proposal: null,
    everProposed: false,
    since: turn.now,
  })
  turn.timer(turn.settings.deadlineUs, { type: 'deadline', op: request.op })
  prepare(turn, request.op)
}

/** Begins a try with a fresh ballot: asks every replica, itself first, for a promise. */
export function prepare(turn: Turn, op: OperationId): void {
  const attempt = turn.attempt(op)
  if (!attempt) return
  const { key } = attempt.request
  const tries = attempt.tries + 1
  const counter = turn.disk.counter + 1
  turn.writeDisk({ counter })
  const ballot = [counter, turn.id] as const
  const { epoch } = turn.config
  const begun = { tries, epoch, phase: 'prepare', ballot, promises: {}, accepted: [], nacked: [] } as const
  turn.keepAttempt(op, changed(attempt, begun))
  turn.note({ type: 'asks', op, key, tries })
  turn.sendPeers({ type: 'prepare', op, key, ballot })
  turn.timer(turn.settings.attemptTimeoutUs, { type: 'attempt', op, tries, phase: 'prepare' })
  const own = promise(turn, key, ballot)
  if (own) onPromised(turn, op, turn.id, own)
}

/** Counts a promise; the try it answers must still be the current one. */
export function onPromise(turn: Turn, from: NodeId, body: Extract<Body, { type: 'promise' }>): void {
  if (current(turn.attempt(body.op), 'prepare', body.ballot)) onPromised(turn, body.op, from, body.copy)
}

function onPromised(turn: Turn, op: OperationId, from: NodeId, copy: PromisedCopy): void {
  const attempt = turn.attempt(op)
  if (!attempt) return
  // Keyed by sender: a repeated message is not a second vote.
  const promises = { ...attempt.promises }
  promises[from] = copy
  const promised = changed(attempt, { promises })
  turn.keepAttempt(op, promised)
  const copies = Object.values(promises)
  const needed = promisesNeeded(turn, copies)
  if (countQuorum(turn.voters, copies.length, attempt.nacked.length, needed) !== 'won') return
  sendProposal(turn, promised)
}

/**
 * A majority, and in the first agreement on a key after a sealed return to consistency every replica: some may hold
 * versions that were answered under availability and that no majority has heard of.
 */
function promisesNeeded(turn: Turn, copies: readonly PromisedCopy[]): number {
  const { sealed, epoch } = turn.config
  if (!sealed || copies.some(copy => copy.agreed.epoch === epoch)) return turn.majority
  return turn.voters
}

function sendProposal(turn: Turn, attempt: Attempt): void {
  const { request, ballot } = attempt
  const { op, key } = request
  const proposal = propose(turn, attempt)
  const again = attempt.everProposed
  turn.keepAttempt(op, changed(attempt, { phase: 'accept', proposal, everProposed: true, nacked: [] }))
  turn.note({ type: 'proposes', op, key, again })
  turn.sendPeers({ type: 'accept', op, key, ballot, agreed: proposal.agreed })
  turn.timer(turn.settings.attemptTimeoutUs, {
    type: 'attempt',
    op,
    tries: attempt.tries,
    phase: 'accept',
  })
  if (accept(turn, key, ballot, proposal.agreed, null)) onAcceptedBy(turn, op, turn.id)
}

/** Counts an acceptance. With a majority the operation is agreed, and its client can hear so. */
export function onAccepted(turn: Turn, from: NodeId, body: Extract<Body, { type: 'accepted' }>): void {
  if (current(turn.attempt(body.op), 'accept', body.ballot)) onAcceptedBy(turn, body.op, from)
}

function onAcceptedBy(turn: Turn, op: OperationId, from: NodeId): void {
  const attempt = turn.attempt(op)
  if (!attempt?.proposal || attempt.accepted.includes(from)) return
  const accepted = [...attempt.accepted, from]
  turn.keepAttempt(op, changed(attempt, { accepted }))
  if (countQuorum(turn.voters, accepted.length, attempt.nacked.length) !== 'won') return
  turn.note({ type: 'agreed', op, key: attempt.request.key, accepted: accepted.length })
  turn.answer(attempt.request, attempt.proposal.answer)
}

/** Counts a refusal by an acceptor that has promised a newer ballot. The try is over when no majority is left. */
export function onNack(turn: Turn, from: NodeId, body: Extract<Body, { type: 'nack' }>): void {
  noticeBallot(turn, body.promised)
  // A repeated prepare is answered so too: it has promised this very ballot, and refuses nothing.
  if (compareMarks(body.promised, body.ballot) <= 0) return
  const attempt = turn.attempt(body.op)
  if (!attempt || compareMarks(attempt.ballot, body.ballot) !== 0 || attempt.phase === 'pause') return
  if (attempt.nacked.includes(from)) return
  const nacked = [...attempt.nacked, from]
  turn.keepAttempt(body.op, changed(attempt, { nacked }))
  const promises = Object.values(attempt.promises)
  const preparing = attempt.phase === 'prepare'
  const yes = preparing ? promises.length : attempt.accepted.length
  const needed = preparing ? promisesNeeded(turn, promises) : turn.majority
  if (countQuorum(turn.voters, yes, nacked.length, needed) === 'lost') pause(turn, body.op)
}

/**
 * Waits a while before the next try, a random time that doubles from try to try: two coordinators that kept answering
 * each other at once would never finish. The next try prepares again; to send the old proposal with a new ballot
 * would overwrite what others agreed on meanwhile.
 */
function pause(turn: Turn, op: OperationId): void {
  const attempt = turn.attempt(op)
  if (!attempt) return
  const { backoffUs, backoffMaxUs } = turn.settings
  // A shift, since a power is not exact on every engine; after ten tries the maximum has long been reached.
  const most = Math.min(backoffMaxUs, backoffUs * (1 << Math.min(attempt.tries - 1, 10)))
  const [wait, random] = draw(turn.random, 0, most)
  turn.random = random
  turn.keepAttempt(op, changed(attempt, { phase: 'pause' }))
  turn.note({ type: 'backs-off', op, key: attempt.request.key, tries: attempt.tries })
  turn.timer(wait, { type: 'retry', op, tries: attempt.tries })
}

/** The try has taken too long: messages were lost, or nobody is there. */
export function onAttemptTimeout(turn: Turn, timer: Extract<Timer, { type: 'attempt' }>): void {
  const attempt = turn.attempt(timer.op)
  if (attempt?.tries === timer.tries && attempt.phase === timer.phase) pause(turn, timer.op)
}

export function onRetry(turn: Turn, op: OperationId, tries: number): void {
  if (turn.attempt(op)?.tries === tries) prepare(turn, op)
}

/**
 * Time is up; what arrives later is ignored. As long as no accept was ever sent the operation has certainly not
 * happened, and the client is told so. Otherwise nobody knows.
 */
export function onDeadline(turn: Turn, op: OperationId): void {
  const attempt = turn.attempt(op)
  if (!attempt) return
  const { key } = attempt.request
  if (attempt.everProposed) {
    turn.note({ type: 'gives-up', op, key, accepted: attempt.accepted.length })
    turn.answer(attempt.request, { kind: 'no-answer' })
  } else {
    turn.note({ type: 'refuses', op, key, promises: Object.keys(attempt.promises).length })
    turn.answer(attempt.request, { kind: 'refused' })
  }
}

function current(
  attempt: Attempt | undefined,
  phase: Attempt['phase'],
  ballot: readonly [number, NodeId],
): boolean {
  return attempt !== undefined && attempt.phase === phase && compareMarks(attempt.ballot, ballot) === 0
}

/** The attempt with some fields changed. Each is named, since V8 is slow at a field behind a spread that has it too. */
function changed(attempt: Attempt, change: Partial<Attempt>): Attempt {
  const {
    request = attempt.request,
    tries = attempt.tries,
    epoch = attempt.epoch,
    phase = attempt.phase,
    ballot = attempt.ballot,
    promises = attempt.promises,
    accepted = attempt.accepted,
    nacked = attempt.nacked,
    proposal = attempt.proposal,
    everProposed = attempt.everProposed,
    since = attempt.since,
  } = change
  return {
    request,
    tries,
    epoch,
    phase,
    ballot,
    promises,
    accepted,
    nacked,
    proposal,
    everProposed,
    since,
  }
}
