import { lessonById, type RoomPage } from '../../app/app.ts'
import { proseText } from '../../course/course.ts'
import { printable } from '../../model/problem.ts'
import { clip, type Line, pad, span } from '../../terminal/text.ts'
import type { RoomLearner } from '../learner.ts'
import { median } from '../median.ts'
import { atPage, present } from '../tallies.ts'
import { ago, bar, count } from './bars.ts'
import { shownPage } from './place.ts'
import type { BoardState } from './state.ts'

/** The lesson page by page, and how many are at each: a room is seen moving down it. */
export function roomBody(state: BoardState, width: number, rows: number): readonly Line[] {
  const { content, room } = state
  const shown = shownPage(state)
  const lesson = lessonById(content.course, shown.lesson)
  if (!lesson) return []
  const heading: Line = [span(`${lesson.number} ${lesson.title}`, 'text', true)]
  const space = Math.max(1, rows - 3)
  const from = Math.max(0, Math.min(shown.page - Math.floor(space / 2), lesson.pages.length - space))
  const pages = lesson.pages.slice(from, from + space).map((page, index): Line => {
    const place = { lesson: lesson.id, page: from + index }
    return pageLine(state, place, proseText(page.title), width, place.page === shown.page)
  })
  const all = present(room)
  const elsewhere = all.filter(({ where }) => where?.value.lesson !== lesson.id)
  return [heading, ...pages, [], elsewhereLine(state, elsewhere, width)]
}

/** The heading’s part of a row: the bar has the rest. */
function titleColumns(width: number): number {
  return Math.min(44, Math.floor((width * 2) / 5))
}

function pageLine(state: BoardState, at: RoomPage, title: string, width: number, chosen: boolean): Line {
  const { room, now } = state
  const here = atPage(room, at)
  const held = room.orders.hold?.value.page
  const isHeld = held?.lesson === at.lesson && held.page === at.page
  const stuck = here.filter(learner => learner.stuck?.value === true)
  const since = median(here.flatMap(({ where }) => (where ? [now - where.stamp.at] : [])))
  const right = ` ${pad(isHeld ? 'held' : '', 5)}${pad(since === null ? '' : ago(since), 7, 'right')}`
  const cursor: Line = [
    span(chosen ? '❯ ' : '  ', 'focus', true),
    span(pad(String(at.page + 1), 2, 'right'), 'quiet'),
    span(` ${pad(title, titleColumns(width))} `, chosen ? 'focus' : 'text'),
  ]
  const middle = width - titleColumns(width) - 6 - 13
  const who = state.names ? names(here, middle) : crowd(here, present(room).length, middle, stuck)
  return [...cursor, ...who, span(right, isHeld ? 'focus' : 'quiet')]
}

/** A bar, how many, and how many of them are stuck: nobody's name. */
function crowd(
  here: readonly RoomLearner[],
  all: number,
  width: number,
  stuck: readonly RoomLearner[],
): Line {
  if (here.length === 0) return [span(' '.repeat(width))]
  const help = stuck.length === 0 ? '' : `! ${stuck.length}`
  return [
    ...bar(here.length, all, width - 11),
    ...count(here.length),
    span(` ${pad(help, 6)}`, 'unsure', true),
  ]
}

function names(here: readonly RoomLearner[], width: number): Line {
  const text = here.map(({ name, stuck }) => `${stuck?.value ? '! ' : ''}${printable(name?.value ?? '?')}`)
  return [span(pad(clip(text.join(', '), width), width))]
}

/** Those who are not in the lesson that is shown. */
function elsewhereLine(
  { content, names }: BoardState,
  elsewhere: readonly RoomLearner[],
  width: number,
): Line {
  if (elsewhere.length === 0) return []
  const counts = new Map<string, number>()
  for (const { where } of elsewhere) {
    const lesson = lessonById(content.course, where?.value.lesson ?? '')
    const live = where?.value.live
    const place = lesson ? `in lesson ${lesson.number}` : live ? `in the lab ${live}` : 'at the map'
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const told = [...counts].sort(([, a], [, b]) => b - a).map(([place, many]) => `${many} ${place}`)
  const who = names ? `: ${elsewhere.map(({ name }) => printable(name?.value ?? '?')).join(', ')}` : ''
  return [span(clip(`Elsewhere: ${told.join(', ')}${who}`, width), 'quiet')]
}
