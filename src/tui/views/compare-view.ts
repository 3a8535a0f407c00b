import {
  type AppState,
  bodyRows,
  type Future,
  type LabScreen,
  labMenu,
  placeOf,
  textColumns,
} from '../../app/app.ts'
import { type Scenario, settledViews, valueWords } from '../../lab/lab.ts'
import { millis } from '../../model/time.ts'
import { type Line, pad, span, wrap } from '../../terminal/text.ts'
import { figures, futureName } from './figures.ts'
import { window } from './page-view.ts'
import { framed, type View } from './view.ts'

/** Two futures of one moment beside each other: the same run up to the choice, and what each came to. */
export function compareView(state: AppState, screen: LabScreen): View {
  const { size } = state
  const width = textColumns(size)
  const { scenario } = screen.run
  const futures = screen.futures.slice(-2)
  const options = labMenu(screen)?.options.map(({ text }) => wrap([span(text)], width - 2)) ?? []
  const room = bodyRows(size) - (screen.focus ? options.flat().length + 1 : 0)
  return framed(size, {
    left: `${scenario.title} › both futures`,
    right: `seed ${screen.run.seed}`,
    place: placeOf(state),
    body: [
      ...window(compareLines(scenario, futures, width), room, screen.scroll),
      ...(screen.focus ? [[]] : []),
    ],
    menu: screen.focus ? { id: 'compare', options } : null,
    notice: state.notice,
  })
}

const NAME_COLUMNS = 34

function compareLines(scenario: Scenario, futures: readonly Future[], width: number): Line[] {
  const column = Math.min(16, Math.floor((width - NAME_COLUMNS) / 2))
  const row = (name: string, cells: readonly string[]): Line => [
    span(pad(name, NAME_COLUMNS), 'quiet'),
    ...cells.map(text => span(pad(text, column), 'text')),
  ]
  const header: Line = [
    span(pad('the same until', 15), 'quiet'),
    span(pad(`${sharedUntil(futures)} s`, NAME_COLUMNS - 15), 'quiet'),
    ...futures.map(({ run }) => span(pad(futureName(run), column), 'focus', true)),
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
      futures.map(({ assessment }) => (assessment.verdict.result === 'linearizable' ? 'yes ✓' : 'no ✗')),
    ),
    ...Object.keys(scenario.keys).map(key =>
      row(
        `${key}, on every replica in the end`,
        futures.map(({ run }) => {
          const views = settledViews(scenario, run.moment.world)
          return views?.[key] ? valueWords(views[key].value) : 'differs'
        }),
      ),
    ),
  ]
  return [...lines, [], ...futures.flatMap(future => wrap([span(summary(future))], width, 2))]
}

/** A future in one sentence: what it gave up, and what it kept. */
function summary({ run, assessment }: Future): string {
  const { requests, answered } = assessment.ledger
  const silent = requests - answered
  const service =
    silent === 0 ? 'every request was answered' : `${silent} of ${requests} requests got no answer`
  const truth =
    assessment.verdict.result === 'linearizable'
      ? 'and what was answered was right'
      : 'but no single copy could have given these answers'
  return `${futureName(run)}: ${service}, ${truth}.`
}

/** The virtual time of the decision from which on the futures differ, in seconds. */
function sharedUntil(futures: readonly Future[]): string {
  const [first] = futures
  const act = first?.run.acts.find(({ deed }) => deed.type === 'choose')
  return act ? (millis(act.at) / 1000).toFixed(2) : '0.00'
}
