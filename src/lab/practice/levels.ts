/** How hard a case is, from 1 to 5. */
export type Level = 1 | 2 | 3 | 4 | 5

export const LEVELS: readonly Level[] = [1, 2, 3, 4, 5]

/** What can make a case harder, beside a network cut in two with a majority on one side. */
export type Feature =
  | 'plain'
  | 'even'
  | 'merge'
  | 'three'
  | 'siblings'
  | 'one-way'
  | 'own-policy'
  | 'crash'
  | 'clock'

/** What a case can ask. */
export type QuestionKind = 'sees' | 'goes-on' | 'copy' | 'figure' | 'promises' | 'judged' | 'holders' | 'told'

/**
 * The criteria of a level: a case of level L has at least one of the features that are new there, and asks one of the
 * questions known up to there.
 *
 *  1. A clean cut in two, one side with a majority; a register or an account; what is heard, and which side goes on.
 *  2. Even splits without a majority; counters and sets; what copies show later, and what the ledger says.
 *  3. Three sides; siblings; the verdict on a whole history, and who holds what when.
 *  4. Cuts in one direction; reads with a policy of their own; what an answer, a no and silence tell.
 *  5. A crashed replica beside the cut, which still counts among all; clocks that are off.
 */
export const NEW_FEATURES: Readonly<Record<Level, readonly Feature[]>> = {
  1: ['plain'],
  2: ['even', 'merge'],
  3: ['three', 'siblings'],
  4: ['one-way', 'own-policy'],
  5: ['crash', 'clock'],
}

export const KINDS: Readonly<Record<Level, readonly QuestionKind[]>> = {
  1: ['sees', 'goes-on'],
  2: ['sees', 'goes-on', 'copy', 'figure', 'promises'],
  3: ['sees', 'goes-on', 'copy', 'figure', 'promises', 'judged', 'holders'],
  4: ['sees', 'goes-on', 'copy', 'figure', 'judged', 'holders', 'told'],
  5: ['sees', 'goes-on', 'copy', 'figure', 'promises', 'judged', 'holders', 'told'],
}

/** A level from any number: the nearest there is. */
export function levelOf(number: number): Level {
  return LEVELS.find(level => level >= number) ?? 5
}
