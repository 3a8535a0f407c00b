import {
  type AppState,
  bodyRows,
  type Future,
  type LabScreen,
  labMenu,
  noticeOf,
  textColumns,
} from '../../app/app.ts'
import { decisionsOf, type Scenario, settledViews, sharedActs, valueWords } from '../../lab/lab.ts'
import { seconds } from '../../model/time.ts'
import type { Verdict } from '../../model/verdict.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'
import { figures, oneCopy, tableColumns } from './figures.ts'
import { window } from './page-view.ts'
import { framed, type View } from './view.ts'

/** Two futures of one moment beside each other: the same run up to the choice, and what each came to. */
export function compareView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const width = textColumns(size)
  const { scenario } = screen.run
  const futures = inOrder(scenario, screen.futures)
  const options = labMenu(screen)?.options.map(({ text }) => wrap([span(text)], width - 2)) ?? []
  const room = bodyRows(size) - (screen.focus ? options.flat().length + 1 : 0)
  const table = compareLines(scenario, futures, width)
  // The table says it all; where there is room, in words as well.
  const names = namesOf(futures)
  const said = futures.flatMap((future, place) => wrap([span(summary(names[place] ?? '', future))], width, 2))
  const words = [...said, []]
  const lines = table.length + words.length <= room ? [...words, ...table] : table
  return framed(size, {
    left: `${scenario.title} › both futures`,
    right: `seed ${screen.run.seed}`,
    state,
    body: [...window(lines, room, screen.scroll), ...(screen.focus ? [[]] : [])],
    menu: screen.focus ? { id: 'compare', options } : null,
    notice: noticeOf(state),
  })
}

/** Two futures, always in the order in which the scenario offers its choices, whichever was seen first. */
function inOrder(scenario: Scenario, all: readonly Future[]): readonly Future[] {
  const choices = scenario.stops.flatMap(({ choice }) => choice?.options.map(({ id }) => id) ?? [])
  const futures = all.slice(-2)
  const names = namesOf(futures)
  return names[0] !== undefined && choices.indexOf(names[0]) > choices.indexOf(names[1] ?? '')
    ? futures.toReversed()
    : futures
}

/** What futures are called beside each other: the first choice in which they differ. */
function namesOf(futures: readonly Future[]): readonly string[] {
  const made = futures.map(({ run }) => decisionsOf(run).map(({ choice }) => choice))
  const [first = []] = made
  const place = first.findIndex((choice, index) => made.some(other => other[index] !== choice))
  return made.map(choices => choices[place] ?? 'no choice')
}

function compareLines(scenario: Scenario, futures: readonly Future[], width: number): Line[] {
  const columns = tableColumns(width, 2)
  const row = (name: string, cells: readonly string[]): Line => [
    span(pad(name, columns.name), 'quiet'),
    ...cells.map(text => span(pad(text, columns.value), 'text')),
  ]
  const header: Line = [
    span(pad('the same until', 15), 'quiet'),
    span(pad(`${sharedUntil(futures)} s`, columns.name - 15), 'quiet'),
    ...namesOf(futures).map(name => span(pad(name, columns.value), 'focus', true)),
  ]
  const lines = [
    header,
    ...figures(
      scenario,
      futures.map(({ assessment }) => assessment),
      width,
    ),
    row(
      'as if there were one copy',
      futures.map(({ assessment }) => oneCopy(assessment.verdict.result).text),
    ),
    ...Object.keys(scenario.keys).map(key =>
      row(
        `${key}, when all is over`,
        futures.map(({ run }) => {
          const views = settledViews(scenario, run.moment.world)
          return views?.[key] ? valueWords(views[key].value) : 'differs'
        }),
      ),
    ),
  ]
  return lines
}

const TRUTH: Readonly<Record<Verdict['result'], string>> = {
  linearizable: 'every answer right',
  violation: 'answers that no single copy could give',
  unknown: 'nobody could decide whether the answers fit one copy',
}

/** A future in one line: what it refused, and whether what it said was true. */
function summary(name: string, { assessment }: Future): string {
  const { requests, answered } = assessment.ledger
  const served =
    requests === answered ? `all ${requests} requests served` : `${answered} of ${requests} requests served`
  const truth = TRUTH[assessment.verdict.result]
  return `${name}: ${served}, ${truth}`
}

/** The virtual time from which on the futures differ, in seconds: the first thing that was not done in both. */
function sharedUntil([first, second]: readonly Future[]): string {
  if (!first || !second) return seconds(0)
  const shared = sharedActs(first.run.acts, second.run.acts)
  return seconds(first.run.acts[shared]?.at ?? second.run.acts[shared]?.at ?? first.run.now)
}
