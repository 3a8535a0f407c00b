import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RoomEvent, Telling } from '../../src/workshop/events.ts'
import {
  beganAt,
  EMPTY_ROOM,
  joinRooms,
  newsFor,
  openVote,
  type Room,
  updateRoom,
} from '../../src/workshop/room.ts'
import { SEED } from '../sim/seeds.ts'
import { VOTE } from './vote.ts'

const where = (page: number) => ({ screen: 'page', lesson: 'the-split', page, live: null })

const RUN = {
  scenario: 'split-bank',
  seed: 7,
  choices: ['availability'],
  figures: { moneyCreated: 80 },
  verdict: 'violation',
  held: null,
}

const telling: fc.Arbitrary<Telling> = fc.oneof(
  fc.constantFrom<Telling>(
    { type: 'joined', name: 'ada' },
    { type: 'left' },
    { type: 'stuck', stuck: true },
    { type: 'stuck', stuck: false },
    { type: 'network', cut: true },
    { type: 'network', cut: false },
    { type: 'stage', stage: 'stop/choice' },
    { type: 'stage', stage: null },
    { type: 'at', where: where(1) },
    { type: 'at', where: where(2) },
    { type: 'predicted', item: 'page/x', option: 'a' },
    { type: 'predicted', item: 'page/x', option: 'b' },
    { type: 'came', item: 'lab/x', options: ['a'] },
    { type: 'came', item: 'lab/x', options: ['a', 'b'] },
    { type: 'answered', item: 'quiz/__proto__', option: '1', right: false },
    { type: 'chose', scenario: 'split-bank', stop: 'choice', choice: 'availability' },
    { type: 'voted', round: 'r1', option: 'consistency' },
    { type: 'voted', round: 'r1', option: 'availability' },
    { type: 'ended', run: RUN },
  ),
)

const order = fc.constantFrom(
  { type: 'unkept', unkept: 'the disk is full' } as const,
  { type: 'unkept', unkept: null } as const,
  { type: 'hold', page: { lesson: 'the-split', page: 3 } } as const,
  { type: 'hold', page: null } as const,
  { type: 'notice', text: 'Five minutes.' } as const,
  { type: 'lab', lab: { round: 'l1', scenario: 'split-bank', seed: 7 }, startsAt: 5 } as const,
  { type: 'network', cut: true, startsAt: 5 } as const,
  { type: 'vote', vote: VOTE } as const,
  { type: 'close', vote: VOTE, result: { chosen: 'consistency', counts: { consistency: 1 } } } as const,
)

const draft = fc.tuple(
  fc.constantFrom('ada', 'bob', '__proto__'),
  fc.constantFrom('s1', 's2'),
  fc.nat(20),
  fc.oneof(telling, order),
)

/** Events as sessions and a board tell them: no two stamps are the same. */
const events = fc.array(draft, { maxLength: 30 }).map(drafts =>
  drafts.map(([learner, session, at, told], n): RoomEvent => {
    const stamp = { at, by: `${learner} ${session}`, n }
    if (told.type === 'unkept') return { from: 'server', stamp, unkept: told.unkept }
    return ORDERS.has(told.type)
      ? ({ from: 'board', stamp, order: told } as RoomEvent)
      : ({ from: 'session', stamp, learner, session: `${learner} ${session}`, telling: told } as RoomEvent)
  }),
)
const ORDERS = new Set(['hold', 'notice', 'lab', 'network', 'vote', 'close'])

const after = (told: readonly RoomEvent[], from: Room = EMPTY_ROOM) =>
  told.reduce((room, event) => updateRoom(room, event)[0], from)
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, held) =>
    held && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  )

test('events in any order, and twice, come to the same room', () => {
  fc.assert(
    fc.property(
      events.chain(told =>
        fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
      ),
      ([told, shuffled]) => {
        const room = after(told)
        expect(sorted(after([...shuffled, ...told]))).toBe(sorted(room))
        // What is known already changes nothing, and nobody is told of it again.
        for (const event of shuffled) expect(updateRoom(room, event)).toEqual([room, []])
        // It crosses processes as it is.
        expect(sorted(JSON.parse(JSON.stringify(room)))).toBe(sorted(room))
      },
    ),
    { seed: SEED, numRuns: 150 },
  )
})

test('two copies of a room that heard some of it each, and some of it both, know all of it together', () => {
  fc.assert(
    fc.property(
      events.chain(told =>
        fc.tuple(fc.constant(told), fc.array(fc.nat(2), { minLength: told.length, maxLength: told.length })),
      ),
      ([told, who]) => {
        const first = after(told.filter((_, place) => who[place] !== 1))
        const second = after(told.filter((_, place) => who[place] !== 0))
        const both = joinRooms(first, second)
        expect(sorted(both)).toBe(sorted(after(told)))
        expect(sorted(joinRooms(both, first))).toBe(sorted(both))
      },
    ),
    { seed: SEED, numRuns: 150 },
  )
})

test('of a learner’s connections the newest are remembered, in whatever order they were told of', () => {
  const line = fc.tuple(fc.nat(30), fc.boolean())
  fc.assert(
    fc.property(
      fc
        .array(line, { minLength: 30, maxLength: 60 })
        .chain(lines =>
          fc.tuple(fc.constant(lines), fc.shuffledSubarray([...lines.keys()], { minLength: lines.length })),
        ),
      ([lines, order]) => {
        const told = lines.map(([line, leaves], at): RoomEvent => {
          const telling: Telling = leaves ? { type: 'left' } : { type: 'stuck', stuck: true }
          const session = `line ${line}`
          return { from: 'session', stamp: { at, by: session, n: at }, learner: 'ada', session, telling }
        })
        const newest = new Map(lines.map(([line, leaves], at) => [`line ${line}`, [at, !leaves] as const]))
        const last = [...newest].sort(([, a], [, b]) => b[0] - a[0]).slice(0, 16)
        const known = after(order.flatMap(place => told[place] ?? [])).learners['ada']?.sessions ?? {}
        const found = Object.entries(known).map(([id, { stamp, value }]) => [id, [stamp.at, value]])
        expect(new Map(found as never)).toEqual(new Map(last))
      },
    ),
    { seed: SEED, numRuns: 60 },
  )
})

const board = (at: number, ordered: unknown) =>
  ({ from: 'board', stamp: { at, by: 'board', n: at }, order: ordered }) as RoomEvent

test('who comes late is told what holds now, and not what is over', () => {
  const hold = { type: 'hold', page: { lesson: 'the-split', page: 3 } }
  const lab = { type: 'lab', lab: { round: 'l1', scenario: 'split-bank', seed: 7 }, startsAt: 5 }
  const room = after([
    board(1, hold),
    board(2, lab),
    board(3, { type: 'network', cut: true, startsAt: 5 }),
    board(4, { type: 'vote', vote: VOTE }),
  ])
  expect(newsFor(room, 'ada')).toEqual([hold, lab, { type: 'vote', vote: VOTE }])
  const result = { chosen: 'consistency', counts: { consistency: 1 } }
  const closed = after([board(8, { type: 'close', vote: VOTE, result })], room)
  expect(newsFor(closed, 'ada')).toEqual([hold, lab, { type: 'voted', vote: VOTE, result }])
  const ada = { from: 'session', learner: 'ada', session: 's' } as const
  const choice = { type: 'chose', scenario: 'split-bank', stop: 'choice', choice: 'availability' } as const
  const chose = (at: number) => ({ ...ada, stamp: { at, by: 's', n: at }, telling: choice })
  expect(newsFor(after([chose(1)], closed), 'ada')).toHaveLength(3)
  expect(newsFor(after([chose(9)], closed), 'ada')).toHaveLength(2)
  const anew = after([board(10, lab)], closed)
  expect(newsFor(anew, 'ada')).toEqual([hold, lab])
  const over = after(
    [
      board(5, { type: 'hold', page: null }),
      board(6, { type: 'lab', lab: null, startsAt: 6 }),
      board(7, { type: 'close', vote: VOTE, result: { chosen: null, counts: {} } }),
    ],
    room,
  )
  expect(newsFor(over, 'ada')).toEqual([])
  expect(openVote(over)).toBeNull()
})

test('a room began when its first learner was anywhere in it', () => {
  const at = (at: number, learner: string): RoomEvent => {
    const stamp = { at, by: learner, n: at }
    return { from: 'session', learner, session: learner, stamp, telling: { type: 'at', where: where(1) } }
  }
  expect(beganAt(after([board(1, { type: 'hold', page: null })]))).toBeNull()
  expect(beganAt(after([at(7, 'bob'), at(5, 'ada'), at(9, 'ada')]))).toBe(5)
})

test('each order is told once, a close before its vote included', () => {
  const [room, news] = updateRoom(EMPTY_ROOM, board(1, { type: 'hold', page: null }))
  expect(news).toEqual([{ type: 'hold', page: null }])
  const result = { chosen: 'availability', counts: { availability: 2 } }
  const [closed, voted] = updateRoom(room, board(3, { type: 'close', vote: VOTE, result }))
  expect(voted).toEqual([{ type: 'voted', vote: VOTE, result }])
  expect(updateRoom(closed, board(2, { type: 'vote', vote: VOTE }))[1]).toEqual([])
})
