import { type Line, pad, type Role, span, wrap } from '../../terminal/text.ts'
import { openVote, type Room } from '../room.ts'
import { at } from '../stamp.ts'
import { type Histogram, histograms, present, turnoutOf, voteHistogram, voteStands } from '../tallies.ts'
import { bar } from './bars.ts'
import type { BoardState } from './state.ts'

/** The vote, while one is open; else a question, and how often each of its answers was given. Nobody is named. */
export function questionsBody(state: BoardState, width: number): readonly Line[] {
  const vote = openVote(state.room)
  if (vote !== null) {
    const asked = voteHistogram(vote, voteStands(state.room, vote))
    const { voted, of } = turnoutOf(state.room, vote)
    const seen = { ...asked, asked: asked.total + of - voted }
    return drawn(seen, 'The vote, which v closes', false, width)
  }
  const all = histograms(state.room, state.content)
  const shown = all[Math.min(state.question, all.length - 1)]
  if (shown === undefined)
    return wrap(
      [span('Nothing was predicted yet. It is counted here as soon as somebody does.', 'quiet')],
      width,
    )
  const place = Math.min(state.question, all.length - 1)
  const where = place === 0 ? 'The newest question' : `${place} before the newest question`
  const seen = { ...shown, asked: askedOf(state.room, shown) }
  return drawn(seen, where, state.revealed.includes(shown.item), width)
}

/** How many answered, would rather not, or are here and have yet to; of a vote that is closed only those who voted. */
function askedOf(room: Room, { item, total, skipped }: Histogram): number {
  if (item.startsWith('vote/')) return total
  const left = present(room).filter(
    ({ predictions, answers }) => at(predictions, item) === undefined && at(answers, item) === undefined,
  )
  return total + skipped + left.length
}

const COUNT_COLUMNS = 10
/** A small room’s answers are seen from the last row, too. */
const EACH_COLUMNS = 4

function drawn(
  { item, ask, options, chosen, skipped, total, asked }: Histogram & { readonly asked: number },
  where: string,
  revealed: boolean,
  width: number,
): readonly Line[] {
  const most = Math.max(1, ...options.map(option => option.count))
  const rows = options.flatMap(({ id, text, count, holds, came }) => {
    const known = revealed && holds !== null
    const [sign, role]: readonly [string, Role] = known
      ? holds
        ? ['✓ ', 'good']
        : ['✗ ', 'bad']
      : [revealed && id === chosen ? '→ ' : '  ', 'focus']
    const share = total === 0 ? 0 : Math.round((100 * count) / total)
    const line: Line = [
      span('  '),
      ...bar(count, most, width - 2 - COUNT_COLUMNS, EACH_COLUMNS, known ? role : 'focus'),
      span(pad(`${count}`, 4, 'right'), 'text', true),
      span(pad(`${share} %`, 6, 'right'), 'quiet'),
    ]
    const mixed = revealed && holds === null && came ? ` (in ${came.times} of ${came.of} runs)` : ''
    const words = wrap(
      [span(sign, role), span(text, known && holds ? 'good' : 'text'), span(mixed, 'quiet')],
      width,
      2,
    )
    return [...words, line]
  })
  const open = options.every(({ holds, came }) => holds === null && came === null)
  const after =
    revealed && open && chosen === null ? ' Each run has its own answer, and none has ended yet.' : ''
  const did = item.startsWith('vote/') ? 'voted' : 'answered'
  const quiet = skipped > 0 ? `, ${skipped} would rather watch` : ''
  return [
    [span(where, 'quiet')],
    ...wrap([span(ask, 'text', true)], width),
    [],
    ...rows,
    [],
    ...wrap([span(`${total} of ${asked} have ${did}${quiet}.${after}`, 'quiet')], width),
  ]
}
