import type { RoomNews, RoomVote } from '../app/app.ts'
import type { EpochMs } from '../progress/progress.ts'
import type { Order, RoomEvent } from './events.ts'
import { joinLearners, learnerAfter, NEW_LEARNER, type RoomLearner } from './learner.ts'
import { at, compareStamps, newest, oldest, type Stamp, type Stamped, withKey } from './stamp.ts'

/** What was ordered last of each kind. */
export interface Orders {
  readonly hold: Stamped<Extract<Order, { type: 'hold' }>> | null
  readonly lab: Stamped<Extract<Order, { type: 'lab' }>> | null
  readonly network: Stamped<Extract<Order, { type: 'network' }>> | null
  readonly vote: Stamped<Extract<Order, { type: 'vote' }>> | null
  readonly notice: Stamped<Extract<Order, { type: 'notice' }>> | null
}

/**
 * A room: what is known of each learner in it, and what its instructor has ordered. It is plain JSON, and a join of its
 * events: whatever their order, and however often each comes, those who have heard the same know the same.
 */
export interface Room {
  readonly learners: Readonly<Record<string, RoomLearner>>
  readonly orders: Orders
  /** The votes that were closed, by their rounds. */
  readonly closed: Readonly<Record<string, Stamped<Extract<Order, { type: 'close' }>>>>
  /** Why it isn't kept at present, as its server last said; null where it is. */
  readonly unkept: Stamped<string | null> | null
}

/** A room in which nothing was told for so long is over: who comes after that is another class. */
export const ROOM_OVER_AFTER_MS = 12 * 3_600_000

export const EMPTY_ROOM: Room = {
  learners: {},
  orders: { hold: null, lab: null, network: null, vote: null, notice: null },
  closed: {},
  unkept: null,
}

/** When the first learner was anywhere in it; null where none was. */
export function beganAt({ learners }: Room): EpochMs | null {
  const first = Object.values(learners).flatMap(({ visits }) => visits[0]?.stamp.at ?? [])
  return first.length === 0 ? null : Math.min(...first)
}

/** The room after something happened, and what everybody in it is to be told. The same room where nothing is new. */
export function updateRoom(room: Room, event: RoomEvent): readonly [Room, readonly RoomNews[]] {
  if (event.from === 'session') {
    const { learner, session, stamp, telling } = event
    const before = at(room.learners, learner) ?? NEW_LEARNER
    const after = learnerAfter(before, session, stamp, telling)
    return [after === before ? room : { ...room, learners: withKey(room.learners, learner, after) }, []]
  }
  if (event.from === 'server') {
    const unkept = newest(room.unkept, { stamp: event.stamp, value: event.unkept })
    return [unkept === room.unkept ? room : { ...room, unkept }, []]
  }
  const next = ordered(room, event.stamp, event.order)
  return [next, next === room ? [] : roomNewsBetween(room, next)]
}

function ordered(room: Room, stamp: Stamp, order: Order): Room {
  if (order.type === 'close') {
    const { round } = order.vote
    const before = at(room.closed, round)
    // Two boards closed it at once: the first result stands.
    if (before && compareStamps(before.stamp, stamp) <= 0) return room
    return { ...room, closed: withKey(room.closed, round, { stamp, value: order }) }
  }
  const before: Stamped<Order> | null = room.orders[order.type]
  const after = newest(before, { stamp, value: order })
  return after === before ? room : { ...room, orders: { ...room.orders, [order.type]: after } }
}

/** Two copies of a room as one that has heard all that either has. */
export function joinRooms(a: Room, b: Room): Room {
  const later = <T>(before: Stamped<T> | null, after: Stamped<T> | null) =>
    after === null ? before : newest(before, after)
  const learners = Object.entries(b.learners).map(([id, learner]) => {
    const known = at(a.learners, id)
    return [id, known ? joinLearners(known, learner) : learner] as const
  })
  const closed = Object.entries(b.closed).map(([round, close]) => [round, oldest(at(a.closed, round), close)])
  return {
    learners: { ...a.learners, ...Object.fromEntries(learners) },
    orders: {
      hold: later(a.orders.hold, b.orders.hold),
      lab: later(a.orders.lab, b.orders.lab),
      network: later(a.orders.network, b.orders.network),
      vote: later(a.orders.vote, b.orders.vote),
      notice: later(a.orders.notice, b.orders.notice),
    },
    closed: { ...a.closed, ...Object.fromEntries(closed) },
    unkept: later(a.unkept, b.unkept),
  }
}

/**
 * What a learner who comes in now has to know, back or for the first time. A cut is a moment, not a state: who wasn't
 * there has missed it.
 */
export function newsFor(room: Room, learner: string): readonly RoomNews[] {
  const { hold, lab, notice } = room.orders
  const vote = openVote(room)
  const known = at(room.learners, learner) ?? NEW_LEARNER
  const wasThere = lab !== null && (known.where?.stamp.at ?? 0) >= lab.value.startsAt
  const stuck = known.stuck?.value ?? false
  const ballot = vote === null ? null : (at(known.ballots, vote.round)?.value ?? null)
  const back = { type: 'back', lab: wasThere ? lab.value.lab : null, stuck, ballot } as const
  return [
    ...(hold?.value.page ? [hold.value] : []),
    ...(lab?.value.lab && !wasThere ? [lab.value] : []),
    ...(notice?.value.text ? [notice.value] : []),
    ...decidedWithout(room, known),
    ...(vote ? [{ type: 'vote', vote } as const] : []),
    ...(wasThere || stuck || ballot !== null ? [back] : []),
  ]
}

/** What the room has chosen in its shared lab, but for what the learner has chosen in it already: as they come to it, too. */
function decidedWithout(room: Room, known: RoomLearner): readonly RoomNews[] {
  const { lab } = room.orders
  if (lab === null || lab.value.lab === null) return []
  const { scenario } = lab.value.lab
  const open = openVote(room)
  const newest = new Map<string, Stamped<Extract<Order, { type: 'close' }>>>()
  for (const close of Object.values(room.closed)) {
    const { vote } = close.value
    const before = newest.get(vote.stop)
    if (vote.scenario !== scenario || vote.stop === open?.stop) continue
    if (compareStamps(close.stamp, before?.stamp ?? lab.stamp) > 0) newest.set(vote.stop, close)
  }
  return [...newest].flatMap(([stop, { value }]): readonly RoomNews[] => {
    const chosen = at(known.choices, `${scenario}/${stop}`)
    const isDone = chosen !== undefined && compareStamps(chosen.stamp, lab.stamp) > 0
    return isDone || value.result.chosen === null
      ? []
      : [{ type: 'voted', vote: value.vote, result: value.result }]
  })
}

/** What is new for everybody in the second of two states of a room. */
export function roomNewsBetween(before: Room, after: Room): readonly RoomNews[] {
  const { hold, lab, network, notice } = after.orders
  const news: RoomNews[] = []
  if (hold && hold !== before.orders.hold) news.push(hold.value)
  if (lab && lab !== before.orders.lab) news.push(lab.value)
  if (network && network !== before.orders.network) news.push(network.value)
  if (notice && notice !== before.orders.notice) news.push(notice.value)
  const vote = openVote(after)
  if (vote !== openVote(before)) news.push({ type: 'vote', vote })
  for (const [round, { value }] of Object.entries(after.closed))
    if (at(before.closed, round) === undefined)
      news.push({ type: 'voted', vote: value.vote, result: value.result })
  return news
}

/** The vote that is open; null where none is. */
export function openVote({ orders, closed }: Room): RoomVote | null {
  const vote = orders.vote?.value.vote ?? null
  return vote !== null && at(closed, vote.round) === undefined ? vote : null
}
