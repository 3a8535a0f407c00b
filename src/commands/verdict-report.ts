import type { Operation } from '../model/operation.ts'
import type { Verdict } from '../model/verdict.ts'
import { paragraph, table } from './report.ts'

const ANSWERS: { readonly [result in Verdict['result']]: string } = {
  linearizable: 'Yes, it is linearizable.',
  violation: 'No, it is not linearizable.',
  unknown: 'Undecided.',
}

/** Of so many keys that are undecided it is said where the search stuck. */
const STUCK_MAX = 6

/** An operation of a witness for people: when, or where in a file, and what. */
export interface WitnessLine {
  readonly when: string
  readonly what: string
}

/**
 * A verdict with its explanation and, for a violation, under `proof`, the operations that contradict each other; for an
 * undecided one where the search stuck.
 */
export function verdictLines(
  verdict: Verdict,
  width: number,
  proof: string,
  describe: (operation: Operation) => WitnessLine,
): string[] {
  const lines = paragraph(`${ANSWERS[verdict.result]} ${verdict.explanation}`, width, 2)
  if (verdict.result === 'linearizable') return lines
  const [title, operations] =
    verdict.result === 'violation'
      ? [proof, verdict.witness.operations]
      : ['Where the search stuck:', verdict.explored.slice(0, STUCK_MAX).map(({ stuckAt }) => stuckAt)]
  const rows = operations.map(describe).map(({ when, what }) => ['', when, what])
  return [...lines, ...paragraph(title, width, 2), ...table(rows, width)]
}
