import { lessonById, type RoomPage } from '../../app/app.ts'
import { proseText } from '../../course/course.ts'
import { printable } from '../../model/problem.ts'
import { clip, type Line, lineColumns, pad, span } from '../../terminal/text.ts'
import { blank } from '../../tui/views/view.ts'
import type { RoomLearner } from '../learner.ts'
import { median } from '../median.ts'
import { sharedLab } from '../orders.ts'
import { stageWords } from '../stages.ts'
import { atPage, present } from '../tallies.ts'
import { ago, bar, count } from './bars.ts'
import { shownPage } from './place.ts'
import type { BoardState } from './state.ts'

/** The lesson page by page, and how many are at each: a room is seen moving down it. The last rows are for the shared lab and everybody else. */
export function roomBody(state: BoardState, width: number, rows: number): readonly Line[] {
  const { content, room } = state
  const shown = shownPage(state)
  const lesson = lessonById(content.course, shown.lesson)
  if (!lesson) return []
  const elsewhere = present(room).filter(({ where }) => where?.value.lesson !== lesson.id)
  const lab = sharedLab(room)
  const stages = lab === null ? '' : stageWords(room, lab.scenario)
  const last = [
    ...(stages === '' ? [] : [[span(clip(`In ${lab?.scenario}: ${stages}`, width))]]),
    ...(elsewhere.length === 0 ? [] : [elsewhereLine(state, elsewhere, width)]),
  ]
  const space = Math.max(1, rows - 1 - last.length)
  const all = lesson.pages.length
  const from = Math.max(0, Math.min(shown.page - Math.floor(space / 2), all - space))
  const pages = lesson.pages.slice(from, from + space).map((page, index): Line => {
    const place = { lesson: lesson.id, page: from + index }
    return pageLine(state, place, proseText(page.title), width, place.page === shown.page)
  })
  const part = pages.length < all ? ` · pages ${from + 1} to ${from + pages.length} of ${all}` : ''
  const title: Line = [
    span(clip(`${lesson.number} ${lesson.title}`, width - SINCE.length - part.length - 1), 'text', true),
    span(part, 'quiet'),
  ]
  const gap = Math.max(1, width - lineColumns(title) - SINCE.length)
  const heading = [...title, span(' '.repeat(gap)), span(SINCE, 'quiet')]
  return [heading, ...pages, ...blank(space - pages.length), ...last]
}

/** Over the last column: how long those at a page have been there, in the middle of them. */
const SINCE = 'there for'

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

/** Those who are stuck first, and each with the word for it. */
function names(here: readonly RoomLearner[], width: number): Line {
  const named = here.map(learner => {
    const stuck = learner.stuck?.value === true
    return { stuck, text: `${nameOf(learner)}${stuck ? ' (stuck)' : ''}` }
  })
  const ordered = [...named.filter(({ stuck }) => stuck), ...named.filter(({ stuck }) => !stuck)]
  return [span(pad(clip(ordered.map(({ text }) => text).join(', '), width), width))]
}

function nameOf({ name }: RoomLearner): string {
  return printable(name?.value ?? '?')
}

/** Those who are not in the lesson that is shown, by where they are, and how many there are stuck. */
function elsewhereLine(
  { content, names }: BoardState,
  elsewhere: readonly RoomLearner[],
  width: number,
): Line {
  const places = new Map<string, RoomLearner[]>()
  for (const learner of elsewhere) {
    const lesson = lessonById(content.course, learner.where?.value.lesson ?? '')
    const live = learner.where?.value.live
    const place = lesson ? `in lesson ${lesson.number}` : live ? `in the lab ${live}` : 'at the map'
    places.set(place, [...(places.get(place) ?? []), learner])
  }
  const told = [...places]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([place, there]) => {
      const stuck = there.filter(learner => learner.stuck?.value === true)
      const marked = (learner: RoomLearner) =>
        `${nameOf(learner)}${stuck.includes(learner) ? ' (stuck)' : ''}`
      if (names) return `${place}: ${there.map(marked).join(', ')}`
      return `${there.length} ${place}${stuck.length > 0 ? ` (${stuck.length} stuck)` : ''}`
    })
  return [span(clip(`Elsewhere: ${told.join(names ? '; ' : ', ')}`, width), 'quiet')]
}
