import { majority, type NodeId } from '../../model/cluster.ts'
import { type Ballot, type Copy, compareMarks, initialCopy, joinPending, NO_BALLOT } from './copy.ts'
import type { Body, RecoveryEntry } from './protocol.ts'
import type { Disk } from './state.ts'
import type { Turn } from './turn.ts'

export const emptyDisk: Disk = { copies: {}, counter: 0, dots: 0, requests: {} }

/**
 * A replica that has lost its disk has lost its promises. If it voted as if it had never made any, it could help a
 * second majority to undo what a first one agreed on. So it stays silent until a majority of the others has told it
 * what it can have promised. Even then the guarantee is void in principle: its own vote may have been the one that
 * made a majority, and nobody else knows.
 */
export function beginRecovery(turn: Turn, diskNumber: number): void {
  turn.disk = emptyDisk
  turn.diskNumber = diskNumber
  turn.recovering = {}
  turn.note({ type: 'lost-disk' })
  askAll(turn)
}

/** Asks again, as often as it would otherwise give signs of life. */
export function askForRecovery(turn: Turn): void {
  askAll(turn)
  turn.timer(turn.settings.exchangeEveryUs, { type: 'exchange' })
}

function askAll(turn: Turn): void {
  turn.sendPeers({ type: 'recover', number: turn.diskNumber })
}

export function onRecover(turn: Turn, from: NodeId, number: number): void {
  const { copies, counter } = turn.disk
  const entries = Object.entries(copies).map(
    ([key, { promised, ballot, agreed, pending }]): RecoveryEntry => ({
      key,
      promised,
      ballot,
      agreed,
      pending,
    }),
  )
  turn.send(from, { type: 'recovery', number, counter, entries })
}

/** Counts distinct peers; with a majority of them the replica takes part again. */
export function onRecovery(turn: Turn, from: NodeId, body: Extract<Body, { type: 'recovery' }>): void {
  // An answer to a disk that has been lost as well would be too old.
  if (turn.recovering === null || body.number !== turn.diskNumber) return
  const told = { ...turn.recovering, [from]: { counter: body.counter, entries: body.entries } }
  if (Object.keys(told).length < majority(turn.peers.length)) {
    turn.recovering = told
    return
  }
  turn.recovering = null
  for (const { counter, entries } of Object.values(told)) {
    turn.writeDisk({ counter: Math.max(turn.disk.counter, counter) })
    for (const entry of entries) takeOver(turn, entry)
  }
  turn.note({ type: 'recovered', from: Object.keys(told) })
}

function takeOver(turn: Turn, entry: RecoveryEntry): void {
  const copy: Copy = turn.disk.copies[entry.key] ?? initialCopy(turn.settings.initial[entry.key] ?? null)
  const newer = compareMarks(entry.ballot, copy.ballot) > 0 ? entry : copy
  turn.keepCopy(entry.key, {
    promised: greatest(copy.promised, entry.promised, entry.ballot),
    ballot: newer.ballot,
    agreed: newer.agreed,
    pending: joinPending(copy.pending, entry.pending),
  })
}

function greatest(...ballots: readonly Ballot[]): Ballot {
  return ballots.reduce((best, ballot) => (compareMarks(ballot, best) > 0 ? ballot : best), NO_BALLOT)
}
