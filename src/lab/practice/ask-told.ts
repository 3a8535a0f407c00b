import { orderWords } from '../narrate.ts'
import { CUT_MS } from './plan.ts'
import type { Asker, Wrong } from './scene.ts'

/** What does a client know after what it heard? The truth follows from the history alone. */
export const askTold: Asker = (scene, dice) => {
  const changes = scene.heard.filter(
    ({ f, atMs, end }) => f !== 'read' && atMs > CUT_MS && end !== null && end.declined !== true,
  )
  if (changes.length === 0) return null
  // Silence and a no teach more than a yes.
  const telling = changes.filter(({ end }) => end?.type !== 'ok')
  const heard = dice.pick(telling.length > 0 ? telling : changes)
  const type = heard.end?.type
  const truth = type === 'ok' ? 'happened' : type === 'fail' ? 'not' : 'open'
  const what = truth === 'happened' ? '«ok»' : truth === 'not' ? '«refused»' : 'nothing, and gives up waiting'
  return {
    ask: `${heard.name} asks ${heard.at}: ${orderWords(heard)}. It hears ${what}. What does it know?`,
    truth,
    words: claim => TOLD[String(claim)] ?? '',
    because: TOLD_BECAUSE[truth] ?? '',
    wrong: toldWrong(truth),
    about: heard.op,
  }
}

const TOLD: Readonly<Record<string, string>> = {
  happened: 'That it happened',
  not: 'That it did not happen, and never will',
  open: 'Neither: it may have happened, may still happen, or never will',
  later: 'That it will happen once the network has healed',
}

const TOLD_BECAUSE: Readonly<Record<string, string>> = {
  happened: 'An ok is only sent for what is done. Whether it outlives the merge is another question.',
  not: 'A replica says no only where it has sent no accept to anybody. There is nothing under way that could still take hold.',
  open: 'Silence is the same for a request that was lost, one that was done, and one that is still to be done.',
}

function toldWrong(truth: string): readonly Wrong[] {
  return [
    truth === 'open'
      ? {
          claim: 'not',
          misconception: 'M4',
          says: 'It would be right if a timeout were an answer. It is the client’s own clock.',
        }
      : { claim: 'not', misconception: 'none', says: 'It would be right after a no. This was a yes.' },
    {
      claim: 'happened',
      misconception: 'M5',
      says: 'It would be right after an ok, and only then. That a request was delivered says nothing about the work.',
    },
    {
      claim: 'open',
      misconception: 'none',
      says: 'It would be right after silence. Here somebody was there, and spoke.',
    },
    {
      claim: 'later',
      misconception: 'none',
      says: 'It would be right if a store kept requests for better days. Healing carries messages, not wishes.',
    },
  ]
}
