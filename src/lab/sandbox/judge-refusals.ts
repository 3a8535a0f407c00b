import { majority, type NodeId } from '../../model/cluster.ts'
import type { Run } from '../run.ts'
import { type Judgement, MET, missing, sideWords } from './judgement.ts'
import { type Account, type Asked, type Spell, within } from './record.ts'

/** Every side of one cut refused at least one request while the cut was in force. */
export function judgeBothRefuse(run: Run, { asked, spells }: Account): Judgement {
  const cuts = spells.filter(({ partition }) => !partition.oneWay)
  const [first] = cuts
  if (!first)
    return missing(
      spells.length > 0
        ? 'The network was cut one way only; the challenge needs sides that hear nothing of each other.'
        : 'Nothing has been cut yet, so there are no sides that could refuse.',
    )
  const silent = (spell: Spell) =>
    spell.partition.groups.filter(side => !requestsTo(side, spell, asked).some(isRefused))
  if (cuts.some(spell => silent(spell).length === 0)) return MET
  // The cut in which most sides refused says best what is missing.
  const best = cuts.reduce((a, b) => (silent(b).length <= silent(a).length ? b : a), first)
  const refused = best.partition.groups.length - silent(best).length
  const side = silent(best)[0] ?? []
  const others =
    refused === 0 ? 'No side has refused' : `${refused} of ${best.partition.groups.length} sides refused`
  return missing(`${others}. ${whyNot(run, side, requestsTo(side, best, asked), best)}`)
}

function requestsTo(side: readonly NodeId[], spell: Spell, asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ coordinator, received }) => side.includes(coordinator) && within(received, spell))
}

function isRefused({ outcome }: Asked): boolean {
  return outcome === 'refused'
}

function whyNot(
  { scenario }: Run,
  side: readonly NodeId[],
  requests: readonly Asked[],
  { to }: Spell,
): string {
  const name = sideWords(side)
  const clients = scenario.clients.filter(({ coordinator }) => side.includes(coordinator))
  const [client] = clients
  if (!client) return `No client talks to ${name}: cut so that every side has a client.`
  if (requests.length === 0) return `Nobody asked ${name} while it was cut off: ask at ${client.id}.`
  if (requests.some(({ outcome }) => outcome === 'open') && to === null)
    return `${name} has not answered yet: let the run go on until its deadline.`
  if (requests.some(({ alone }) => alone))
    return `${name} answered from its own copy: under consistency it would have to say no.`
  if (requests.some(({ outcome }) => outcome === 'ok'))
    return side.length >= majority(scenario.replicas.length)
      ? `${name} is a majority, and went on answering: make a cut in which no side is one.`
      : `${name} was answered with help from a replica that stands on no side: put every replica on a side.`
  return `What was asked of ${name} ended with nobody knowing, which is no refusal: ask after the cut.`
}

/** An operation ended in `info`. */
export function judgeNobodyKnows(_run: Run, { asked, spells }: Account): Judgement {
  if (asked.some(({ outcome }) => outcome === 'unknown')) return MET
  if (asked.length === 0) return missing('Nothing has been asked yet.')
  const open = asked.filter(({ outcome }) => outcome === 'open')
  if (open.length > 0)
    return missing(
      `${open[0]?.client ?? 'A client'} is still waiting: let the run go on until its patience ends.`,
    )
  const refused = asked.filter(isRefused).length
  if (refused === asked.length)
    return missing(
      'Every request was refused. That is a definite no: the client knows that nothing happened.',
    )
  if (refused > 0)
    return missing(
      `Of ${asked.length} requests ${refused} were refused (a definite no), the others answered: nobody is in doubt. ` +
        'Break something between the question and the answer.',
    )
  const broken =
    spells.length === 0 ? 'Nothing was cut while one was under way.' : 'The cut came before or after them.'
  return missing(`All ${asked.length} requests were answered. ${broken}`)
}
