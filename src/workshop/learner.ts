import type { RunTold, Stage, Telling, Where } from './events.ts'
import { at, compareStamps, inOrder, newest, oldest, type Stamp, type Stamped, withKey } from './stamp.ts'

type Values<T> = Readonly<Record<string, Stamped<T>>>

/** What the room knows of one learner. Each part is a join: what it becomes depends on what was told, not on when it came. */
export interface RoomLearner {
  readonly name: Stamped<string> | null
  /** The learner's connections, by their ids: whether each is open, as was last said; the newest `SESSIONS_MAX`. */
  readonly sessions: Values<boolean>
  readonly where: Stamped<Where> | null
  readonly stuck: Stamped<boolean> | null
  /** Whether the network of their open cluster is cut. */
  readonly cut: Stamped<boolean> | null
  /** How far their open cluster is. */
  readonly stage: Stamped<Stage | null> | null
  /** Everywhere they were, in order; the first `VISITS_MAX`. */
  readonly visits: readonly Stamped<Where>[]
  /** By the question; the first one counts. */
  readonly predictions: Values<string>
  /** Which options of such a question held in their own run; the first one counts. */
  readonly came: Values<readonly string[]>
  readonly answers: Values<{ readonly option: string; readonly right: boolean }>
  /** What was chosen, by `<scenario>/<stop>`; the newest one counts. */
  readonly choices: Values<string>
  /** Runs seen to their end, each once by its scenario, seed and choices; the first `RUNS_MAX`. */
  readonly runs: readonly Stamped<RunTold>[]
  /** By the vote's round; the newest one counts. */
  readonly ballots: Values<string>
}

export const NEW_LEARNER: RoomLearner = {
  name: null,
  sessions: {},
  where: null,
  stuck: null,
  cut: null,
  stage: null,
  visits: [],
  predictions: {},
  came: {},
  answers: {},
  choices: {},
  runs: [],
  ballots: {},
}

/**
 * So many connections are remembered, those of which something was said last. One that sits still while so many others
 * come and go is forgotten, open or not.
 */
const SESSIONS_MAX = 16
const VISITS_MAX = 1000
const RUNS_MAX = 100

/** The learner with what was told, which may be known already: then it is the very same one. */
export function learnerAfter(
  learner: RoomLearner,
  session: string,
  stamp: Stamp,
  telling: Telling,
): RoomLearner {
  const next = joined(learner, session, stamp, telling)
  const same = Object.keys(NEW_LEARNER).every(
    key => next[key as keyof RoomLearner] === learner[key as keyof RoomLearner],
  )
  return same ? learner : next
}

function joined(learner: RoomLearner, session: string, stamp: Stamp, telling: Telling): RoomLearner {
  const isOpen = telling.type !== 'left'
  const here = { ...learner, sessions: withSession(learner.sessions, session, { stamp, value: isOpen }) }
  switch (telling.type) {
    case 'joined':
      return { ...here, name: newest(learner.name, { stamp, value: telling.name }) }
    case 'left':
      return here
    case 'at': {
      const there = { stamp, value: telling.where }
      const visits = inOrder(learner.visits, there, VISITS_MAX)
      return { ...here, visits, where: newest(learner.where, there) }
    }
    case 'stuck':
      return { ...here, stuck: newest(learner.stuck, { stamp, value: telling.stuck }) }
    case 'network':
      return { ...here, cut: newest(learner.cut, { stamp, value: telling.cut }) }
    case 'stage':
      return { ...here, stage: newest(learner.stage, { stamp, value: telling.stage }) }
    case 'predicted': {
      const { item, option } = telling
      return { ...here, predictions: joinedAt(learner.predictions, item, { stamp, value: option }, oldest) }
    }
    case 'came': {
      const { item, options } = telling
      return { ...here, came: joinedAt(learner.came, item, { stamp, value: options }, oldest) }
    }
    case 'answered': {
      const { item, option, right } = telling
      const answer = { stamp, value: { option, right } }
      return { ...here, answers: joinedAt(learner.answers, item, answer, oldest) }
    }
    case 'chose': {
      const item = `${telling.scenario}/${telling.stop}`
      return { ...here, choices: joinedAt(learner.choices, item, { stamp, value: telling.choice }, newest) }
    }
    case 'voted': {
      const ballot = { stamp, value: telling.option }
      return { ...here, ballots: joinedAt(learner.ballots, telling.round, ballot, newest) }
    }
    case 'ended':
      return { ...here, runs: inOrder(learner.runs, { stamp, value: telling.run }, RUNS_MAX) }
  }
}

type Join<T> = (a: Stamped<T> | undefined, b: Stamped<T>) => Stamped<T>

function joinedAt<T>(map: Values<T>, key: string, value: Stamped<T>, join: Join<T>): Values<T> {
  const before = at(map, key)
  const after = join(before, value)
  return after === before ? map : withKey(map, key, after)
}

/** The connections with what was said of one; the one of which nothing was said for longest goes where there are too many. */
function withSession(sessions: Values<boolean>, id: string, said: Stamped<boolean>): Values<boolean> {
  const next = joinedAt(sessions, id, said, newest)
  const all = Object.entries(next)
  if (all.length <= SESSIONS_MAX) return next
  const [first] = all.reduce((a, b) => (compareStamps(a[1].stamp, b[1].stamp) < 0 ? a : b))
  return first === id ? sessions : Object.fromEntries(all.filter(([other]) => other !== first))
}

/** What two copies of the room know of a learner, as one that has heard all that either has. */
export function joinLearners(a: RoomLearner, b: RoomLearner): RoomLearner {
  const put =
    <T>(join: Join<T>) =>
    (map: Values<T>, [key, value]: readonly [string, Stamped<T>]) =>
      joinedAt(map, key, value, join)
  return {
    name: b.name === null ? a.name : newest(a.name, b.name),
    sessions: Object.entries(b.sessions).reduce((map, [id, said]) => withSession(map, id, said), a.sessions),
    where: b.where === null ? a.where : newest(a.where, b.where),
    stuck: b.stuck === null ? a.stuck : newest(a.stuck, b.stuck),
    cut: b.cut === null ? a.cut : newest(a.cut, b.cut),
    stage: b.stage ? newest(a.stage, b.stage) : a.stage,
    visits: b.visits.reduce((list, visit) => inOrder(list, visit, VISITS_MAX), a.visits),
    predictions: Object.entries(b.predictions).reduce(put(oldest), a.predictions),
    came: Object.entries(b.came).reduce(put(oldest), a.came),
    answers: Object.entries(b.answers).reduce(put(oldest), a.answers),
    choices: Object.entries(b.choices).reduce(put(newest), a.choices),
    runs: b.runs.reduce((list, run) => inOrder(list, run, RUNS_MAX), a.runs),
    ballots: Object.entries(b.ballots).reduce(put(newest), a.ballots),
  }
}

/** Whether a connection of theirs is open. */
export function isHere({ sessions }: RoomLearner): boolean {
  return Object.values(sessions).some(({ value }) => value)
}
