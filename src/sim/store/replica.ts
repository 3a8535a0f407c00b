import type { NodeId } from '../../model/cluster.ts'
import { draw, type Random } from '../../model/random.ts'
import { onAccept, onPrepare } from './acceptor.ts'
import {
  coordinate,
  onAccepted,
  onAttemptTimeout,
  onDeadline,
  onNack,
  onPromise,
  onRetry,
  prepare,
} from './coordinator.ts'
import { answerAlone, onCopies, onDigest, onPush, onPushed, sendDigests } from './exchange.ts'
import type { Body, Request, Settings, Timer } from './protocol.ts'
import { askForRecovery, beginRecovery, emptyDisk, onRecover, onRecovery } from './recovery.ts'
import type { ReplicaState, StoreInput, StoreOutput } from './state.ts'
import { hear, neverHeard } from './suspicion.ts'
import { Turn } from './turn.ts'

/** A replica with empty copies, as it is before the first start. */
export function createReplica(id: NodeId, settings: Settings, random: Random): ReplicaState {
  return {
    kind: 'replica',
    id,
    settings,
    random,
    disk: emptyDisk,
    attempts: {},
    hints: {},
    heard: neverHeard(settings),
    recovering: null,
    diskNumber: 0,
  }
}

/**
 * One replica of the store under both policies: acceptor for every coordinator, coordinator for its own clients, and
 * partner in the exchange of copies. Pure: the same state and input give the same next state and outputs.
 */
export function replicaStep(
  state: ReplicaState,
  input: StoreInput,
): readonly [ReplicaState, readonly StoreOutput[]] {
  const turn = new Turn(state, input)
  handle(turn, input)
  return [turn.state(), turn.outputs]
}

function handle(turn: Turn, input: StoreInput): void {
  switch (input.type) {
    case 'start':
      return startExchange(turn)
    case 'restart':
      // Memory is gone: what was being coordinated is never answered, and its clients hear nothing.
      turn.attempts = {}
      turn.hints = {}
      turn.heard = neverHeard(turn.settings)
      if (!input.diskKept) beginRecovery(turn, input.incarnation)
      return startExchange(turn)
    case 'config':
      return onConfig(turn)
    case 'timer':
      return onTimer(turn, input.timer)
    case 'message':
      hear(turn, input.from)
      // Until it knows what it may have promised, it takes part in nothing.
      if (turn.recovering === null) onMessage(turn, input.from, input.body)
      else if (input.body.type === 'recovery') onRecovery(turn, input.from, input.body)
      return
    case 'order':
      return
  }
}

/** The replicas do not all exchange at the same instant. */
function startExchange(turn: Turn): void {
  const [wait, random] = draw(turn.random, 0, turn.settings.exchangeEveryUs)
  turn.random = random
  turn.timer(wait, { type: 'exchange' })
}

/** Under a new policy, an operation that waits without an accept out is answered by it; one with an accept out is not. */
function onConfig(turn: Turn): void {
  const { merge } = turn.config
  if (merge) turn.settings = { ...turn.settings, merge: { ...turn.settings.merge, ...merge } }
  for (const attempt of Object.values(turn.attempts))
    if (!attempt.everProposed && turn.policyFor(attempt.request) === 'availability')
      answerAlone(turn, attempt.request, true)
    // A replica may have answered alone after it promised. In a new epoch it is asked again, and shows what it has.
    else if (attempt.phase === 'prepare' && attempt.epoch !== turn.config.epoch)
      prepare(turn, attempt.request.op)
}

function onTimer(turn: Turn, timer: Timer): void {
  switch (timer.type) {
    case 'attempt':
      return onAttemptTimeout(turn, timer)
    case 'retry':
      return onRetry(turn, timer.op, timer.tries)
    case 'deadline':
      return onDeadline(turn, timer.op)
    case 'exchange':
      return turn.recovering === null ? sendDigests(turn) : askForRecovery(turn)
    case 'client-timeout':
      return
  }
}

function onMessage(turn: Turn, from: NodeId, body: Body): void {
  switch (body.type) {
    case 'request':
      return onRequest(turn, body.request)
    case 'prepare':
      return onPrepare(turn, from, body)
    case 'promise':
      return onPromise(turn, from, body)
    case 'accept':
      return onAccept(turn, from, body)
    case 'accepted':
      return onAccepted(turn, from, body)
    case 'nack':
      return onNack(turn, from, body)
    case 'push':
      return onPush(turn, from, body)
    case 'pushed':
      return onPushed(turn, from, body)
    case 'digest':
      return onDigest(turn, from, body)
    case 'copies':
      return onCopies(turn, from, body)
    case 'recover':
      return onRecover(turn, from, body.number)
    case 'recovery':
    case 'reply':
      return
  }
}

/** A request that came before runs no second time: it is answered as before, or it is still under way. */
function onRequest(turn: Turn, request: Request): void {
  const before = turn.disk.requests[request.op]
  if (before === 'under-way') return
  if (before !== undefined)
    return turn.send(request.client, { type: 'reply', op: request.op, answer: before })
  turn.note({ type: 'received', op: request.op, request })
  turn.keepRequest(request.op, 'under-way')
  if (turn.policyFor(request) === 'availability') answerAlone(turn, request, false)
  else coordinate(turn, request)
}
