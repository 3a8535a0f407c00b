import { FIGURE_WORDS } from '../lab/lab.ts'
import { CONSEQUENCES, type Consequence, losesDisk, SUM_KEYS, type Tally } from '../lab/sweep.ts'
import { paragraph, section, table } from './report.ts'
import type { SweepPlan } from './sweep-work.ts'

/** A sweep that is over, or was stopped: then its tally holds the seeds from `first` on, as far as it came. */
export interface Sweep {
  readonly plan: SweepPlan
  readonly first: number
  readonly seeds: number
  readonly complete: boolean
  readonly tally: Tally
}

/** Each consequence in the words of the table. */
const WORDS: { readonly [name in Consequence]: readonly [name: string, says: string] } = {
  linearizable: ['linearizable', 'one correct copy could have given these answers'],
  violation: ['not linearizable', 'no correct copy could have given these answers'],
  undecided: ['undecided', 'the checker ran out of steps, and guesses nothing'],
  available: ['available', 'every request that reached a running replica was answered'],
  both: ['both', 'linearizable and available in the same run'],
  refused: [FIGURE_WORDS.refused.long, 'something definitely did not happen'],
  noAnswer: [FIGURE_WORDS.unknown.long, 'nobody knows whether something happened'],
  staleReads: [FIGURE_WORDS.staleReads.long, 'a read missed something that was confirmed before'],
  staleDecisions: [
    FIGURE_WORDS.staleDecisions.long,
    'a decision was made without something confirmed before',
  ],
  lostWrites: [FIGURE_WORDS.lostWrites.long, 'something confirmed is neither kept nor replaced at the end'],
  conflicts: [FIGURE_WORDS.conflicts.long, 'versions are left for somebody to reconcile'],
  moneyCreated: [FIGURE_WORDS.moneyCreated.long, 'the books show more than they should'],
  moneyDestroyed: [FIGURE_WORDS.moneyDestroyed.long, 'the books show less than they should'],
  overdraft: [FIGURE_WORDS.overdraft.long, 'more was paid out than was there'],
  notSettled: ['not settled', 'at the end the copies had not come together'],
}

/** Consequences that are always told, also where they happened in no run: their absence says something too. */
const ALWAYS: ReadonlySet<Consequence> = new Set(['linearizable', 'violation', 'available', 'both'])

/** The consequences of which no run needs to be shown: nothing is wrong with them. */
const FINE: ReadonlySet<Consequence> = new Set(['linearizable', 'available', 'both'])

const BOTH =
  'Both is no contradiction. No system can promise both while a cut lasts (Gilbert and Lynch, 2002): some request must then fail or be answered wrongly. A run in which nobody asks for that one, or whose cut is mended in time, can have both.'

const NOTHING_ASKED =
  'No run had a request: nothing was refused and no answer was wrong because nothing was asked.'

const LOST_DISK =
  'A replica loses its disk in this scenario. That voids what consistency promises, so these runs claim nothing about it: a violation here is no fault of the protocol, and none proves nothing.'

/** What `sweep --json` prints. The order of the keys is part of it. */
interface SweepJson {
  readonly format: 'netsplit-sweep/1'
  readonly scenario: string
  /** For each stop that asks, the choice made there. */
  readonly choices: Readonly<Record<string, string>>
  readonly faults: number
  readonly seeds: { readonly first: number; readonly asked: number; readonly done: number }
  readonly complete: boolean
  /** Whether the verdicts say something about the protocol: null, or why they don't. */
  readonly excluded: 'lost-disk' | null
  /** In how many runs what happened. */
  readonly runs: Tally['happened']
  /** What the ledgers of all runs add up to; null for what never applied. */
  readonly sums: Tally['sums']
  readonly telling: Tally['telling']
}

export function sweepJson({ plan, first, seeds, complete, tally }: Sweep): SweepJson {
  return {
    format: 'netsplit-sweep/1',
    scenario: plan.scenario.id,
    choices: plan.choices,
    faults: plan.faults,
    seeds: { first, asked: seeds, done: tally.runs },
    complete,
    excluded: losesDisk(plan.scenario) ? 'lost-disk' : null,
    runs: tally.happened,
    sums: tally.sums,
    telling: tally.telling,
  }
}

/** What a sweep came to, as plain text of at most `width` columns. */
export function sweepReport(sweep: Sweep, width: number): string {
  const { plan, tally } = sweep
  if (tally.runs > 0 && !tally.sums.requests)
    return `${[...headLines(sweep, width), '', ...paragraph(NOTHING_ASKED, width, 2)].join('\n')}\n`
  const told = CONSEQUENCES.filter(name => ALWAYS.has(name) || tally.happened[name] > 0)
  const rows = told.map(name => {
    const [what, says] = WORDS[name]
    return [what, `${tally.happened[name]}`, percent(tally.happened[name], tally.runs).padStart(7), says]
  })
  const parts = [
    headLines(sweep, width),
    section('In how many runs', [...table(rows, width), ...bothLines(sweep, width)]),
    section('All runs together', table(sumRows(tally), width)),
    ...(losesDisk(plan.scenario) ? [section('No claim', paragraph(LOST_DISK, width, 2))] : []),
    section('Runs to look at', tellingLines(sweep, width)),
  ]
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`
}

/** Where a cut was to be expected and runs had both all the same: why that can be. */
function bothLines({ plan, tally }: Sweep, width: number): string[] {
  const cuts = plan.faults > 0 || plan.scenario.faults.some(({ fault }) => fault.type === 'cut')
  return cuts && tally.happened.both > 0 ? paragraph(BOTH, width, 2) : []
}

function headLines({ plan, first, seeds, complete, tally }: Sweep, width: number): string[] {
  const { scenario, choices, faults } = plan
  const last = first + tally.runs - 1
  const which =
    tally.runs === 0
      ? 'no run'
      : `${tally.runs} ${tally.runs === 1 ? 'run' : 'runs'}, seeds ${first} to ${last}`
  const chosen = Object.values(choices).map(choice => `, choosing ${choice}`)
  const broken = faults === 0 ? '' : `, with ${faults} more ${faults === 1 ? 'fault' : 'faults'} by chance`
  const stopped = complete
    ? []
    : [`Stopped early: ${seeds} were asked for. What follows is about these alone.`]
  return [
    `${scenario.title} (${scenario.id})`,
    ...[`${which}${chosen.join('')}${broken}.`, ...stopped].flatMap(text => paragraph(upper(text), width, 2)),
  ]
}

function sumRows({ sums }: Tally): string[][] {
  const total = sums.requests ?? 0
  return SUM_KEYS.flatMap(key => {
    const sum = sums[key]
    const share = key === 'answered' && total > 0 ? `${percent(sum ?? 0, total)} of the requests` : ''
    return sum === null ? [] : [[FIGURE_WORDS[key].long, `${sum}`, share]]
  })
}

/** The first runs of each kind; without faults by chance a seed is enough to see one again. */
function tellingLines({ plan, tally }: Sweep, width: number): string[] {
  const kinds = CONSEQUENCES.filter(name => !FINE.has(name) && tally.telling[name].length > 0)
  if (kinds.length === 0) return paragraph('Every run was answered in full, and rightly.', width, 2)
  const seeds = kinds.map(name => [
    WORDS[name][0],
    'seeds',
    tally.telling[name].map(({ seed }) => seed).join(', '),
  ])
  const [kind] = kinds
  const first = kind === undefined ? undefined : tally.telling[kind][0]
  if (kind === undefined || first === undefined) return table(seeds, width)
  const choose = Object.values(plan.choices).map(choice => ` --choose ${choice}`)
  const command =
    plan.faults === 0
      ? `netsplit run ${plan.scenario.id}${choose.join('')} --seed ${first.seed}`
      : `netsplit replay ${first.replay}`
  // A command is never broken into lines: it is there to be copied.
  return [
    ...table(seeds, width),
    ...paragraph(`See one of them (${WORDS[kind][0]}, seed ${first.seed}):`, width, 2),
    `  ${command}`,
  ]
}

/** Rounded down to a tenth, and never 0 for something that happened: one run of a thousand is not none. */
function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '-'
  const tenths = Math.max(1, Math.floor((part * 1000) / whole))
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
