import { describe, expect, it } from 'vitest'
import { mostHolders, sharedHoldWords } from '../../src/lab/holders.ts'
import { ledgerOf } from '../../src/lab/lab.ts'
import type { Told } from '../../src/lab/moment.ts'
import { sweepRun } from '../../src/lab/sweep.ts'
import type { HistoryEvent } from '../../src/model/operation.ts'
import { draw, type Random, seededRandom } from '../../src/model/random.ts'
import { repeatWith, seedsOf } from '../sim/seeds.ts'
import { chooser, shippedScenario } from './scenarios.ts'

const lock = shippedScenario('split-lock')

describe('a lock under a cut', () => {
  it.each([
    ['consistency', 'leave', 1],
    ['by-operation', 'leave', 1],
    ['availability', 'leave', 2],
    ['availability', 'release', 2],
  ])('%s, then %s: %i at once', (policy, repair, holders) => {
    const { moment } = sweepRun(lock, 7, chooser([policy, repair]))
    expect(ledgerOf(lock, moment).holders).toBe(holders)
    const words = sharedHoldWords(lock, moment.told)
    if (holders === 1) return expect(words).toBeNull()
    // Both were asked during the cut; a release ends the time that they shared, and nothing else does.
    expect(words).toMatch(/^(Lyon and Oslo|Oslo and Lyon) held the lock at once, from [1-3]\.\d\d /)
    expect(words).toMatch(repair === 'leave' ? / s to the end$/ : / to [78]\.\d\d s$/)
  })
})

describe('by hand', () => {
  it('a release that may have happened ends it; one that was refused or did not match does not', () => {
    const two = [...swap(0, 'c1', 'free', 'Lyon', 'ok', 10), ...swap(1, 'c2', 'free', 'Oslo', 'ok', 20)]
    const until = (end: End) => mostHolders(lock, [...two, ...swap(2, 'c1', 'Lyon', 'free', end, 30)]).until
    expect([until('ok'), until('info'), until('open')]).toEqual([30, 30, 30])
    expect([until('fail'), until('no-match')]).toEqual([null, null])
  })

  it('who was told nothing, or no, holds nothing', () => {
    const ends: readonly End[] = ['fail', 'info', 'open', 'no-match']
    for (const end of ends)
      expect(mostHolders(lock, swap(0, 'c1', 'free', 'Lyon', end, 10)).clients, end).toEqual([])
  })
})

type End = 'ok' | 'fail' | 'info' | 'open' | 'no-match'

/** A swap that is asked at a time and answered five later. */
function swap(op: number, client: string, from: string, to: string, end: End, time: number): Told[] {
  const line = (type: HistoryEvent['type'], at: number, more = {}): Told => {
    const event = {
      process: client,
      type,
      f: 'cas' as const,
      key: 'lock',
      value: [from, to],
      time: at,
      ...more,
    }
    return { event, op, client, basis: null, effect: end === 'ok' }
  }
  const asked = line('invoke', time)
  if (end === 'open') return [asked]
  return [asked, end === 'no-match' ? line('ok', time + 5, { swapped: false }) : line(end, time + 5)]
}

describe('any history', () => {
  it('agrees with asking at every instant who holds it', () => {
    for (const seed of seedsOf(0.3)) {
      const told = randomHistory(seed)
      const found = mostHolders(lock, told)
      const [count, first] = byInstant(told)
      expect([found.clients.length, found.clients.length > 0 ? found.from : 0], repeatWith(seed)).toEqual([
        count,
        first,
      ])
    }
  })
})

const ENDS: readonly End[] = ['ok', 'ok', 'ok', 'fail', 'info', 'open', 'no-match']

function randomHistory(seed: number): readonly Told[] {
  let random: Random = seededRandom(seed)
  const pick = (to: number) => {
    const [value, next] = draw(random, 0, to)
    random = next
    return value
  }
  const told: Told[] = []
  const values = ['free', 'Lyon', 'Oslo', 'third']
  for (let op = 0; op < 8; op += 1) {
    const client = `c${1 + pick(2)}`
    const [from = '', to = ''] = [values[pick(3)], values[pick(3)]]
    told.push(...swap(op, client, from, to, ENDS[pick(6)] ?? 'ok', op * 3))
  }
  return told.sort((a, b) => (a.event.time ?? 0) - (b.event.time ?? 0))
}

/** At each instant: whose acquisition was answered by then, with no later request behind it that may have undone it. */
function byInstant(told: readonly Told[]): [count: number, first: number] {
  const pair = ({ event }: Told) => event.value as readonly string[]
  const acquired = told.filter(({ event }) => event.type === 'ok' && event.swapped !== false)
  const undoing = told.filter(({ event, op }) => {
    const answer = told.find(other => other.op === op && other.event.type !== 'invoke')?.event
    return event.type === 'invoke' && answer?.type !== 'fail' && answer?.swapped !== false
  })
  let best: [number, number] = [0, 0]
  for (let now = 0; now <= 40; now += 1) {
    const holders = acquired.filter(line => {
      const [, name] = pair(line)
      const place = told.indexOf(line)
      return (
        name !== 'free' &&
        (line.event.time ?? 0) <= now &&
        !undoing.some(
          other => pair(other)[0] === name && (other.event.time ?? 0) <= now && told.indexOf(other) > place,
        )
      )
    })
    const count = new Set(holders.map(({ client }) => client)).size
    if (count > best[0]) best = [count, now]
  }
  return best
}
