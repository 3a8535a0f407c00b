import type { LedgerKey, Scenario } from './scenario.ts'

/** What a figure of the ledger is called, wherever it is shown, and what it counts. */
export interface FigureWords {
  readonly long: string
  /** For a line that has little room: the beginning of the long name's words, at most 9 columns. */
  readonly short: string
  /** What it counts, as the second half of a sentence. */
  readonly says: string
}

/** One long and one short name for each figure: the tally, the verdict, `run`, `sweep` and the help all read them here. */
export const FIGURE_WORDS: Readonly<Record<LedgerKey, FigureWords>> = {
  requests: { long: 'requests', short: 'req', says: 'what the clients have asked' },
  answered: { long: 'answered', short: 'ans', says: 'with yes, no or a value' },
  refused: { long: 'refused', short: 'ref', says: 'it definitely did not happen' },
  unknown: { long: 'no answer', short: 'no ans', says: 'nobody knows whether it happened' },
  staleReads: {
    long: 'stale reads',
    short: 'stale',
    says: 'missed something that was confirmed before',
  },
  staleDecisions: {
    long: 'stale decisions',
    short: 'stale dec',
    says: 'made without something confirmed before',
  },
  lostWrites: {
    long: 'lost writes',
    short: 'lost',
    says: 'confirmed, then neither kept nor replaced by a later write',
  },
  conflicts: { long: 'conflicts', short: 'conflicts', says: 'versions left for somebody to reconcile' },
  cameBack: {
    long: 'came back',
    short: 'back',
    says: 'removed for sure, and there again at the end',
  },
  holders: {
    long: 'holders at once',
    short: 'holders',
    says: 'told that the lock was theirs, and not asked to give it up',
  },
  moneyCreated: {
    long: 'money created',
    short: 'created',
    says: 'on the books at the end, and should not be',
  },
  moneyDestroyed: {
    long: 'money destroyed',
    short: 'destroyed',
    says: 'not on the books at the end, and should be',
  },
  overdraft: { long: 'overdraft', short: 'overdr', says: 'paid out beyond what was there' },
  settled: { long: 'settled', short: 'settled', says: 'all is mended, and all copies show the same' },
}

/** What a figure is called beside its value: in the scenario's own words, where it has any. */
export function figureLabel({ words }: Scenario, key: LedgerKey): string {
  return words[key]?.replace('{n}', '').trim() ?? FIGURE_WORDS[key].long
}

/** A figure in the scenario's own words, as half a sentence with the figure in it; null where it has none. */
export function figureSentence({ words }: Scenario, key: LedgerKey, figure: number): string | null {
  const text = words[key]
  if (text === undefined) return null
  return text.includes('{n}') ? text.replace('{n}', `${figure}`) : `${figure} ${text}`
}
