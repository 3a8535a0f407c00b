import { randomUUID } from 'node:crypto'
import type { RoomEvent } from './events.ts'
import type { RedisLink } from './redis-link.ts'
import type { Room } from './room.ts'
import { at, stamper } from './stamp.ts'

/** The connections that are open, by their ids: each with the time at which its server last said so. */
const HERE = 'netsplit:here'

export interface PresenceTimes {
  /** How often each server says which connections it has. */
  readonly beatMs: number
  /** A connection of which no server has said so for that long is over: whoever had it was killed. */
  readonly lapseMs: number
}

const TIMES: PresenceTimes = { beatMs: 1000, lapseMs: 3500 }

export interface Presence {
  /** Something was told here, and not by another server. */
  readonly told: (event: RoomEvent) => void
  readonly close: () => void
}

/**
 * Whether connections that other servers of a Redis have are still there. A server that is killed can't say that its
 * learners are gone, so each server says again and again which it has, and any that sees one lapse tells the room. One
 * that only hung finds its own among the gone, and tells that they are here.
 */
export function keepPresence(
  { client, onBack, now }: Pick<RedisLink, 'client' | 'onBack' | 'now'>,
  room: () => Room,
  tell: (event: RoomEvent) => void,
  { beatMs, lapseMs }: PresenceTimes = TIMES,
): Presence {
  const stamp = stamper(`presence ${randomUUID()}`, now)
  const mine = new Map<string, { readonly learner: string; readonly name: string }>()
  /** After a Redis was away others need a moment to say what they have. */
  let judgesFrom = 0
  const endBack = onBack(() => {
    judgesFrom = now() + lapseMs
  })
  /** Says which connections are here, and gives all that any server has said so of lately. */
  const beat = async (): Promise<ReadonlySet<string>> => {
    const score = now()
    const more = client.multi().zRemRangeByScore(HERE, '-inf', score - lapseMs)
    if (mine.size > 0)
      more.zAdd(
        HERE,
        [...mine.keys()].map(value => ({ score, value })),
      )
    const [, ...rest] = await more
      .pExpire(HERE, 2 * lapseMs)
      .zRange(HERE, 0, -1)
      .exec()
    return new Set(rest.at(-1) as unknown as string[])
  }
  const judge = (here: ReadonlySet<string>) => {
    for (const [learner, { sessions }] of Object.entries(room().learners))
      for (const [session, said] of Object.entries(sessions)) {
        if (!said.value || here.has(session)) continue
        // One that has just begun may not have been counted yet.
        if (now() - said.stamp.at < lapseMs) continue
        tell({ from: 'session', stamp: stamp(said.stamp), learner, session, telling: { type: 'left' } })
      }
  }
  const insist = () => {
    for (const [session, { learner, name }] of mine) {
      const said = at(room().learners[learner]?.sessions ?? {}, session)
      if (said === undefined || said.value) continue
      tell({ from: 'session', stamp: stamp(said.stamp), learner, session, telling: { type: 'joined', name } })
    }
  }
  let beating = false
  const turn = async () => {
    if (beating || !client.isReady) return
    beating = true
    try {
      const here = await beat()
      insist()
      if (now() >= judgesFrom) judge(here)
    } catch {
      // It is away: nobody is judged until it has been back for a while.
    } finally {
      beating = false
    }
  }
  const turns = setInterval(() => void turn(), beatMs)
  return {
    told: event => {
      if (event.from !== 'session') return
      const { learner, session, telling } = event
      if (telling.type === 'joined') mine.set(session, { learner, name: telling.name })
      else if (telling.type === 'left') mine.delete(session)
    },
    close: () => {
      clearInterval(turns)
      endBack()
    },
  }
}
