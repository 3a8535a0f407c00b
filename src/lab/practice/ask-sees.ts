import { majority } from '../../model/cluster.ts'
import { canonicalJson, isJsonArray, type Json } from '../../model/json.ts'
import { orderWords, valueWords } from '../narrate.ts'
import { CUT_MS, HEAL_MS, type Plan } from './plan.ts'
import { type Asker, type Heard, type Scene, sideOf, upOn, type Wrong } from './scene.ts'
import { possibleValues } from './values.ts'

/** What will a client hear? The truth is the line of the history that ends its operation. */
export const askSees: Asker = (scene, dice) => {
  const candidates = scene.heard.filter(({ atMs, end }) => atMs > CUT_MS && end !== null)
  if (candidates.length === 0) return null
  const heard = dice.pick(candidates)
  const when = heard.atMs > HEAL_MS ? 'After the network has healed' : 'During the cut'
  return {
    ask: `${when}, ${heard.name} asks ${heard.at} to ${orderWords(heard)}. What does ${heard.name} hear?`,
    truth: claimOf(heard),
    words: claim => claimWords(claim, heard),
    because: because(scene, heard),
    wrong: wrongAnswers(scene, heard),
    about: heard.op,
  }
}

/** `refused`, `nothing`, `done`, `declined`, or `[the value read]`. */
function claimOf({ end }: Heard): Json {
  if (end === null || end.type === 'info') return 'nothing'
  if (end.type === 'fail') return 'refused'
  if (end.f === 'read') return [end.value]
  return end.declined ? 'declined' : 'done'
}

function claimWords(claim: Json, { f, value }: Heard): string {
  if (isJsonArray(claim)) return `It reads ${valueWords(claim[0] ?? null)}`
  if (claim === 'refused') return 'A no: refused, it did not happen'
  if (claim === 'nothing') return 'Nothing: no answer in time'
  return claim === 'declined' ? 'An answer: insufficient funds' : `Yes: ${orderWords({ f, value })} is done`
}

function because({ plan }: Scene, heard: Heard): string {
  const { at, f } = heard
  const side = upOn(plan, sideOf(plan, at)).length
  const all = plan.replicas.length
  const claim = claimOf(heard)
  if (claim === 'refused')
    return `${at} can’t get a majority’s promise: ${majority(all)} of ${all} are needed. No accept was sent, so its no is definite.`
  if (claim === 'nothing') return 'Nobody was left who could answer, so its client stopped waiting.'
  const alone = plan.policy === 'availability' || (plan.freeReads && f === 'read')
  if (alone) return `${at} asks nobody. It answers from its own copy, whatever has reached that by then.`
  return heard.atMs > HEAL_MS
    ? 'All are in reach again, so a majority answers, and it holds what a majority agreed on before.'
    : `${at} reaches ${side} of ${all}. That is a majority, and it needs no more.`
}

/** Every other thing that a client can hear, each with the belief behind it. */
function wrongAnswers(scene: Scene, heard: Heard): readonly Wrong[] {
  const { plan } = scene
  const answers: Json[] =
    heard.f === 'read'
      ? possibleValues(scene, heard).map(({ value }) => [value])
      : heard.f === 'withdraw'
        ? ['done', 'declined']
        : ['done']
  const truth = claimOf(heard)
  // Two values at most, so that there is room for a no and for silence.
  const values = answers.filter(claim => canonicalJson(claim) !== canonicalJson(truth)).slice(0, 2)
  const refused = truth === 'refused' || truth === 'nothing'
  return [
    ...values.map(
      (claim): Wrong => ({ claim, ...(refused ? answeredAnyway(plan, heard) : otherValue(plan, heard)) }),
    ),
    { claim: 'refused', ...noAnyway(plan, heard, truth) },
    { claim: 'nothing', misconception: 'M6', says: SILENCE },
    // What is left to believe of a change: that it is put off.
    ...(heard.f === 'read' || heard.f === 'withdraw' ? [] : [putOff(heard)]),
  ]
}

const SILENCE =
  'It would be right if its replica had crashed, or had its accept on the way. Silence is not how a live replica says no.'

type Belief = Pick<Wrong, 'misconception' | 'says'>

function answeredAnyway(plan: Plan, { at }: Heard): Belief {
  return sideOf(plan, at).length * 2 === plan.replicas.length
    ? { misconception: 'M16', says: 'It would be right if half of the replicas were a majority.' }
    : {
        misconception: 'none',
        says: 'It would be right if its side could ask a majority. With too few in reach it can be consistent, or answer.',
      }
}

function otherValue(plan: Plan, { atMs, f }: Heard): Belief {
  const alone = plan.policy === 'availability' || (plan.freeReads && f === 'read')
  if (f !== 'read')
    return {
      misconception: 'none',
      says: 'It would be right if what it goes by held another balance by then.',
    }
  if (!alone)
    return {
      misconception: 'none',
      says: 'It would be right under availability. A majority here knows what was confirmed.',
    }
  if (atMs < HEAL_MS)
    return {
      misconception: 'none',
      says: 'It would be right if just that had reached this copy. Follow who hears of what.',
    }
  return plan.merge === 'last-write-wins'
    ? { misconception: 'M11', says: 'It would be right if the version that stayed were this one.' }
    : {
        misconception: 'M13',
        says: 'It would be right if healing put things in order beyond the merge rule.',
      }
}

function noAnyway(plan: Plan, { f }: Heard, truth: Json): Belief {
  if (truth === 'nothing')
    return {
      misconception: 'M4',
      says: 'A no needs somebody to say it. It would be right if a timeout were a refusal.',
    }
  const alone = plan.policy === 'availability' || (plan.freeReads && f === 'read')
  return alone
    ? {
        misconception: 'none',
        says: 'It would be right under consistency, without a majority. Here one copy may answer.',
      }
    : {
        misconception: 'M2',
        says: 'It would be right if every replica had to take part. A majority is enough.',
      }
}

function putOff({ f, value }: Heard): Wrong {
  return {
    claim: `later ${orderWords({ f, value })}`,
    misconception: 'none',
    says: 'It would be right if the store kept requests for better days. It answers yes, or no, or not at all.',
  }
}
