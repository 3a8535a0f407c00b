import type { Asker, Scene, Wrong } from './scene.ts'

/** A figure of the ledger. */
export const askFigure: Asker = (scene, dice) => {
  const { ledger } = scene.assessment
  const reads = scene.heard.some(({ f }) => f === 'read')
  const figures = FIGURES.filter(
    ({ name }) =>
      ledger[name] !== null &&
      (name !== 'staleReads' || reads) &&
      (name !== 'refused' || scene.plan.policy === 'consistency'),
  )
  const { name, ask, because } = dice.pick(figures)
  const truth = Number(ledger[name])
  return {
    ask,
    truth,
    words: claim => String(claim),
    because: because(scene),
    wrong: figureClaims(scene, name).map(claim => ({ claim, ...figureBelief(name, claim, truth) })),
    about: null,
  }
}

const FIGURES: readonly {
  readonly name: 'lostWrites' | 'moneyCreated' | 'staleReads' | 'refused'
  readonly ask: string
  readonly because: (scene: Scene) => string
}[] = [
  {
    name: 'lostWrites',
    ask: 'How many changes that clients were told ok are lost in the end, neither kept nor replaced by a later write?',
    because: ({ plan, assessment }) =>
      plan.policy === 'consistency'
        ? 'A change is confirmed once a majority has it, so any later majority knows of it.'
        : plan.model === 'register' && assessment.ledger.lostWrites === 0
          ? 'A later write takes the place of an earlier one, as it would on one copy. Nothing else is missing.'
          : 'Each side confirmed its own change; what became of them is up to the merge rule alone.',
  },
  {
    name: 'moneyCreated',
    ask: 'By how much is the balance in the end higher than what was paid in and out says?',
    because: ({ assessment }) =>
      assessment.ledger.lostWrites === 0
        ? 'Every confirmed change is in the balance, so the books are right.'
        : 'A confirmed change has gone with the version that lost, and what was paid out stays paid out.',
  },
  {
    name: 'staleReads',
    ask: 'How many reads miss a change that had been confirmed before they began?',
    because: ({ plan, assessment }) =>
      plan.policy === 'consistency' && !plan.freeReads
        ? 'Every read asks a majority, which knows every confirmed change. Elsewhere it is refused.'
        : assessment.ledger.staleReads === 0
          ? 'Each read was answered by a copy that had all that was confirmed before, or was refused.'
          : 'A read is answered from one copy, and misses what that copy has not heard of.',
  },
  {
    name: 'refused',
    ask: 'How many requests are told a definite no?',
    because: () => 'Those for which their replica could not get a majority’s promise, and not one more.',
  },
]

function figureClaims({ plan, heard }: Scene, name: string): readonly number[] {
  if (name !== 'moneyCreated') return [0, 1, 2, 3, heard.length]
  const sums = heard.flatMap(({ f, value }) => (f === 'withdraw' ? [Number(value)] : []))
  const all = sums.reduce((sum, one) => sum + one, 0)
  return plan.model === 'account' ? [0, ...sums, all, Math.max(0, all - 100), 100] : []
}

function figureBelief(name: string, claim: number, truth: number): Pick<Wrong, 'misconception' | 'says'> {
  if (name === 'refused')
    return claim > truth
      ? {
          misconception: 'none',
          says: 'It would be right if more of them had lacked a majority that they asked for.',
        }
      : {
          misconception: 'none',
          says: 'It would be right if fewer had lacked a majority. A no is an error, not an answer.',
        }
  if (name === 'staleReads')
    return claim > truth
      ? {
          misconception: 'none',
          says: 'It would be right if more reads had followed a confirmed change without knowing it.',
        }
      : { misconception: 'none', says: 'It would be right if news had got across the cut in time.' }
  return claim > truth
    ? { misconception: 'M11', says: 'It would be right if the merge had thrown that much away. It has not.' }
    : {
        misconception: 'M3',
        says: 'It would be right if healing lost less. Answering alone has its price afterwards.',
      }
}
