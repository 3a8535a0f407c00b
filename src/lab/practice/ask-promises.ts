import { majority } from '../../model/cluster.ts'
import { items } from '../../model/sequence.ts'
import { micros } from '../../model/time.ts'
import { orderWords } from '../narrate.ts'
import { CUT_MS } from './plan.ts'
import type { Asker, Scene, Wrong } from './scene.ts'

/** How many replicas does a coordinator hear from before it says no? The truth is what it noted. */
export const askPromises: Asker = (scene, dice) => {
  const noted = refusals(scene)
  if (noted.length === 0) return null
  const { op, promises } = dice.pick(noted)
  const heard = scene.heard.find(other => other.op === op)
  // A deadline that falls into a fresh try notes only those who answered that one: no fair question.
  if (!heard || promisesEver(scene, op, heard.at) !== promises) return null
  const all = scene.plan.replicas.length
  return {
    ask: `${heard.at} asks all ${all} for a promise, for ${heard.name}’s «${orderWords(heard)}». How many does it get, its own included?`,
    truth: promises,
    words: claim => (claim === 0 ? 'None' : `${claim} of ${all}`),
    because:
      'It hears from those that run and whose answers come through, itself included. That is no majority.',
    wrong: [all, majority(all), promises + 1, promises - 1, 1, 0, all - 1].map(claim =>
      promiseWrong(claim, all, promises),
    ),
    about: op,
  }
}

function refusals({ run }: Scene): readonly { op: number; promises: number }[] {
  return items(run.moment.happenings).flatMap(({ at, notes }) =>
    at < micros(CUT_MS)
      ? []
      : notes.flatMap(({ note }) =>
          note.type === 'refuses' ? [{ op: note.op, promises: note.promises }] : [],
        ),
  )
}

/** How many replicas have promised in any of its tries, the coordinator itself included. */
function promisesEver({ run }: Scene, op: number, coordinator: string): number {
  const from = new Set([coordinator])
  for (const { action, result } of items(run.moment.happenings))
    if (action.type === 'message' && result === 'done') {
      const { body, to, from: sender } = action.message
      if (body.type === 'promise' && body.op === op && to === coordinator) from.add(sender)
    }
  return from.size
}

function promiseWrong(claim: number, all: number, truth: number): Wrong {
  if (claim === all)
    return {
      claim,
      misconception: 'M12',
      says: 'It would be right if the cut let questions and answers through.',
    }
  if (claim * 2 > all)
    return {
      claim,
      misconception: 'M12',
      says: 'That is a majority. It would be right if more of them were in reach; then it would not say no.',
    }
  if (claim * 2 === all)
    return {
      claim,
      misconception: 'M16',
      says: 'It would be right if half of them were in reach. Half is no majority either.',
    }
  return claim > truth
    ? { claim, misconception: 'M12', says: 'It would be right if one more could hear it, and be heard.' }
    : {
        claim,
        misconception: 'M2',
        says: 'It would be right if a cut silenced replicas on one’s own side as well.',
      }
}
