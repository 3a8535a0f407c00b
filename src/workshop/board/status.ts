import { lessonById } from '../../app/app.ts'
import { type Line, lineColumns, span } from '../../terminal/text.ts'
import type { RoomLearner } from '../learner.ts'
import { cutForAll, sharedLab } from '../orders.ts'
import { openVote } from '../room.ts'
import { atChoice } from '../stages.ts'
import { stuckHere, turnoutOf } from '../tallies.ts'
import type { BoardState } from './state.ts'

/** What holds for everybody now, the most urgent first: stuck, the cut, the vote, held, the shared lab. */
export function statusLine(state: BoardState): Line {
  const { room, size, now } = state
  const stuck = stuckHere(room)
  const hold = room.orders.hold?.value.page
  const lab = sharedLab(room)
  const vote = openVote(room)
  const turnout = vote && turnoutOf(room, vote)
  const cut = cutForAll(room, now)
  const parts: Line[] = [
    stuck.length > 0 ? [span(`! ${stuck.length} stuck: ${placesOf(state, stuck)}`, 'unsure', true)] : [],
    cut ? [span(`✗ your cut: ${cut.cut} of ${cut.of} clusters; c mends`, 'bad')] : [],
    turnout && vote
      ? [
          span(
            `vote: ${turnout.voted} of ${turnout.of}, ${atChoice(room, vote).there} at the choice`,
            'focus',
          ),
        ]
      : [],
    hold ? [span(`held at ${pageNumber(state, hold.lesson, hold.page)}`, 'focus')] : [],
    lab ? [span(`lab ${lab.scenario}, seed ${lab.seed}`)] : [],
  ].filter(part => part.length > 0)
  let line: Line = [span('  ')]
  for (const [place, part] of parts.entries()) {
    const longer = place === 0 ? [...line, ...part] : [...line, span(' · ', 'quiet'), ...part]
    // What is needed least is left out where there is no room.
    if (place === 0 || lineColumns(longer) <= size.columns - 2) line = longer
  }
  return line
}

const PLACES_MAX = 2

/** Where they are: pages by number, labs by name. */
function placesOf(state: BoardState, learners: readonly RoomLearner[]): string {
  const places = [...new Set(learners.map(learner => placeOf(state, learner)))]
  const more = places.length > PLACES_MAX ? ', …' : ''
  return `${places.slice(0, PLACES_MAX).join(', ')}${more}`
}

/** Where a learner is, in a word or two: the page, whatever it opened, else the lab or the map. */
export function placeOf(state: BoardState, { where }: RoomLearner): string {
  const { lesson = null, page = null, live = null } = where?.value ?? {}
  if (lesson !== null && page !== null) return pageNumber(state, lesson, page)
  return live ?? 'the map'
}

function pageNumber({ content }: BoardState, lesson: string, page: number): string {
  return `${lessonById(content.course, lesson)?.number ?? '?'}.${page + 1}`
}
