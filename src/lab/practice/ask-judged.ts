import type { Json } from '../../model/json.ts'
import type { Asker, Wrong } from './scene.ts'

/** What can be said of the whole run? The truth is the checker's verdict and the history's answers. */
export const askJudged: Asker = ({ plan, assessment }) => {
  const { verdict, ledger } = assessment
  if (verdict.result === 'unknown') return null
  const truth = { linearizable: verdict.result === 'linearizable', all: ledger.answered === ledger.requests }
  return {
    ask: 'Think of one copy that serves one request at a time. What is true of all that the clients hear?',
    truth,
    words: judgedWords,
    because: verdict.explanation,
    // Under availability everybody is answered: who expects a no there takes the store for another one.
    wrong: JUDGED.map(wrong =>
      plan.policy === 'availability' && wrong.misconception === 'M2'
        ? { ...wrong, misconception: 'none' }
        : wrong,
    ),
    about: null,
  }
}

function judgedWords(claim: Json): string {
  const [one, all] =
    typeof claim === 'object' && claim !== null && 'all' in claim
      ? [claim['linearizable'] === true, claim['all'] === true]
      : [false, false]
  const history = one ? 'One copy could have said so' : 'No single copy could have said so'
  return all ? `${history}, and every request is answered` : `${history}, and not every request is answered`
}

const JUDGED: readonly Wrong[] = [
  {
    claim: { linearizable: true, all: true },
    misconception: 'M1',
    says: 'Both at once. It would be right if every side had heard of what it had to know, in time.',
  },
  {
    claim: { linearizable: false, all: true },
    misconception: 'none',
    says: 'It would be right if somebody had answered everything, and without knowing of a change that counted.',
  },
  {
    claim: { linearizable: true, all: false },
    misconception: 'none',
    says: 'It would be right if somebody had been told no, or nothing, and all the answers given fitted one order.',
  },
  {
    claim: { linearizable: false, all: false },
    misconception: 'M2',
    says: 'It would be right if the answers contradicted each other, and some requests had none besides.',
  },
]
