import type { Verdict } from '../model/verdict.ts'
import type { Ledger } from './ledger.ts'
import { replayCode } from './replay-code.ts'
import type { Run } from './run.ts'

/** What one seed came to. */
export interface SweepRow {
  /** The run at its end, with the seed and all that was done in it. */
  readonly run: Run
  readonly verdict: Verdict['result']
  /** Availability as Gilbert and Lynch define it; see `Availability.total`. */
  readonly available: boolean
  readonly ledger: Ledger
}

/** What a run can have come to, and when it did. The order is that of the table. */
const HAPPENED = {
  linearizable: ({ verdict }: SweepRow) => verdict === 'linearizable',
  violation: ({ verdict }: SweepRow) => verdict === 'violation',
  undecided: ({ verdict }: SweepRow) => verdict === 'unknown',
  available: ({ available }: SweepRow) => available,
  both: ({ verdict, available }: SweepRow) => verdict === 'linearizable' && available,
  refused: ({ ledger }: SweepRow) => ledger.refused > 0,
  noAnswer: ({ ledger }: SweepRow) => ledger.unknown > 0,
  staleReads: ({ ledger }: SweepRow) => some(ledger.staleReads),
  staleDecisions: ({ ledger }: SweepRow) => some(ledger.staleDecisions),
  lostWrites: ({ ledger }: SweepRow) => some(ledger.lostWrites),
  conflicts: ({ ledger }: SweepRow) => some(ledger.conflicts),
  moneyCreated: ({ ledger }: SweepRow) => some(ledger.moneyCreated),
  moneyDestroyed: ({ ledger }: SweepRow) => some(ledger.moneyDestroyed),
  overdraft: ({ ledger }: SweepRow) => some(ledger.overdraft),
  notSettled: ({ ledger }: SweepRow) => !ledger.settled,
} as const

export type Consequence = keyof typeof HAPPENED

export const CONSEQUENCES = Object.keys(HAPPENED) as readonly Consequence[]

/** The figures of the ledger that are added up; one that never applied stays null. */
export const SUM_KEYS = [
  'requests',
  'answered',
  'refused',
  'unknown',
  'staleReads',
  'staleDecisions',
  'lostWrites',
  'conflicts',
  'moneyCreated',
  'moneyDestroyed',
  'overdraft',
] as const

/** A run worth looking at. */
export interface Telling {
  readonly seed: number
  readonly replay: string
}

/** So many runs of each kind are named, those with the smallest seeds. */
const TELLING_MAX = 3

/**
 * How often what happened in some runs, as plain data. Merging two is commutative and associative, and every seed is in
 * one of them once: the tally of all does not depend on who counted what.
 */
export interface Tally {
  readonly runs: number
  readonly happened: Readonly<Record<Consequence, number>>
  readonly sums: Readonly<Record<(typeof SUM_KEYS)[number], number | null>>
  /** The smallest seeds of each kind, ascending. */
  readonly telling: Readonly<Record<Consequence, readonly Telling[]>>
}

export function emptyTally(): Tally {
  return {
    runs: 0,
    happened: byConsequence(() => 0),
    sums: bySum(() => null),
    telling: byConsequence(() => []),
  }
}

/** The tally with one more run. */
export function tallied(tally: Tally, row: SweepRow): Tally {
  const { seed } = row.run
  let replay: string | null = null
  return {
    runs: tally.runs + 1,
    happened: byConsequence(name => tally.happened[name] + (HAPPENED[name](row) ? 1 : 0)),
    sums: bySum(name => add(tally.sums[name], row.ledger[name])),
    telling: byConsequence(name => {
      const before = tally.telling[name]
      const last = before.length < TELLING_MAX ? undefined : before.at(-1)
      if (!HAPPENED[name](row) || (last !== undefined && last.seed < seed)) return before
      // A code costs as much as a good part of a run, and few runs are named.
      replay ??= replayCode(row.run)
      return smallest([...before, { seed, replay }])
    }),
  }
}

export function mergeTallies(a: Tally, b: Tally): Tally {
  return {
    runs: a.runs + b.runs,
    happened: byConsequence(name => a.happened[name] + b.happened[name]),
    sums: bySum(name => add(a.sums[name], b.sums[name])),
    telling: byConsequence(name => smallest([...a.telling[name], ...b.telling[name]])),
  }
}

function byConsequence<T>(value: (name: Consequence) => T): Record<Consequence, T> {
  return Object.fromEntries(CONSEQUENCES.map(name => [name, value(name)])) as Record<Consequence, T>
}

function bySum<T>(value: (name: (typeof SUM_KEYS)[number]) => T): Record<(typeof SUM_KEYS)[number], T> {
  return Object.fromEntries(SUM_KEYS.map(name => [name, value(name)])) as Record<(typeof SUM_KEYS)[number], T>
}

function some(figure: number | null): boolean {
  return figure !== null && figure > 0
}

function add(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b
}

function smallest(found: readonly Telling[]): readonly Telling[] {
  return [...found].sort((a, b) => a.seed - b.seed).slice(0, TELLING_MAX)
}
