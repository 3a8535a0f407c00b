import { figureLabel } from '../../lab/lab.ts'
import { printable } from '../../model/problem.ts'
import type { RoomLearner } from '../learner.ts'
import { median } from '../median.ts'
import { cutForAll, sharedLab } from '../orders.ts'
import { openVote } from '../room.ts'
import { atChoice, stageWords } from '../stages.ts'
import {
  choiceTallies,
  type Histogram,
  histograms,
  pageWords,
  present,
  scenariosRun,
  stuckHere,
  turnoutOf,
  voteHistogram,
  voteStands,
} from '../tallies.ts'
import { ago } from './bars.ts'
import { shownPage } from './place.ts'
import type { BoardState } from './state.ts'

/** How many there are in the room. */
export function hereWords({ room }: BoardState): string {
  const here = present(room).length
  return here === 0 ? 'Nobody is here yet.' : here === 1 ? 'One is here.' : `${here} are here.`
}

/** Who is where, page by page; nobody is named unless that was asked for. */
export function whoLines(state: BoardState): readonly string[] {
  const places = new Map<string, RoomLearner[]>()
  for (const learner of present(state.room)) {
    const place = placeWords(state, learner)
    places.set(place, [...(places.get(place) ?? []), learner])
  }
  const order = (place: string) =>
    /^\d/.test(place) ? place.replace(/\d+/g, n => n.padStart(3, '0')) : `~${place}`
  const sorted = [...places].sort(([a], [b]) => (order(a) < order(b) ? -1 : 1))
  return [hereWords(state), ...sorted.map(([place, there]) => placeLine(state, place, there))]
}

function placeLine({ now, names }: BoardState, place: string, there: readonly RoomLearner[]): string {
  const stuck = there.filter(isStuck).length
  const since = median(there.flatMap(({ where }) => (where ? [now - where.stamp.at] : [])))
  const waits = since === null ? '' : `, there for ${ago(since)}`
  const who = names
    ? `: ${there.map(each => `${nameOf(each)}${isStuck(each) ? ' (stuck)' : ''}`).join(', ')}`
    : ''
  return `${place}: ${there.length}${stuck > 0 ? `, stuck ${stuck}` : ''}${waits}${who}.`
}

/** Who is stuck, and where. */
export function stuckLines(state: BoardState): readonly string[] {
  const stuck = stuckHere(state.room)
  if (stuck.length === 0) return ['Nobody is stuck.']
  return stuck.map(each => `Stuck${state.names ? `, ${nameOf(each)}` : ''}: ${placeWords(state, each)}.`)
}

/** A page by its number and heading; a lab or the map otherwise. */
function placeWords({ content }: BoardState, { where }: RoomLearner): string {
  const { lesson = null, page = null, live = null } = where?.value ?? {}
  if (lesson !== null && page !== null) return pageWords(content, { lesson, page })
  return live === null ? 'At the map' : `In the lab ${live}`
}

function isStuck({ stuck }: RoomLearner): boolean {
  return stuck?.value === true
}

function nameOf({ name }: RoomLearner): string {
  return printable(name?.value ?? '?')
}

/** That what the room is told is in no file, and why. */
export function unkeptWords(why: string): string {
  return `Not kept: ${printable(why)}. The room goes on.`
}

/** What holds for everybody now. */
export function standingLines(state: BoardState): readonly string[] {
  const { room, now, content, staleSince } = state
  const hold = room.orders.hold?.value.page
  const lab = sharedLab(room)
  const cut = cutForAll(room, now)
  const vote = openVote(room)
  const turnout = vote && turnoutOf(room, vote)
  const notice = room.orders.notice?.value.text
  const stages = lab ? stageWords(room, lab.scenario) : ''
  return [
    ...(room.unkept?.value ? [unkeptWords(room.unkept.value)] : []),
    ...(staleSince === null ? [] : [`Stale for ${ago(now - staleSince)}: the others are not heard.`]),
    ...(hold ? [`Held at ${pageWords(content, hold)}.`] : []),
    ...(lab ? [`Shared lab ${lab.scenario}, seed ${lab.seed}${stages === '' ? '' : `: ${stages}`}.`] : []),
    ...(cut ? [`Your cut: ${cut.cut} of ${cut.of} clusters.`] : []),
    ...(turnout && vote
      ? [
          `The vote: ${turnout.voted} of ${turnout.of} have voted, ${atChoice(room, vote).there} at the choice.`,
        ]
      : []),
    ...(notice ? [`Said to all: ${notice}`] : []),
  ]
}

/** The vote that is open, else the question that is looked at: how often each answer was given. */
export function questionLines(state: BoardState): readonly string[] {
  const { room, content, question, revealed } = state
  const vote = openVote(room)
  if (vote !== null) return answers(voteHistogram(vote, voteStands(room, vote)), false)
  const all = histograms(room, content)
  const shown = all[Math.min(question, all.length - 1)]
  if (shown === undefined) return ['Nothing was predicted yet.']
  const place = `Question ${Math.min(question, all.length - 1) + 1} of ${all.length}, the newest first.`
  return [place, ...answers(shown, revealed.includes(shown.item))]
}

function answers({ ask, options, total, skipped, chosen }: Histogram, revealed: boolean): readonly string[] {
  const lines = options.map(({ id, text, count, holds, came }) => {
    const mixed = came ? `, true in ${came.times} of ${came.of} runs` : ''
    const known = holds === null ? mixed : holds ? ', and that holds' : ', and that doesn’t'
    return `${text}: ${count} of ${total}${revealed ? (id === chosen ? ', chosen' : known) : ''}.`
  })
  return [ask, ...lines, ...(skipped > 0 ? [`Would rather watch: ${skipped}.`] : [])]
}

/** What was chosen in a lab and what it cost, a choice a line. */
export function choiceLines({ room, content, scenario: place }: BoardState): readonly string[] {
  const ids = scenariosRun(room)
  const scenario = content.scenarios.get(ids[Math.min(place, ids.length - 1)] ?? '')
  if (!scenario) return ['No run has ended yet.']
  const lines = choiceTallies(room, scenario.id).map(({ choices, runs, figures, linearizable }) => {
    const counted = scenario.counts.flatMap(key => {
      const figure = figures[key]
      return figure == null ? [] : [`${figureLabel(scenario, key)} ${Math.round(figure * 10) / 10}`]
    })
    const name = choices.length === 0 ? 'Nothing chosen' : choices.join(', ')
    return `${name}, runs ${runs}: ${[...counted, `as if there were one copy ${linearizable} of ${runs}`].join(', ')}.`
  })
  return [`${scenario.title}. Figures are the mean of a run.`, ...lines]
}

/** The notes on the lesson that is looked at, from its page on. */
export function noteLines(state: BoardState): readonly string[] {
  const { lesson, page } = shownPage(state)
  const all = state.content.course.facilitation.notes.filter(note => note.lesson === lesson)
  const current = Math.max(
    0,
    all.findLastIndex(note => note.page <= page),
  )
  const note = all[current]
  if (note === undefined) return ['There are no notes on this lesson.']
  const part = (name: string, text: string | null) => (text === null ? [] : [`${name}: ${text}`])
  return [
    `${pageWords(state.content, note)}.`,
    ...part('Ask', note.ask),
    ...part('Hear', note.hear),
    ...part('Point', note.point),
  ]
}

/** The plan, a step a line; once its clock runs, how far it has come. */
export function planLines({ content, plan: place, planSince, now }: BoardState): readonly string[] {
  const { plans } = content.course.facilitation
  const plan = plans[Math.min(place, plans.length - 1)]
  if (plan === undefined) return ['This course has no plans.']
  const clock =
    planSince === null ? 'clock starts it' : `minute ${Math.floor((now - planSince) / 60_000) + 1}`
  let from = 0
  const steps = plan.steps.map(({ minutes, do: what, lesson, page }) => {
    const where =
      lesson === null || page === null ? '' : ` (${pageWords(content, { lesson, page }).split(' ')[0]})`
    from += minutes
    return `${from - minutes} to ${from}: ${what}${where}`
  })
  return [`Plan ${place + 1} of ${plans.length}, ${plan.minutes} minutes, ${clock}: ${plan.title}.`, ...steps]
}
