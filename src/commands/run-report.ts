import { describeOperation } from '../checker/checker.ts'
import {
  type Assessment,
  assess,
  clientName,
  decisionsOf,
  type LabHappening,
  type Ledger,
  narrate,
  type Run,
  replayCode,
  stopOf,
} from '../lab/lab.ts'
import type { Operation } from '../model/operation.ts'
import { items } from '../model/sequence.ts'
import { seconds } from '../model/time.ts'
import { hung, paragraph, section, table } from './report.ts'
import { verdictLines } from './verdict-report.ts'

/** What a run was and what it came to, as plain text of at most `width` columns: no colour, no escape codes. */
export function runReport(run: Run, width: number): string {
  const { scenario, seed } = run
  const assessment = assess(run)
  const parts = [
    [`${scenario.title} (${scenario.id}, seed ${seed})`, ...paragraph(scenario.story, width, 2)],
    section('What happened', storyLines(run, width)),
    section('What was counted', ledgerLines(assessment.ledger, width)),
    section('Was it available?', availabilityLines(assessment, width)),
    section('Was it consistent?', consistencyLines(run, assessment, width)),
    section('Again', againLines(run)),
  ]
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`
}

/** The notes that tell the story; what a protocol asks and answers on the way to them is for the screen to show. */
const TELLING: ReadonlySet<string> = new Set(['received', 'refuses', 'gives-up', 'answers-alone', 'shows'])

function storyLines(run: Run, width: number): string[] {
  const { scenario } = run
  const lines: string[] = []
  const tell = (at: number, text: string) =>
    lines.push(...hung(`  ${seconds(at).padStart(6)} s  `, text, width))
  const decided = [...decisionsOf(run)]
  for (const happening of items(run.moment.happenings)) {
    const { action } = happening
    if (action.type === 'config') {
      const choice = decided.shift()?.choice
      if (choice !== undefined) tell(happening.at, `you choose ${choice}`)
    }
    for (const { at, text } of narrate(scenario, telling(happening))) tell(at, text)
  }
  const stop = stopOf(run)
  if (stop?.choice) tell(run.now, `${stop.choice.ask} Nobody has chosen: the run stands here`)
  return lines
}

function telling(happening: LabHappening): LabHappening {
  return { ...happening, notes: happening.notes.filter(({ note }) => TELLING.has(note.type)) }
}

function ledgerLines(ledger: Ledger, width: number): string[] {
  const rows: [string, number | null, string][] = [
    ['requests', ledger.requests, ''],
    ['answered', ledger.answered, ''],
    ['refused', ledger.refused, 'it definitely did not happen'],
    ['no answer', ledger.unknown, 'nobody knows whether it happened'],
    ['stale reads', ledger.staleReads, 'answered without what was confirmed before'],
    ['stale decisions', ledger.staleDecisions, 'taken without what was confirmed before'],
    ['lost writes', ledger.lostWrites, 'confirmed, and gone from every copy'],
    ['conflicts', ledger.conflicts, 'versions left for somebody to reconcile'],
    ['money created', ledger.moneyCreated, 'on the books, and should not be'],
    ['money destroyed', ledger.moneyDestroyed, 'not on the books, and should be'],
    ['overdraft', ledger.overdraft, 'paid out beyond what was there'],
  ]
  const applying = rows.flatMap(([name, value, says]) => (value === null ? [] : [[name, `${value}`, says]]))
  const settled = ledger.settled
    ? 'At the end all copies show the same.'
    : 'At the end the copies had not come together, so what is lost can’t be counted yet.'
  return [...table(applying, width), ...paragraph(settled, width, 2)]
}

function availabilityLines({ availability, ledger }: Assessment, width: number): string[] {
  const { total } = availability
  const strict = total
    ? 'Yes: every request that reached a running replica was answered (availability as Gilbert and Lynch define it).'
    : 'No: a request that reached a running replica was left without an answer (availability as Gilbert and Lynch define it).'
  const plain = `Of ${ledger.requests} requests ${ledger.answered} were answered, ${percent(availability.answeredRatio)}.`
  return [...paragraph(strict, width, 2), ...paragraph(plain, width, 2)]
}

/** Rounded down: 99.9 % is not all of them. */
function percent(ratio: number): string {
  return `${Math.floor(ratio * 100)} %`
}

function consistencyLines(run: Run, { verdict }: Assessment, width: number): string[] {
  const told = items(run.moment.told)
  const time = (place: number) => seconds(told[place]?.event.time ?? 0)
  return verdictLines(verdict, width, (operation: Operation) => {
    const client = told[operation.called]?.client ?? operation.process
    const who = `${clientName(run.scenario, client)} (${operation.process})`
    const { called, returned } = operation
    const when = returned === null ? `from ${time(called)} s on` : `${time(called)} to ${time(returned)} s`
    return { when, what: describeOperation({ ...operation, process: who }) }
  })
}

/** How to see the same run again, and what the other choices would have done. */
function againLines(run: Run): string[] {
  const { scenario, seed } = run
  const [decision] = decisionsOf(run)
  const options = scenario.stops.flatMap(({ choice }) => choice?.options ?? [])
  const others = options.filter(({ id }) => decision !== undefined && id !== decision.choice)
  const other = others.map(
    ({ id }) =>
      `netsplit run ${scenario.id} --choose ${id}${seed === scenario.seed ? '' : ` --seed ${seed}`}`,
  )
  return table(
    [
      ['this run', `netsplit replay ${replayCode(run)}`],
      ...other.map(command => ['the other choice', command]),
    ],
    Number.POSITIVE_INFINITY,
  )
}
