import { inShort, type RoomPage, type RoomVote, type VoteResult } from '../../app/app.ts'
import type { Page } from '../../course/course.ts'
import type { Scenario } from '../../lab/lab.ts'
import type { Order } from '../events.ts'
import { cutForAll, lastOrder, sharedLab, startsAt } from '../orders.ts'
import { openVote } from '../room.ts'
import { type AtChoice, atChoice } from '../stages.ts'
import { pageWords, present, voteStands } from '../tallies.ts'
import { shownPage } from './place.ts'
import type { BoardMenu, BoardState, BoardUpdated } from './state.ts'

/** Holds the room at the page that is looked at, also in place of another one; where it is held there, lets it go. */
export function holdHere(state: BoardState): BoardUpdated {
  return isHeldHere(state) ? letGo(state) : holdAt(state, shownPage(state))
}

/** Where no page is looked at, the one that is held is meant. */
export function isHeldHere(state: BoardState): boolean {
  const held = state.room.orders.hold?.value.page
  if (!held || (state.panel !== 'room' && state.panel !== 'notes')) return held != null
  const { lesson, page } = shownPage(state)
  return held.lesson === lesson && held.page === page
}

export function letGo(state: BoardState): BoardUpdated {
  return [{ ...state, said: 'The room goes on.' }, [{ type: 'hold', page: null }]]
}

export function holdAt(state: BoardState, page: RoomPage): BoardUpdated {
  const said = `Nobody goes past ${pageWords(state.content, page)}.`
  return [{ ...state, page, said }, [{ type: 'hold', page }]]
}

/** Ends the shared lab; nobody is sent out of their run. */
export function endLab(state: BoardState): BoardUpdated {
  const end: Order = { type: 'lab', lab: null, startsAt: state.now }
  return [{ ...state, said: 'The shared lab is over. Everybody’s own run goes on.' }, [end]]
}

/** All labs that there are: first those of the lesson that is looked at, then of the course in its order. */
export function labsInOrder(state: BoardState): readonly Scenario[] {
  const { course, scenarios } = state.content
  const taught = course.lessons.flatMap(({ pages }) => opened(state, pages))
  return [...new Set([...scenariosOf(state), ...taught, ...scenarios.values()])]
}

/** Asks which lab is to be shared: the end of the one there is, then all others. */
export function sharedLabMenu(state: BoardState): BoardUpdated {
  const begin = labsInOrder(state).map(({ id, title, summary }): BoardMenu['options'][number] => ({
    text: `${title} · ${summary}`,
    does: { type: 'ask', scenario: id },
  }))
  const now = state.content.scenarios.get(sharedLab(state.room)?.scenario ?? '')
  const end: BoardMenu['options'] = now ? [{ text: `End «${now.title}»`, does: { type: 'end' } }] : []
  const ask = now
    ? 'End the shared lab, or which other one does everybody get?'
    : 'Which cluster does everybody get?'
  return [{ ...state, menu: { ask, options: [...end, ...begin], at: 0 } }, []]
}

/** The scenarios that the lesson opens, the one of the page that is looked at first. */
function scenariosOf(state: BoardState): readonly Scenario[] {
  const { lesson, page } = shownPage(state)
  const pages = state.content.course.lessons.find(({ id }) => id === lesson)?.pages ?? []
  return opened(state, [...pages.slice(page), ...pages.slice(0, page)])
}

function opened({ content }: BoardState, pages: readonly Page[]): readonly Scenario[] {
  return pages.flatMap(({ block }) =>
    block?.kind === 'lab' ? (content.scenarios.get(block.scenario) ?? []) : [],
  )
}

/** Everybody gets this cluster, with one seed, which is another one each time. */
export function shareLab(state: BoardState, scenario: string): BoardUpdated {
  const seed = (state.now % 9000) + 1000
  const lab = { round: roundOf(state, 'lab'), scenario, seed }
  const title = state.content.scenarios.get(scenario)?.title ?? scenario
  const said = `Everybody gets «${title}» with seed ${seed}.`
  return [{ ...state, said }, [{ type: 'lab', lab, startsAt: startsAt(state.now) }]]
}

/** Cuts the network in every cluster of the room, or mends it. */
export function cutNow(state: BoardState, cut = cutForAll(state.room, state.now) === null): BoardUpdated {
  const said = `The network is ${cut ? 'cut' : 'mended'} for all; at a question, as the run goes on.`
  return [{ ...state, said }, [{ type: 'network', cut, startsAt: startsAt(state.now) }]]
}

/** Opens a vote on the choice of the room's lab, or closes the one that is open. */
export function voteNow(state: BoardState): BoardUpdated {
  const open = openVote(state.room)
  if (open !== null) {
    const result = voteStands(state.room, open)
    const said = closedWords(state, open, result)
    return [{ ...state, said }, [{ type: 'close', vote: open, result }]]
  }
  const vote = voteOn(state)
  if (vote === null) return [{ ...state, said: NOTHING_TO_VOTE_ON }, []]
  const seen: BoardState = {
    ...state,
    panel: 'questions',
    question: 0,
    said: `Everybody is asked. ${thereWords(atChoice(state.room, vote))}`,
  }
  return [seen, [{ type: 'vote', vote }]]
}

const NOTHING_TO_VOTE_ON = 'There is nothing to vote on: start a shared lab that has a choice.'

function thereWords({ there, of }: AtChoice): string {
  if (there === 0) return 'Nobody is at the choice yet.'
  return there === of
    ? 'All open clusters are at the choice.'
    : `${there} of ${of} clusters are at the choice.`
}

/** What a vote that is closed comes to, and where. */
function closedWords({ room }: BoardState, vote: RoomVote, { chosen, counts }: VoteResult): string {
  const option = vote.options.find(({ id }) => id === chosen)
  if (Object.values(counts).every(count => count === 0)) return 'Nobody has voted: each decides alone.'
  if (option === undefined) return 'A tie: each decides alone.'
  const { there } = atChoice(room, vote)
  const where =
    there === 0 ? 'in each cluster as it comes there' : `in ${there} now, in others as they come there`
  return `Chosen: ${inShort(option.text)}, ${where}.`
}

/** The choice to vote on: the first one of the shared lab, else of the lab that more than half of the room have open. */
function voteOn(state: BoardState): RoomVote | null {
  const id = sharedLab(state.room)?.scenario ?? busiestLab(state)
  const stops = state.content.scenarios.get(id ?? '')?.stops ?? []
  const asked = stops.filter(({ choice }) => choice !== null)
  // Each vote in one lab is about the next choice, and about the last one again after that.
  const before = state.room.orders.vote?.value.vote
  const next = asked.findIndex(({ id: stop }) => before?.scenario === id && before?.stop === stop) + 1
  const stop = asked[Math.min(next, asked.length - 1)]
  if (id === undefined || !stop?.choice) return null
  const options = stop.choice.options.map(option => ({ id: option.id, text: option.text }))
  return { round: roundOf(state, 'vote'), scenario: id, stop: stop.id, ask: stop.choice.ask, options }
}

function busiestLab(state: BoardState): string | undefined {
  const here = present(state.room)
  const counts = new Map<string, number>()
  for (const { where } of here)
    if (where?.value.screen === 'lab' && where.value.live !== null)
      counts.set(where.value.live, (counts.get(where.value.live) ?? 0) + 1)
  return [...counts].find(([, count]) => 2 * count > here.length)?.[0]
}

/** A name that no other round has: what was ordered before it, and when. */
function roundOf({ room, now }: BoardState, kind: string): string {
  const last = lastOrder(room)
  return `${kind} ${now} ${last?.by ?? ''} ${last?.n ?? 0}`
}
