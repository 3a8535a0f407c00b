import { formatHistory } from '../checker/checker.ts'
import { assess, decisionsOf, historyOf, type Ledger, type Run, replayCode, traceHash } from '../lab/lab.ts'
import type { Json } from '../model/json.ts'
import { millis } from '../model/time.ts'
import { type VerdictJson, verdictJson } from './verdict-json.ts'

/** What `run --json` and `replay --json` print (design.md, «run --json»). The order of the keys is part of it. */
interface RunJson {
  readonly format: 'netsplit-run/1'
  readonly scenario: string
  readonly seed: number
  readonly decisions: readonly { readonly at: number; readonly choice: string }[]
  readonly replay: string
  readonly ledger: LedgerJson
  readonly availability: { readonly total: boolean; readonly answeredRatio: number }
  readonly verdict: VerdictJson
  /** The events as a history file has them. */
  readonly history: readonly Json[]
  /** The SHA-256 of the canonical trace. */
  readonly trace: string
}

export function runJson(run: Run): RunJson {
  const { ledger, availability, verdict } = assess(run)
  const history = historyOf(run.moment)
  return {
    format: 'netsplit-run/1',
    scenario: run.scenario.id,
    seed: run.seed,
    decisions: decisionsOf(run).map(({ at, choice }) => ({ at: millis(at), choice })),
    replay: replayCode(run),
    ledger: ledgerJson(ledger),
    availability: { total: availability.total, answeredRatio: availability.answeredRatio },
    verdict: verdictJson(verdict, history),
    // Through the file format, so that there is one spelling of an event.
    history: formatHistory(history)
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Json),
    trace: traceHash(run.moment),
  }
}

type LedgerJson = Omit<Ledger, 'cameBack' | 'holders'>

/** Key by key: what the ledger holds for the screen alone is no part of the format. */
function ledgerJson(ledger: Ledger): LedgerJson {
  return {
    requests: ledger.requests,
    answered: ledger.answered,
    refused: ledger.refused,
    unknown: ledger.unknown,
    staleReads: ledger.staleReads,
    staleDecisions: ledger.staleDecisions,
    lostWrites: ledger.lostWrites,
    conflicts: ledger.conflicts,
    moneyCreated: ledger.moneyCreated,
    moneyDestroyed: ledger.moneyDestroyed,
    overdraft: ledger.overdraft,
    settled: ledger.settled,
  }
}
