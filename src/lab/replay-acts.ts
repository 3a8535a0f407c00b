import { assert } from '../model/assert.ts'
import type { LinkRules } from '../sim/sim.ts'
import { linkPairs } from './link-pairs.ts'
import { type Before, readByHand, writeByHand, writeLinkSet } from './replay-deeds.ts'
import { BadCode, type DigitReader, type DigitWriter } from './replay-digits.ts'
import { type Act, advance, decide, goOn, position, type Run, stopOf } from './run.ts'
import type { Scenario } from './scenario.ts'

/**
 * What was done, one entry after the other. A choice, or going on, holds no time: it happens where the run stops next.
 * What was done by hand begins with a digit that says how many digits each of two numbers takes: how many happenings
 * after the deed before, and how much later.
 */
const GO_ON = 0
const CHOOSE = 1
const BY_HAND = 2
const CHOICES_MAX = 15
const POSITION_DIGITS = [0, 1, 2, 3, 6] as const
const TIME_DIGITS = [0, 3, 4, 5, 6, 8] as const

/** As many as a sandbox takes. A set of links is one of them, though it comes to a deed for each link. */
const ENTRIES_MAX = 500
const ACTS_MAX = 5000
/**
 * How much may happen in the run of a code, in all and beside that for each virtual second. What somebody can type into a
 * sandbox stays far below it: left alone, 50 things happen there in a second, with nine replicas 160; an operation
 * brings about some hundreds at the worst.
 */
const HAPPENINGS_MAX = 200_000
const HAPPENINGS_MAX_PER_S = 400
/** How far a run goes before its happenings are counted again. */
const STRIDE_US = 100_000
/** So many links at once are written as one set. */
const SET_FROM = 3

/** Links that all become the same at one instant, in the order of all links; or a deed by itself. */
type Entry = readonly [Act, ...Act[]]

export function writeActs(writer: DigitWriter, scenario: Scenario, acts: readonly Act[]): void {
  const entries = entriesOf(acts, scenario)
  writer.natural(entries.length)
  let last = FIRST
  let { links: rules } = scenario
  for (const entry of entries) {
    const [act] = entry
    writeEntry(writer, { scenario, rules }, entry, last)
    last = act
    rules = rulesAfter(act, rules)
  }
}

const FIRST = { position: 0, at: 0 }

function entriesOf(acts: readonly Act[], scenario: Scenario): readonly Entry[] {
  const entries: Entry[] = []
  for (let i = 0; i < acts.length; ) {
    const first = acts[i]
    if (!first) break
    let end = i + 1
    while (end < acts.length && belongsTo(acts[end - 1] ?? first, acts[end], scenario)) end += 1
    const set = acts.slice(i + 1, end)
    if (set.length + 1 >= SET_FROM) entries.push([first, ...set])
    else for (const act of acts.slice(i, end)) entries.push([act])
    i = end
  }
  return entries
}

/** Whether a link becomes what the one before it became, at the same place, and comes after it in the order of links. */
function belongsTo(before: Act, act: Act | undefined, scenario: Scenario): boolean {
  const [a, b] = [linkOf(before), act && linkOf(act)]
  if (!act || !a || !b || a.fault !== b.fault) return false
  if (act.position !== before.position || act.at !== before.at) return false
  return placeOf(a, scenario) < placeOf(b, scenario)
}

function linkOf({ deed }: Act) {
  return deed.type === 'fault' && deed.fault.type === 'link' ? deed.fault : null
}

function placeOf(link: { readonly from: string; readonly to: string }, { replicas }: Scenario): number {
  return linkPairs(replicas).findIndex(([from, to]) => from === link.from && to === link.to)
}

function writeEntry(writer: DigitWriter, before: Before, entry: Entry, last: Omit<Act, 'deed'>): void {
  const [{ deed, position, at }] = entry
  const { scenario } = before
  if (deed.type === 'go-on') {
    writer.digit(GO_ON)
    return
  }
  if (deed.type === 'choose') {
    const options = scenario.stops.find(({ id }) => id === deed.stop)?.choice?.options ?? []
    const choice = options.findIndex(({ id }) => id === deed.choice)
    assert(choice >= 0, `the choice «${deed.choice}» is not one of «${deed.stop}»`)
    writer.digit(CHOOSE).digit(choice)
    return
  }
  const steps = position - last.position
  const later = at - last.at
  const [p, t] = [widthFor(steps, POSITION_DIGITS), widthFor(later, TIME_DIGITS)]
  writer.digit(BY_HAND + p * TIME_DIGITS.length + t)
  writer.fixed(steps, POSITION_DIGITS[p] ?? 0).fixed(later, TIME_DIGITS[t] ?? 0)
  const links = entry.map(linkOf)
  const [link] = links
  if (entry.length === 1 || !link) writeByHand(writer, before, deed)
  else {
    const among = new Set(links.map(one => (one ? placeOf(one, scenario) : -1)))
    writeLinkSet(writer, scenario, link.fault, among)
  }
}

/** The narrowest of the widths that a number fits in, by its place. */
function widthFor(value: number, widths: readonly number[]): number {
  const place = widths.findIndex(digits => BigInt(value) < 32n ** BigInt(digits))
  assert(place >= 0, `a step of ${value} fits in a replay code`)
  return place
}

function rulesAfter({ deed }: Act, before: LinkRules): LinkRules {
  return deed.type === 'fault' && deed.fault.type === 'links' ? deed.fault.rules : before
}

/** Carries out what a code says, from stop to stop, so that what a run cannot do is found out; up to its end. */
export function readActs(reader: DigitReader, begin: Run): Run {
  return toStop(readActsAhead(reader, begin))
}

/** Carries out what a code says as far as its last choice; what was done by hand after it is ahead, and not tried. */
export function readActsAhead(reader: DigitReader, begin: Run): Run {
  let run = begin
  let { links: rules } = begin.scenario
  for (let count = reader.natural(ENTRIES_MAX); count > 0; count--) {
    const kind = reader.digit(31)
    run = kind < BY_HAND ? readDecision(reader, run, kind) : readHand(reader, run, kind - BY_HAND, rules)
    if (run.acts.length > ACTS_MAX) throw new BadCode('it does more than a code can hold')
    const last = run.acts.at(-1)
    if (last) rules = rulesAfter(last, rules)
  }
  reader.end()
  return run
}

function readDecision(reader: DigitReader, run: Run, kind: number): Run {
  const there = toStop(run)
  const stop = stopOf(there)
  const option = kind === CHOOSE ? stop?.choice?.options[reader.digit(CHOICES_MAX)] : undefined
  const next = option ? decide(there, option.id) : kind === GO_ON ? goOn(there) : null
  if (next === null || next === there) throw new BadCode('it chooses where the run asks for no such choice')
  return next
}

/** What was done by hand is placed ahead of the run, which does it when it gets there. */
function readHand(reader: DigitReader, run: Run, widths: number, rules: LinkRules): Run {
  const { scenario, acts } = run
  const before = acts.at(-1) ?? FIRST
  const steps = reader.fixed(POSITION_DIGITS[Math.floor(widths / TIME_DIGITS.length)] ?? 0)
  const position = before.position + steps
  const at = before.at + reader.fixed(TIME_DIGITS[widths % TIME_DIGITS.length] ?? 0)
  if (position > happeningsMax(scenario) || at > scenario.lastsUs)
    throw new BadCode('it goes on after the run’s end')
  const deeds = readByHand(reader, { scenario, rules })
  return { ...run, acts: [...acts, ...deeds.map(deed => ({ position, at, deed }))] }
}

/** The run at its next stop or its end. What was placed ahead must have been done by then. */
function toStop(run: Run): Run {
  const most = happeningsMax(run.scenario)
  let there = run
  while (!there.moment.ended && there.moment.standsAt === null) {
    there = advance(there, STRIDE_US)
    if (position(there) > most)
      throw new BadCode(`more happens in it than netsplit follows, ${most} things from its beginning`)
  }
  there = advance(there, 0)
  if (there.acted === there.acts.length) return there
  throw new BadCode('it does something by hand at a place that its run never comes to')
}

function happeningsMax({ lastsUs }: Scenario): number {
  return HAPPENINGS_MAX + HAPPENINGS_MAX_PER_S * Math.ceil(lastsUs / 1_000_000)
}
