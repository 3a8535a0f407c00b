import { hostOf, type LinkRules } from '../sim/sim.ts'
import { bandWords, clockWords, percent, stopsWords } from './fault-words.ts'
import type { Run } from './run.ts'

/**
 * What is wrong with the cluster at this moment, each fault in a few words, read off the world itself and not off what
 * was ordered. What the scenario's own network does anyway is no fault. Empty where nothing is broken.
 */
export function brokenNow({ scenario, moment }: Run): readonly string[] {
  const { network } = moment.world
  const { partition } = network
  const down = scenario.replicas.filter(id => hostOf(moment.world, id)?.up === false)
  const clocks = scenario.replicas.flatMap(id => {
    const offsetUs = hostOf(moment.world, id)?.clockOffsetUs ?? 0
    return offsetUs === 0 ? [] : [clockWords(id, offsetUs)]
  })
  return [
    ...(partition === null ? [] : [stopsWords(partition)]),
    ...linkFaults(network.faults),
    ...(down.length > 0 ? [`${down.join(' ')} ${down.length === 1 ? 'is' : 'are'} down`] : []),
    ...clocks,
    ...changedRules(network.common, scenario.links),
  ]
}

/** Single links, both directions in one where they have the same fault: `n1–n2 cut`, `n1 → n2 held back`. */
function linkFaults(faults: Run['moment']['world']['network']['faults']): readonly string[] {
  return Object.entries(faults).flatMap(([link, fault]) => {
    const [from = '', to = ''] = link.split('>')
    const both = faults[`${to}>${from}`] === fault
    // Told once, under the first of the two.
    if (both && to < from) return []
    return [`${from}${both ? '–' : ' → '}${to} ${fault === 'cut' ? 'cut' : 'held back'}`]
  })
}

/** How the links differ from what they are like in the scenario itself, a few words for each difference. */
export function changedRules(now: LinkRules, usual: LinkRules): readonly string[] {
  const [body, ...tails] = now.delay
  const [usualBody, ...usualTails] = usual.delay
  const words: string[] = []
  if (body && (body.fromUs !== usualBody?.fromUs || body.toUs !== usualBody.toUs))
    words.push(`messages take ${bandWords(body)}`)
  if (JSON.stringify(tails) !== JSON.stringify(usualTails)) {
    const slow = tails.filter(({ perMille }) => perMille > 0)
    words.push(...slow.map(tail => `${tail.perMille / 10} % of them take ${bandWords(tail)}`))
    if (slow.length === 0) words.push('none takes much longer')
  }
  if (now.lossPpm !== usual.lossPpm) words.push(`${percent(now.lossPpm)} of messages are lost`)
  if (now.duplicatePpm !== usual.duplicatePpm) words.push(`${percent(now.duplicatePpm)} arrive twice`)
  if ((now.inOrder ?? false) !== (usual.inOrder ?? false))
    words.push(now.inOrder ? 'none overtakes another' : 'messages overtake each other')
  if (now.bytesPerMs !== usual.bytesPerMs)
    words.push(now.bytesPerMs === undefined ? 'links carry any amount' : `links carry ${now.bytesPerMs} kB/s`)
  return words
}
