import { describeOperation } from '../checker/checker.ts'
import {
  type Assessment,
  assess,
  clientName,
  type Deed,
  decisionsOf,
  FIGURE_WORDS,
  figureSentence,
  inNames,
  type LabHappening,
  type Ledger,
  type LedgerKey,
  narrate,
  orderWords,
  type Run,
  replayCode,
  type Scenario,
  sharedHoldWords,
  stopOf,
} from '../lab/lab.ts'
import type { Operation } from '../model/operation.ts'
import { items } from '../model/sequence.ts'
import { type Micros, seconds } from '../model/time.ts'
import { hung, paragraph, section, table } from './report.ts'
import { verdictLines } from './verdict-report.ts'

/** What a run was and what it came to, as plain text of at most `width` columns: no colour, no escape codes. */
export function runReport(run: Run, width: number): string {
  const { scenario, seed } = run
  const assessment = assess(run)
  const parts = [
    [`${scenario.title} (${scenario.id}, seed ${seed})`, ...paragraph(scenario.story, width, 2)],
    section('What happened', storyLines(run, width)),
    section('What was counted', ledgerLines(run, assessment.ledger, width)),
    section('Was it available?', availabilityLines(assessment, width)),
    section('Was it consistent?', consistencyLines(run, assessment, width)),
    section('Again', againLines(run)),
  ]
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`
}

/** The notes that tell the story; what a protocol asks and answers on the way to them is for the screen to show. */
const TELLING: ReadonlySet<string> = new Set(['received', 'refuses', 'gives-up', 'answers-alone', 'shows'])

function storyLines(run: Run, width: number): string[] {
  const lines: string[] = []
  const tell = (at: Micros, ...texts: readonly string[]) => {
    const mark = `  ${seconds(at).padStart(6)} s  `
    for (const [i, text] of texts.entries())
      lines.push(...hung(i === 0 ? mark : ' '.repeat(mark.length), text, width))
  }
  const acts = run.acts.slice(0, run.acted)
  for (const [place, happening] of items(run.moment.happenings).entries()) {
    for (const { at, deed } of acts.filter(({ position }) => position === place))
      tell(at, ...deedInWords(run.scenario, deed))
    for (const { at, text } of narrate(run.scenario, telling(happening))) tell(at, text)
  }
  const open = stopOf(run)?.choice
  if (open) tell(run.now, open.ask, 'Nobody has chosen: the run stands here.')
  return lines
}

/** What a person did; what came of it is told by what happens next. Going on is nothing to tell. */
function deedInWords(scenario: Scenario, deed: Deed): readonly string[] {
  switch (deed.type) {
    case 'go-on':
      return []
    case 'choose': {
      const choice = scenario.stops.find(({ id }) => id === deed.stop)?.choice
      const chosen = choice?.options.find(({ id }) => id === deed.choice)
      return [choice?.ask ?? '', `> ${chosen?.text ?? deed.choice}`]
    }
    case 'fault':
      return [faultByHand(deed.fault)]
    case 'policy':
      return [`you set the policy${deed.key === null ? '' : ` of ${deed.key}`}: ${deed.policy}`]
    case 'order':
      return [`by hand, ${clientName(scenario, deed.client)} is to ask: ${orderWords(deed.order)}`]
  }
}

/** «by hand: the network is cut» would be told twice, here and as what happened; this says whose hand it was. */
function faultByHand(fault: Extract<Deed, { readonly type: 'fault' }>['fault']): string {
  switch (fault.type) {
    case 'cut':
      return 'you cut the network'
    case 'heal':
      return 'you mend the network'
    case 'crash':
      return `you stop ${fault.node}`
    case 'restart':
      return `you start ${fault.node} again`
    case 'links':
      return 'you change the links'
    case 'link':
      return `you change the link ${fault.from} → ${fault.to}`
    case 'clock':
      return `you set the clock of ${fault.node}`
  }
}

/** The happening without what is told otherwise (a choice, by its own words) or not at all. */
function telling(happening: LabHappening): LabHappening {
  const { action } = happening
  const notes = happening.notes.filter(({ note }) => TELLING.has(note.type))
  const told = action.type === 'config' ? ({ type: 'mark', mark: 'choice' } as const) : action
  return { ...happening, action: told, notes }
}

function ledgerLines({ scenario, moment }: Run, ledger: Ledger, width: number): string[] {
  const rows = (Object.keys(FIGURE_WORDS) as LedgerKey[]).filter(key => key !== 'settled')
  const applying = rows.flatMap(key => {
    const { long, says } = FIGURE_WORDS[key]
    const figure = ledger[key]
    if (figure === null) return []
    const own = Number(figure) > 0 ? figureSentence(scenario, key, Number(figure)) : null
    return [[long, `${figure}`, own ?? says]]
  })
  const settled = ledger.settled
    ? 'At the end all copies show the same.'
    : 'At the end the copies had not come together, so what is lost can’t be counted yet.'
  const shared = sharedHoldWords(scenario, moment.told)
  const locks = shared === null ? [] : paragraph(`${shared}.`, width, 2)
  return [...table(applying, width), ...locks, ...paragraph(settled, width, 2)]
}

function availabilityLines({ availability, ledger }: Assessment, width: number): string[] {
  const { total } = availability
  if (ledger.requests === 0) return paragraph('Nobody asked for anything, so this run can’t tell.', width, 2)
  const strict = total
    ? 'Yes: every request that reached a running replica was answered.'
    : 'No: a request that reached a running replica was refused, or never answered.'
  const plain = `Of ${ledger.requests} requests ${ledger.answered} were answered, ${percent(availability.answeredRatio)}.`
  const meant = '(The first is availability as Gilbert and Lynch define it, the second what a monitor shows.)'
  return [strict, plain, meant].flatMap(text => paragraph(text, width, 2))
}

/** Rounded, but never up to all of them. */
function percent(ratio: number): string {
  return `${ratio === 1 ? 100 : Math.min(99, Math.round(ratio * 100))} %`
}

/** The story tells of a request when a replica hears it; for its client it began when it was sent. */
const PROOF = 'The proof, as each client saw it, from sending to hearing:'

function consistencyLines(run: Run, { verdict }: Assessment, width: number): string[] {
  const told = items(run.moment.told)
  const time = (place: number) => seconds(told[place]?.event.time ?? 0)
  const named = { ...verdict, explanation: inNames(run.scenario, verdict.explanation) }
  return verdictLines(named, width, PROOF, (operation: Operation) => {
    const client = told[operation.called]?.client ?? operation.process
    const who = clientName(run.scenario, client)
    const { called, returned } = operation
    const when = returned === null ? `from ${time(called)} s on` : `${time(called)} to ${time(returned)} s`
    return { when, what: describeOperation({ ...operation, process: who }) }
  })
}

/** How to see the same run again, and what the other choices would have done. */
function againLines(run: Run): string[] {
  const { scenario, seed } = run
  const made = decisionsOf(run).map(({ choice }) => choice)
  const asking = scenario.stops.flatMap(({ choice }) => (choice ? [choice.options] : []))
  const others = asking.flatMap(options =>
    options
      .filter(({ id }) => options.some(option => made.includes(option.id)) && !made.includes(id))
      .map(({ id }) => made.map(choice => (options.some(option => option.id === choice) ? id : choice))),
  )
  const other = others.map(
    choices =>
      `netsplit run ${scenario.id}${choices.map(id => ` --choose ${id}`).join('')}${seed === scenario.seed ? '' : ` --seed ${seed}`}`,
  )
  return table(
    [
      ['this run', `netsplit replay ${replayCode(run)}`],
      ...other.map(command => ['the other choice', command]),
    ],
    Number.POSITIVE_INFINITY,
  )
}
