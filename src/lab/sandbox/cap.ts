import type { NodeId } from '../../model/cluster.ts'
import { hasOperation } from '../../model/operation-set.ts'
import { assess } from '../assess.ts'
import type { Run } from '../run.ts'
import { type Judgement, MET, missing, sideWords } from './judgement.ts'
import { type Account, type Asked, type Spell, within } from './record.ts'

/**
 * «Beat CAP»: during one complete cut every request that a running replica received was answered before the cut ended,
 * a write was acknowledged on one side before a read began on the other, and the history is linearizable.
 *
 * Asked like that alone it could be met by luck: a side that writes over the key itself, or two errors that cancel each
 * other out, give a history with nothing wrong in it. So the read must have been *computed from* the write (its basis
 * holds it), which takes news across the cut; then no policy, no faults and no luck meet it.
 */
export function judgeCap(run: Run, { asked, spells }: Account): Judgement {
  const complete = spells.filter(spell => spell.complete)
  const last = complete.at(-1)
  if (!last)
    return missing(
      spells.length > 0
        ? 'A cut counts if it puts every replica on a side and nothing passes either way: cut n1 n2 n3 | n4 n5.'
        : 'Nothing has been cut yet: without a cut there is nothing to beat.',
    )
  const attempts = complete.map(spell => attemptIn(spell, asked))
  const judged = attempts.map(attempt => judgeAttempt(run, attempt))
  if (judged.some(({ met }) => met)) return MET
  // An attempt that got further says more than a later cut in which nothing was tried.
  const told = attempts.findLastIndex(({ pairs, requests }) => pairs.length > 0 || requests.length > 0)
  return judged[told] ?? judged.at(-1) ?? missing('')
}

interface Pair {
  readonly write: Asked
  readonly read: Asked
}

/** What was tried during one cut. */
interface Attempt {
  readonly spell: Spell
  /** Received while it was cut, by a replica that did not fail. */
  readonly requests: readonly Asked[]
  readonly unanswered: readonly Asked[]
  /** A write on one side, and a read of its key that began on another one after the acknowledgement. */
  readonly pairs: readonly Pair[]
}

function attemptIn(spell: Spell, asked: readonly Asked[]): Attempt {
  const requests = asked.filter(
    ({ received, coordinator }) => within(received, spell) && !spell.failed.has(coordinator),
  )
  const isAnswered = ({ outcome, ended }: Asked) => outcome === 'ok' && within(ended, spell)
  const writes = requests.filter(request => isAnswered(request) && request.effect)
  const pairs = writes.flatMap(write =>
    requests
      .filter(
        read =>
          read.f === 'read' &&
          read.key === write.key &&
          read.called > (write.ended ?? 0) &&
          sideOf(read.coordinator, spell) !== sideOf(write.coordinator, spell),
      )
      .map(read => ({ write, read })),
  )
  return { spell, requests, unanswered: requests.filter(request => !isAnswered(request)), pairs }
}

function judgeAttempt(run: Run, { spell, requests, unanswered, pairs }: Attempt): Judgement {
  const waiting = unanswered.filter(({ outcome }) => outcome === 'open')
  const failed = unanswered.filter(({ outcome }) => outcome !== 'open')
  const [first] = failed
  if (first) return missing(availabilityLost(spell, first, failed.length))
  if (waiting.length > 0 && spell.to !== null)
    return missing(
      'Availability was lost: a request was still unanswered when the cut ended. Waiting for the network to heal is no answer.',
    )
  if (waiting.length > 0)
    return missing(`${waiting[0]?.client ?? 'A client'} is still waiting for its answer: let the run go on.`)
  if (pairs.length === 0) return missing(pairMissing(spell, requests))
  const informed = pairs.find(({ write, read }) => hasOperation(read.basis, write.op))
  const { result } = assess(run).verdict
  if (informed && result === 'linearizable') return MET
  if (result === 'unknown')
    return missing('The history is too tangled to be judged in time: start anew and ask less.')
  return missing(consistencyLost(pairs, result === 'violation'))
}

function availabilityLost(spell: Spell, { coordinator, client, outcome }: Asked, count: number): string {
  const what =
    outcome === 'ok'
      ? `${coordinator} answered ${client} only after the cut had ended`
      : outcome === 'refused'
        ? `${coordinator} refused a request of ${client}`
        : `${client} never heard from ${coordinator}`
  const more = count > 1 ? ` (and ${count - 1} more like it)` : ''
  return (
    `Availability was lost: ${what} while ${spell.partition.groups.map(sideWords).join(' | ')} was cut${more}. ` +
    'Consistency may have been kept: at that price.'
  )
}

function pairMissing({ partition }: Spell, requests: readonly Asked[]): string {
  const silent = partition.groups.find(
    side => !requests.some(({ coordinator }) => side.includes(coordinator)),
  )
  if (requests.length === 0) return 'It is cut, and nobody has asked anything since.'
  if (silent) return `Nobody asked ${sideWords(silent)} while it was cut: every side has to answer.`
  return requests.some(({ effect, outcome }) => effect && outcome === 'ok')
    ? 'A write was acknowledged while cut; now read its key on the other side, after that.'
    : 'Both sides answered, but nothing was written while cut: write on one side, then read on the other.'
}

function consistencyLost(pairs: readonly Pair[], violated: boolean): string {
  const { write, read } = pairs.at(-1) ?? {}
  const told = `${read?.client ?? 'A client'} read at ${read?.coordinator ?? 'the other side'} what was computed without the ${write?.f ?? 'write'} that ${write?.client ?? 'the first one'} had been told was done`
  return violated
    ? `Consistency was lost: all was answered, but ${told}. The history is not linearizable.`
    : `Nothing shows in the history, but only by luck: ${told}. A side that cannot hear cannot know; try it with a new value and one writer.`
}

function sideOf(node: NodeId, { partition }: Spell): number {
  return partition.groups.findIndex(side => side.includes(node))
}
