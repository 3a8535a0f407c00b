import { majority } from '../../model/cluster.ts'
import { isJsonArray, type Json } from '../../model/json.ts'
import { CUT_MS, HEAL_MS } from './plan.ts'
import { type Asker, type Scene, sideOf, upOn, type Wrong } from './scene.ts'

/** Whose changes are accepted during the cut? The truth is who was answered in the history. */
export const askGoesOn: Asker = scene => {
  const { plan } = scene
  const changes = changesDuring(scene)
  const asking = plan.clients.filter((_, index) => changes.some(({ client }) => client === index))
  if (asking.length < 2 || asking.length < plan.clients.length) return null
  const truth = asking.filter((_, index) =>
    changes.some(({ client, end }) => client === index && end?.type === 'ok' && !end.declined),
  )
  const name = (id: Json) => plan.clients.find(client => client.id === id)?.name ?? ''
  return {
    ask: 'During the cut every side asks for a change. Whose is accepted before the network heals?',
    truth: truth.map(({ id }) => id),
    words: claim => wordsOf(isJsonArray(claim) ? claim.map(name) : [], asking.length),
    because: because(scene),
    wrong: subsets(asking.map(({ id }) => id)).map(claim => wrongOf(scene, claim, truth.length)),
    about: null,
  }
}

/** The changes that clients asked for while the cut lasted. */
export function changesDuring({ heard }: Scene): Scene['heard'] {
  return heard.filter(({ f, atMs }) => f !== 'read' && atMs > CUT_MS && atMs < HEAL_MS)
}

function wordsOf(names: readonly string[], all: number): string {
  if (names.length === 0) return 'Nobody’s'
  if (names.length === all) return all === 2 ? 'Both' : 'Everybody’s'
  return names.length === 1 ? `${names[0]}’s alone` : names.map(name => `${name}’s`).join(' and ')
}

/** Who can go on has nothing to do with who asks first; all combinations, those that believers name first. */
function subsets(ids: readonly string[]): readonly (readonly string[])[] {
  const single = ids.map(id => [id])
  const pairs = ids.length > 2 ? ids.map(left => ids.filter(id => id !== left)) : []
  return [[], [...ids], ...single, ...pairs]
}

function because({ plan }: Scene): string {
  const all = plan.replicas.length
  if (plan.policy === 'availability')
    return 'Under availability each replica answers from its own copy, so every side says yes where its own copy allows it.'
  const sizes = plan.sides.map(side => `${side[0]}’s side has ${upOn(plan, side).length}`).join(', ')
  return `A majority of ${all} is ${majority(all)}; ${sizes}${plan.crash ? ' that run' : ''}.${plan.crash ? ` One that has crashed still counts in the ${all}.` : ''}`
}

function wrongOf(scene: Scene, claim: readonly string[], accepted: number): Wrong {
  const { plan } = scene
  const wrong = (misconception: Wrong['misconception'], says: string): Wrong => ({
    claim,
    misconception,
    says,
  })
  const claimed = plan.clients
    .filter(({ id }) => claim.includes(id))
    .map(({ coordinator }) => sideOf(plan, coordinator))
  const all = plan.replicas.length
  if (plan.policy === 'availability') {
    if (claim.length === plan.clients.length)
      return wrong('none', 'It would be right if every copy had allowed what it was asked.')
    return claimed.some(side => side.length * 2 > all) || claim.length === 0
      ? wrong(
          'none',
          'It would be right under consistency, where a majority goes on or nobody. Here no side asks anybody.',
        )
      : wrong('none', 'It would be right if something stopped the others. Here no side asks anybody.')
  }
  if (claim.length === 0)
    return wrong('M2', 'It would be right if no side had a majority. One has, and needs nobody else.')
  if (claimed.some(side => side.length * 2 === all))
    return wrong(
      'M16',
      'It would be right if half were a majority. But then both halves would go on, each sure of itself.',
    )
  if (claim.length > 1)
    return wrong('M1', 'It would be right under availability, and the sides would then disagree.')
  return wrong(
    'none',
    accepted === 0
      ? 'It would be right if more than half of all replicas ran on that side. The largest side is no majority by that.'
      : 'It would be right if this were the side with more than half of all replicas.',
  )
}
