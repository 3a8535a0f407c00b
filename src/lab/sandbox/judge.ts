import { ledgerOf } from '../ledger.ts'
import type { Run } from '../run.ts'
import { judgeCap } from './cap.ts'
import type { Challenge, ChallengeId } from './challenges.ts'
import { familyId, STORES } from './family.ts'
import { judgeDeletedBack, judgeSiblings } from './judge-merges.ts'
import { judgeBothRefuse, judgeNobodyKnows } from './judge-refusals.ts'
import { type Judgement, MET, missing, unsettledWords } from './judgement.ts'
import { type Account, type Asked, accountOf } from './record.ts'

const JUDGES: Readonly<Record<ChallengeId, (run: Run, account: Account) => Judgement>> = {
  'stale-read': judgeStaleRead,
  'lost-write': judgeLostWrite,
  'both-refuse': judgeBothRefuse,
  'deleted-back': judgeDeletedBack,
  'two-siblings': judgeSiblings,
  'nobody-knows': judgeNobodyKnows,
  'beat-cap': judgeCap,
}

/**
 * Whether a run, as far as it has come, meets a challenge; if not, what is missing, in words. It goes through the whole
 * run: call it when something has happened, not for every frame.
 */
export function judge({ id, scenario }: Pick<Challenge, 'id' | 'scenario'>, run: Run): Judgement {
  if (familyId(run.scenario.id) === scenario) return JUDGES[id](run, accountOf(run))
  const store = STORES.find(known => known.scenario === scenario)?.name
  return missing(`This challenge is played in another sandbox: ${store ? `store ${store}` : scenario}.`)
}

function judgeStaleRead(run: Run, { asked }: Account): Judgement {
  if ((ledgerOf(run.scenario, run.moment).staleReads ?? 0) > 0) return MET
  const reads = asked.filter(({ f, outcome }) => f === 'read' && outcome === 'ok')
  const changes = acknowledged(asked)
  if (changes.length === 0)
    return missing(
      reads.length > 0
        ? 'A read was answered, but nothing had been written that it could miss.'
        : 'Nothing has been written and acknowledged yet, so no read can miss it.',
    )
  if (reads.length === 0) return missing('A change was acknowledged, but no read has been answered yet.')
  const later = reads.filter(read =>
    changes.some(({ key, ended }) => key === read.key && ended !== null && ended < read.called),
  )
  if (later.length === 0)
    return missing('Reads were answered, but none that was asked after a change of its key was acknowledged.')
  const last = later.at(-1)
  return missing(
    `${later.length === 1 ? 'A read was' : `${later.length} reads were`} answered after a change, and knew of it: ` +
      `${last?.coordinator ?? 'its replica'} had heard. Keep the news from the replica that is asked.`,
  )
}

function judgeLostWrite(run: Run, { asked, spells }: Account): Judgement {
  const { lostWrites } = ledgerOf(run.scenario, run.moment)
  if ((lostWrites ?? 0) > 0) return MET
  const changes = acknowledged(asked)
  if (changes.length === 0) return missing('Nothing has been acknowledged yet that could be lost.')
  if (lostWrites === null)
    return missing(`Nothing counts as lost before the copies have come together: ${unsettledWords(run)}.`)
  const count =
    changes.length === 1 ? 'The one acknowledged change is' : `All ${changes.length} acknowledged changes are`
  const instead =
    spells.length === 0
      ? 'Two changes must be made without knowing of each other: nothing was ever cut.'
      : 'Two changes of one key, one on each side of a cut, must both be acknowledged before it heals.'
  return missing(`${count} still there. ${instead}`)
}

function acknowledged(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ outcome, effect }) => outcome === 'ok' && effect)
}
