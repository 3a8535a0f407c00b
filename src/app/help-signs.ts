import { FIGURE_WORDS, type LedgerKey } from '../lab/lab.ts'
import type { LabScreen } from './state.ts'

/** A sign of a screen, and what it means. */
export type Sign = readonly [sign: string, says: string]

/** What a lab's screen draws, for those who meet it first: each screen has signs of its own, and some have none. */
export function signsOf({ phase, run }: LabScreen): readonly Sign[] {
  switch (phase) {
    case 'live':
    case 'side':
      return [...STAGE, ...run.scenario.counts.map(figureSign), NOT_YET]
    case 'diagram':
      return DIAGRAM
    case 'verdict':
    case 'compare':
      return [...run.scenario.counts.map(figureSign), ...MARKS]
    case 'branches':
      return BRANCHES
    case 'predict':
    case 'goals':
    case 'faults':
      return []
  }
}

/** A figure by its short name, and by its long one where that is another. */
function figureSign(key: LedgerKey): Sign {
  const { long, short, says } = FIGURE_WORDS[key]
  return [short, long === short ? says : `${long}: ${says}`]
}

const NOT_YET: Sign = ['–', 'a figure that is known once all copies agree: at the end, if they ever do']

const STAGE: readonly Sign[] = [
  ['● ◆ ○', 'a message that asks, that brings a value, that says yes'],
  ['· ×', 'a sign of life; a message that was lost'],
  ['#2', 'how many changes this copy contains'],
  ['≠', 'these two copies differ, in the value or in what it is made of; on a box: from the other branch'],
  ['asks 2/5', 'two of five have promised; accept 2/5: two have accepted'],
  ['waits 2/5', 'it has heard from two, and nothing more is on its way'],
  ['?n4,5 ?4,5', 'it has not heard from n4 and n5 for long and takes them for gone; that is a guess'],
  ['?1-3 ?×3', 'n1, n2 and n3; three of them, for want of room'],
  ['3 to tell', 'it answered alone, and three others don’t know yet'],
  ['c1 −80 =m2', 'the latest change that a copy contains (= is a write), and who asked for it'],
  ['a►b ►b', 'changed from a to b, and only if it was still a'],
  ['rope +2', 'rope and two more, for want of room'],
  ['▸', 'the client that you ask and write through by hand'],
  ['… ✓ ✗', 'under a client: it waits; it was told ok; it was told no'],
]

const DIAGRAM: readonly Sign[] = [
  ['├───┤', 'a request on its client’s line, from sending to hearing; ▌ is a very short one'],
  ['✓ – ✗ ? …', 'behind it: answered; answered with no; refused; nobody knows; still open'],
  ['r 20 −80', 'where there is little room: read 20, withdraw 80'],
  ['╲ ▼  ╱ ▲', 'a message on its way, and where it arrived'],
  ['× ○ ●', 'where a message was lost; is held back; is now'],
  ['· · ✗', 'a replica that is down, and where it went down'],
  ['━━ ╌╌', 'a fault as long as it lasts; the wall that a cut puts between two lines'],
  ['◆ ◇', 'a choice or a change; where the run stood still and waited for you'],
  ['┃', 'the current moment: . and , move it'],
  ['①②③', 'one order that explains every answer; the row «order» has the value after each'],
  ['A: ┣━┫', 'a request that no order explains together with the other letters'],
  ['+2', 'so many replicas have no line, for want of rows'],
]

const MARKS: readonly Sign[] = [
  ['✓ ✗ ?', 'as it should be; a loss; nobody knows'],
  ['–', 'does not apply, or the copies never came to agree'],
]

const BRANCHES: readonly Sign[] = [
  ['2.21', 'the virtual second in which this branch left the one above it'],
  ['(here)', 'the branch that the lab shows; (ended): it was seen to its end'],
]

/** What the lanes, the table and the dials of an experiment draw. */
export const EXPERIMENT_SIGNS: readonly Sign[] = [
  ['─►', 'a message, as far as it has come'],
  ['─×', 'a message that was lost on its way'],
  ['≠', 'a message that somebody has changed on its way'],
  ['✓ ✗ ?', 'a note: good news, bad news, or what nobody on this lane can know'],
  ['6 ✗', 'a figure that is worse than in the run that it is held against; ✓ is better'],
  ['◄ ►', 'the dial goes further in this direction'],
]
