import {
  type AppState,
  noticeOf,
  type SweepScreen,
  sweepBoth,
  sweepDone,
  textColumns,
} from '../../app/app.ts'
import type { Consequence, Tally } from '../../lab/lab.ts'
import { type Line, pad, type Role, span, wrap } from '../../terminal/text.ts'
import { framed, type View } from './view.ts'

/** The rows of the table: what a run can have come to, and whether anybody wanted it. */
export const ROWS: readonly (readonly [Consequence, string, Role])[] = [
  ['linearizable', 'every answer right', 'good'],
  ['available', 'every request answered', 'good'],
  ['both', 'both of these', 'focus'],
  ['refused', 'somebody refused', 'bad'],
  ['noAnswer', 'somebody without an answer', 'unsure'],
  ['staleReads', 'a stale read', 'bad'],
  ['lostWrites', 'a confirmed write lost', 'bad'],
]

const NAME_COLUMNS = 28

/** Many seeds of one scenario, under each of its choices: how often each thing came about, counted while it runs. */
export function sweepView(state: AppState, screen: SweepScreen): View {
  const { size } = state
  const width = textColumns(size)
  const { columns, scenario, seeds } = screen
  const done = sweepDone(screen)
  const bar = Math.max(4, Math.floor((width - NAME_COLUMNS) / Math.max(1, columns.length)) - 2)
  const head: Line = [
    span(pad(`in so many of ${done} runs`, NAME_COLUMNS), 'quiet'),
    ...columns.map(({ choice }) => span(pad(choice, bar + 2), 'text', true)),
  ]
  const rows = ROWS.map(
    ([key, name, role]): Line => [
      span(pad(name, NAME_COLUMNS), key === 'both' ? 'text' : 'quiet', key === 'both'),
      ...columns.flatMap(({ tally }) => figure(tally, key, role, bar)),
    ],
  )
  return framed(size, {
    left: `${scenario.title} › ${seeds} tries`,
    right: `seed ${done} of ${seeds}`,
    state,
    body: [head, [], ...rows.slice(0, 3), [], ...rows.slice(3), [], ...wrap(ending(screen), width)],
    notice: noticeOf(state),
  })
}

/** A count and a bar as long as its share of the runs. */
function figure({ runs, happened }: Tally, key: Consequence, role: Role, columns: number): Line {
  const count = happened[key]
  const room = columns - 5
  const length = runs === 0 ? 0 : Math.floor((count * room) / runs)
  const filled = count > 0 ? Math.max(1, length) : 0
  return [
    span(`${String(count).padStart(4)} `, count > 0 ? role : 'quiet', key === 'both'),
    span(pad('█'.repeat(filled), room + 2), role),
  ]
}

/** What it comes to, in a sentence that is computed from the counts. */
export function ending(screen: SweepScreen): Line {
  const { columns, playing, seeds } = screen
  if (playing) return [span('Each seed is another run: other delays, other moments, the same cut.', 'quiet')]
  const runs = columns.reduce((sum, { tally }) => sum + tally.runs, 0)
  if (runs === 0) return [span('Paused.', 'quiet')]
  const both = sweepBoth(screen)
  const far = sweepDone(screen) < seeds ? ' so far' : ''
  return both === 0
    ? [
        span(`Both: in none of ${runs} runs${far}. `, 'text', true),
        span('A proof says that it will stay so.', 'text'),
      ]
    : [
        span(`Both: in ${both} of ${runs} runs${far}. `, 'text', true),
        span('Here the cut divided nobody who asked.', 'text'),
      ]
}
