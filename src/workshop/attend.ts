import type { RoomNews, Store } from '../app/app.ts'
import type { EpochMs } from '../progress/progress.ts'
import type { RoomBus } from './bus.ts'
import type { Telling } from './events.ts'
import { newsFor, openVote, type Room } from './room.ts'
import { stamper } from './stamp.ts'
import { turnoutOf } from './tallies.ts'
import { isCut, stageOf, tellings, whereOf } from './tellings.ts'

/** Who attends: the learner by an id that stays, the name as others may see it, and this connection's own id. */
export interface Attending {
  readonly learner: string
  readonly name: string
  readonly session: string
  readonly store: Store
  readonly bus: RoomBus
  readonly now: () => EpochMs
  /** Calls back after so many ms, unless what comes back is called before. */
  readonly later: (work: () => void, ms: number) => () => void
}

/** A session that is one of its room. */
export interface Attendance {
  /** Tells at once what is yet to be told; resolves, rejects or is null as the bus's own `kept`. */
  readonly kept: () => Promise<unknown> | null
  /** The learner has left. */
  readonly leave: () => void
}

/** Joins a session's store with its room, both ways. */
export function attend({ learner, name, session, store, bus, now, later }: Attending): Attendance {
  const stamp = stamper(session, now)
  const tell = (telling: Telling) => bus.tell({ from: 'session', stamp: stamp(), learner, session, telling })
  const waiting = new Set<() => void>()
  /** What is said of it goes by itself, where the learner stays as they are. */
  const takeIn = (news: RoomNews) => {
    const before = store.state().room?.said
    store.dispatch({ type: 'room', news })
    const said = store.state().room?.said ?? null
    if (said === null || said === before) return
    const cancel = later(() => {
      waiting.delete(cancel)
      store.dispatch({ type: 'room', news: { type: 'read', said } })
    }, READ_MS)
    waiting.add(cancel)
  }
  /** What begins at a moment for all waits for it; the rest is told at once. */
  const hear = (news: RoomNews) => {
    const wait = 'startsAt' in news ? news.startsAt - now() : 0
    if (wait <= 0) return takeIn(news)
    const cancel = later(
      () => {
        waiting.delete(cancel)
        takeIn(news)
      },
      Math.min(wait, WAIT_MS_MAX),
    )
    waiting.add(cancel)
  }
  let isCounting = false
  /** Says how far an open vote has come, now and then: a class that votes at once is not painted for each ballot. */
  const countVotes = (room: Room) => {
    if (isCounting || openVote(room) === null) return
    isCounting = true
    const cancel = later(() => {
      waiting.delete(cancel)
      isCounting = false
      const now = bus.snapshot()
      const vote = openVote(now)
      const turnout = vote && turnoutOf(now, vote)
      const known = store.state().room?.turnout
      if (turnout === null || (known?.voted === turnout.voted && known.of === turnout.of)) return
      store.dispatch({ type: 'room', news: { type: 'turnout', turnout } })
    }, COUNT_MS)
    waiting.add(cancel)
  }
  let before = store.state()
  const tellNews = () => {
    const after = store.state()
    const told = tellings(before, after)
    before = after
    for (const each of told) tell(each)
  }
  const endTelling = store.subscribe(tellNews)
  const news = newsFor(bus.snapshot(), learner)
  tell({ type: 'joined', name })
  tell({ type: 'at', where: whereOf(before) })
  const known = bus.snapshot().learners[learner]
  if ((known?.cut?.value ?? false) !== isCut(before)) tell({ type: 'network', cut: isCut(before) })
  if ((known?.stage?.value ?? null) !== stageOf(before)) tell({ type: 'stage', stage: stageOf(before) })
  for (const each of news) hear(each)
  countVotes(bus.snapshot())
  const endHearing = bus.subscribe((room, news) => {
    news.forEach(hear)
    countVotes(room)
  })
  return {
    kept: () => {
      tellNews()
      return bus.kept()
    },
    leave: () => {
      endTelling()
      endHearing()
      for (const cancel of waiting) cancel()
      tell({ type: 'left' })
    },
  }
}

/** How often a learner is told how many have voted. */
const COUNT_MS = 500
/** After so long a word on what came last has been read. */
const READ_MS = 60_000
/** Nobody waits longer, whatever two machines' clocks say. */
const WAIT_MS_MAX = 2000
