import {
  type AppState,
  bodyRows,
  comparedFutures,
  type Future,
  type LabScreen,
  labMenu,
  type NamedFuture,
  noticeOf,
  textColumns,
} from '../../app/app.ts'
import { type Scenario, settledViews, sharedActs } from '../../lab/lab.ts'
import { seconds } from '../../model/time.ts'
import type { Verdict } from '../../model/verdict.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'
import { valueIn } from '../cluster/words.ts'
import { wholeWords } from '../whole-words.ts'
import { figures, oneCopy, tableColumns } from './figures.ts'
import { framed, type View } from './view.ts'
import { ABOVE_MENU, window } from './window.ts'

/** Two futures of one moment beside each other: the same run up to the choice, and what each came to. */
export function compareView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const width = textColumns(size)
  const { scenario } = screen.run
  const compared = comparedFutures(screen)
  const which = screen.futures.length > 2 ? `two of ${screen.futures.length} futures` : 'both futures'
  const options = labMenu(screen)?.options.map(({ text }) => wrap([span(text)], width - 2)) ?? []
  const room = bodyRows(size) - (screen.focus ? options.flat().length + 1 : 0)
  const table = compareLines(scenario, compared, width)
  // The table says it all; where there is room, in words as well.
  const said = compared.flatMap(({ name, future }) => wrap([span(summary(name, future))], width, 2))
  const words = [...said, []]
  const lines = table.length + words.length <= room ? [...words, ...table] : table
  const shown = window(lines, room, screen.scroll, screen.focus ? ABOVE_MENU : null)
  return framed(size, {
    left: `${scenario.title} › ${which}`,
    right: `seed ${screen.run.seed}`,
    state,
    body: [...shown.body, ...(screen.focus ? [[]] : [])],
    text: shown.text,
    menu: screen.focus ? { id: 'compare', options, scrolls: lines.length > room } : null,
    notice: noticeOf(state),
  })
}

function compareLines(scenario: Scenario, compared: readonly NamedFuture[], width: number): Line[] {
  const futures = compared.map(({ future }) => future)
  const share = tableColumns(width, 2)
  const row = (name: string, cells: readonly string[]): Line => [
    span(pad(name, share.name), 'quiet'),
    ...cells.map(text => span(pad(text, share.value), 'text')),
  ]
  const header: Line = [
    span(pad('the same until', 15), 'quiet'),
    span(pad(`${sharedUntil(futures)} s`, share.name - 15), 'quiet'),
    ...compared.map(({ name }) => span(pad(wholeWords(name, share.value - 1), share.value), 'focus', true)),
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
          return views?.[key] ? valueIn(views[key].value, share.value - 1) : 'differs'
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
