import type { Loaded, Saved } from '../effects/progress-file.ts'
import {
  decodeProgress,
  emptyProgress,
  encodeProgress,
  mergeProgress,
  type Progress,
} from '../progress/progress.ts'
import type { Keeper, LearnerRecord } from './keeper.ts'
import type { RedisLink } from './redis-link.ts'

/** What this server knows of a learner: Redis may forget what it confirmed, and then it is told again. */
interface Known {
  progress: Progress
  place: { readonly when: number; readonly text: string } | null
  record: LearnerRecord | null
}

/** Sets a field if it still is what was read: ARGV are the field, what was read, and the new text. */
const REPLACE = `
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') == ARGV[2] then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  return 1
end
return 0`

/** Sets the place if none is newer: ARGV are its time and its text. */
const NEWER_PLACE = `
if tonumber(ARGV[1]) >= tonumber(redis.call('HGET', KEYS[1], 'placeWhen') or '0') then
  redis.call('HSET', KEYS[1], 'placeWhen', ARGV[1], 'place', ARGV[2])
end
return 1`

/** So many servers may save one learner's progress at the same moment. */
const TRIES_MAX = 20

const AWAY = 'The workshop’s Redis is away: what you do is held here, and kept once it is back.'

/**
 * Keeps each learner in a hash of a Redis that any number of servers share. While it is away learners go on with what
 * this server knows; when it comes back it is told all of that again, whatever it had confirmed: joining is idempotent.
 */
export function createRedisKeeper({ client, onBack, now }: RedisLink): Keeper {
  const all = new Map<string, Known>()
  const known = (learner: string): Known => {
    const found = all.get(learner) ?? { progress: emptyProgress, place: null, record: null }
    all.set(learner, found)
    return found
  }
  const script = (text: string, learner: string, ...args: string[]) =>
    client.eval(text, { keys: [keyOf(learner)], arguments: args })

  /** Joins what is known here with what is there, and puts it there; null, or why it can't be. */
  const joined = async (learner: string): Promise<string | null> => {
    const mine = known(learner)
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const text = (await client.hGet(keyOf(learner), 'progress')) ?? ''
      const read = text === '' ? null : decodeProgress(text)
      if (read !== null && read.kind !== 'ok') return UNREADABLE
      mine.progress = mergeProgress(mine.progress, read?.progress ?? emptyProgress)
      const next = encodeProgress(mine.progress)
      if (next === text || (await script(REPLACE, learner, 'progress', text, next)) === 1) return null
    }
    return BUSY
  }
  const putPlace = async (learner: string): Promise<void> => {
    const { place } = known(learner)
    if (place !== null) await script(NEWER_PLACE, learner, String(place.when), place.text)
  }
  const claimed = async (learner: string, record: LearnerRecord): Promise<boolean> => {
    const first = await client.hSetNX(keyOf(learner), 'record', JSON.stringify(record))
    await client.sAdd(LEARNERS, learner)
    return Number(first) === 1
  }
  const again = async () => {
    for (const [learner, { progress, place, record }] of all) {
      // Of whom nothing is known here, nothing is to be kept there.
      if (record === null && place === null && progress === emptyProgress) continue
      if (record) await claimed(learner, record)
      await joined(learner)
      await putPlace(learner)
    }
  }
  // Where it goes again meanwhile, there is a next time.
  onBack(() => void again().catch(() => undefined))

  return {
    load: async (learner): Promise<Loaded> => {
      const why = await joined(learner).catch(() => AWAY)
      return { progress: known(learner).progress, messages: why === null ? [] : [why] }
    },
    save: async (learner, progress): Promise<Saved> => {
      const mine = known(learner)
      mine.progress = mergeProgress(mine.progress, progress)
      const why = await joined(learner).catch(() => AWAY)
      if (why !== null) return { saved: false, message: why }
      return { saved: true, progress: mine.progress, messages: [] }
    },
    loadPlace: async learner => {
      const mine = known(learner)
      try {
        const [text, when] = await client.hmGet(keyOf(learner), ['place', 'placeWhen'])
        if (text != null && Number(when) >= (mine.place?.when ?? 0)) mine.place = { when: Number(when), text }
      } catch {}
      return mine.place?.text || null
    },
    savePlace: async (learner, place) => {
      const mine = known(learner)
      // Later than any that this server has seen, though another one's idea of the time may be ahead. None is a place, too.
      mine.place = { when: Math.max(now(), (mine.place?.when ?? 0) + 1), text: place ?? '' }
      await putPlace(learner).catch(() => undefined)
    },
    find: async learner => {
      // Not `known`: names that are only looked for make no learners.
      const record = all.get(learner)?.record
      if (record) return record
      const text = await client.hGet(keyOf(learner), 'record')
      return text ? learnerOf(text) : null
    },
    claim: async (learner, record) => {
      const first = await claimed(learner, record)
      if (first) known(learner).record = record
      return first
    },
    count: async () => Number(await client.sCard(LEARNERS)),
  }
}

const UNREADABLE = 'What Redis holds of your progress was written by a newer netsplit: nothing is saved here.'
const BUSY = 'Your progress is not being saved: too many servers save it at once. The next save tries again.'

/** All who have a record, to be counted. */
const LEARNERS = 'netsplit:learners'

function keyOf(learner: string): string {
  return `netsplit:learner:${learner}`
}

function learnerOf(text: string): LearnerRecord {
  return JSON.parse(text) as LearnerRecord
}
