import { isJsonArray } from '../../model/json.ts'
import { hasOperation } from '../../model/operation-set.ts'
import { micros } from '../../model/time.ts'
import { hostOf } from '../../sim/sim.ts'
import { orderWords, valueWords } from '../narrate.ts'
import { replicaView, settledViews } from '../settled.ts'
import { seek } from '../travel.ts'
import { CUT_MS, HEAL_MS } from './plan.ts'
import { KEY } from './plan-scenario.ts'
import { type Asker, type Heard, type Scene, sideOf, type Wrong } from './scene.ts'
import { type Possible, possibleValues } from './values.ts'

/** What do the copies show when they have come together? The truth is what they show. */
export const askCopy: Asker = scene => {
  const { plan, scenario, run } = scene
  const views = settledViews(scenario, run.moment.world)
  const truth = views?.[KEY[plan.model]]?.value
  if (truth === undefined) return null
  const changes = scene.heard.filter(({ f, atMs }) => f !== 'read' && atMs > CUT_MS)
  if (changes.length < 2) return null
  return {
    ask: 'The network heals, and all copies come together. What do they show in the end?',
    truth,
    words: valueWords,
    because: becauseCopy(scene),
    wrong: possibleValues(scene).map(possible => wrongCopy(scene, possible)),
    about: null,
  }
}

function becauseCopy({ plan }: Scene): string {
  if (plan.policy === 'consistency')
    return 'Only what a majority accepted is there. What was refused did not happen, and healing does not make up for it.'
  switch (plan.merge) {
    case 'last-write-wins':
      return plan.clock
        ? `The greatest time stamp stays, and ${plan.clock.node}’s clock is ${plan.clock.behindMs} ms behind: its stamps lose to earlier ones.`
        : 'The version with the greatest time stamp stays, whole. The other one is dropped, and nobody is told.'
    case 'counter':
      return 'A counter adds up what every side did. Nothing is lost, and nothing checks whether the sum makes sense.'
    case 'set-union':
      return 'The differing sets are united: what any of them holds is there, removed or not.'
    case 'siblings':
      return 'Versions that did not know of each other are all kept, until somebody who reads them decides.'
  }
}

function wrongCopy({ plan }: Scene, { value: claim, from }: Possible): Wrong {
  const wrong = (misconception: Wrong['misconception'], says: string): Wrong => ({
    claim,
    misconception,
    says,
  })
  if (from === 'siblings')
    return wrong(
      'M3',
      'It would be right if this key kept siblings. Its rule settles things without telling anybody.',
    )
  if (from === 'before')
    return wrong(
      'M13',
      'It would be right if healing undid what was done meanwhile. What was accepted stays accepted.',
    )
  if (from === 'nothing left')
    return wrong(
      'M3',
      'It would be right if the balance stopped at zero, and something kept track of the rest.',
    )
  if (plan.policy === 'consistency')
    return wrong(
      'M13',
      'It would be right if healing carried out what was refused. Refused means that it did not happen.',
    )
  if (from === 'one side')
    return plan.merge === 'last-write-wins'
      ? wrong(
          'M11',
          'It would be right if this side’s version had the greatest stamp. Look whose clock said what.',
        )
      : wrong('M11', 'It would be right if one version won over the others. This key’s rule keeps them all.')
  return plan.merge === 'last-write-wins'
    ? wrong(
        'M3',
        'It would be right if changes were added up. A version holds the result, and one version stays.',
      )
    : wrong('M13', 'It would be right if the copies knew what people meant. They only have the merge rule.')
}

/** Who holds a change just before the network heals? The truth is in the copies at that moment. */
export const askHolders: Asker = (scene, dice) => {
  const { plan, scenario, run } = scene
  const changes = scene.heard.filter(
    ({ f, atMs, end }) => f !== 'read' && atMs > CUT_MS && end?.declined !== true,
  )
  if (changes.length === 0) return null
  const heard = dice.pick(changes)
  const { world } = seek(run, micros(HEAL_MS - 20)).moment
  const key = KEY[plan.model]
  const truth = plan.replicas.filter(node => {
    const host = hostOf(world, node)
    return (
      host?.state.kind === 'replica' &&
      hasOperation(replicaView(scenario, host.state, key).includes, heard.op)
    )
  })
  const side = sideOf(plan, heard.at)
  return {
    ask: `Just before the network heals: which copies hold ${heard.name}’s «${orderWords(heard)}»?`,
    truth,
    words: claim => (isJsonArray(claim) && claim.length > 0 ? claim.map(valueWords).join(' ') : 'None'),
    because: becauseHolders(truth, heard),
    wrong: wrongHolders(plan.replicas, side, heard.at),
    about: heard.op,
  }
}

function becauseHolders(truth: readonly string[], { end }: Heard): string {
  if (truth.length > 0)
    return 'It went wherever messages from there still get through to a replica that runs, and nowhere else.'
  return end?.type === 'ok'
    ? 'It was confirmed, and lost at once: a version that was there already has the greater time stamp.'
    : 'It was refused: a coordinator without a majority sends no accept, so no copy took it in.'
}

function wrongHolders(all: readonly string[], side: readonly string[], at: string): readonly Wrong[] {
  const rest = all.filter(node => !side.includes(node))
  return [
    {
      claim: all,
      misconception: 'M12',
      says: 'It would be right if something got across the cut to everybody. A cut loses it, silently.',
    },
    {
      claim: side,
      misconception: 'M1',
      says: 'It would be right if the change was accepted there, and could reach these and no others.',
    },
    {
      claim: [],
      misconception: 'M2',
      says: 'It would be right if it had been refused. Its side could go on.',
    },
    {
      claim: [at],
      misconception: 'M3',
      says: 'It would be right if a replica kept a change to itself. It passes it on at once, as far as that gets.',
    },
    {
      claim: rest,
      misconception: 'M12',
      says: 'It would be right if messages only got through the other way.',
    },
    {
      claim: [at, ...rest].sort(),
      misconception: 'M6',
      says: 'It would be right if its own neighbours were cut off, and the others in reach.',
    },
  ]
}
