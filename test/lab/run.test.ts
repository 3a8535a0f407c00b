import { describe, expect, it } from 'vitest'
import {
  act,
  advance,
  decide,
  fork,
  goOn,
  position,
  type Run,
  rewind,
  startRun,
  stepBack,
  stepForward,
  stopOf,
  traceHash,
} from '../../src/lab/lab.ts'
import { traceLine } from '../../src/lab/trace.ts'
import { present } from '../../src/model/assert.ts'
import { items } from '../../src/model/sequence.ts'
import { playedRun, shippedScenario, TO_THE_END, toTheChoice } from './scenarios.ts'

const bank = shippedScenario('split-bank')
const AVAILABILITY = playedRun(bank, 7, 'availability')

const lines = (run: Run) => items(run.moment.happenings).map(traceLine)
const chosen = (run: Run, choice: string) => present(decide(run, choice), 'a choice')

/** To the end in steps of virtual time, choosing and going on wherever the run stops. */
function playInSteps(seed: number, stepUs: number): Run {
  let run = startRun(bank, seed)
  while (!run.moment.ended) {
    run = advance(run, stepUs)
    const stop = stopOf(run)
    if (stop) run = stop.choice === null ? goOn(run) : chosen(run, 'availability')
  }
  return run
}

/**
 * The traces of split-bank with seed 7, as data: a change of the protocol, the network or the random numbers shows here.
 * Who changes one of these can say why.
 */
const GOLDEN = {
  consistency: 'eed6fee630ff2a4740a3df489a561f47a1340346894e181b9e8118c1b5369f8a',
  availability: '2b7d58dcc6ecca65730f8f6c6ea610fbecfa5f7875bae25d66a4c723cd1f6612',
} as const

describe('one run, always the same', () => {
  it.each(['consistency', 'availability'] as const)('the trace of seed 7 is known: %s', choice => {
    expect(traceHash(playedRun(bank, 7, choice).moment)).toBe(GOLDEN[choice])
  })

  it('the same scenario, seed and decisions give the same trace, another seed another one', () => {
    expect(traceHash(playedRun(bank, 7, 'availability').moment)).toBe(traceHash(AVAILABILITY.moment))
    expect(traceHash(playedRun(bank, 8, 'availability').moment)).not.toBe(traceHash(AVAILABILITY.moment))
  })

  it.each([1_000, 16_000, 333_333, TO_THE_END])('in steps of %i us', stepUs => {
    expect(lines(playInSteps(7, stepUs))).toEqual(lines(AVAILABILITY))
  })

  it('in steps from one thing worth seeing to the next', () => {
    let run = startRun(bank, 7)
    let steps = 0
    while (!run.moment.ended && steps < 10_000) {
      const stop = stopOf(run)
      if (stop) run = stop.choice === null ? goOn(run) : chosen(run, 'availability')
      run = stepForward(run)
      steps += 1
    }
    expect(lines(run)).toEqual(lines(AVAILABILITY))
    expect(steps).toBeGreaterThan(50)
    expect(steps).toBeLessThan(position(run))
  })
})

describe('going back', () => {
  it('and forward again gives the identical trace', () => {
    let run = AVAILABILITY
    for (let i = 0; i < 40; i += 1) run = stepBack(run)
    expect(position(run)).toBeLessThan(position(AVAILABILITY) - 39)
    expect(lines(run)).toEqual(lines(AVAILABILITY).slice(0, position(run)))
    while (position(run) < position(AVAILABILITY)) run = stepForward(run)
    expect(lines(run)).toEqual(lines(AVAILABILITY))
  })

  it('one step back, one step forward, is the same place', () => {
    let run = AVAILABILITY
    for (let i = 0; i < 200 && position(run) > 0; i += 1) {
      const back = stepBack(run)
      const again = stepForward(back)
      // The end is a mark that can be told; before the first such thing there may be others that can't.
      if (position(back) > 0) expect(position(again)).toBe(position(run))
      run = back
    }
  })

  it('to every 50th position and on again gives the identical end', () => {
    const last = traceHash(AVAILABILITY.moment)
    for (let target = 0; target <= position(AVAILABILITY); target += 50) {
      const back = rewind(AVAILABILITY, target)
      expect(position(back)).toBe(target)
      const again = advance(back, TO_THE_END)
      expect(traceHash(again.moment), `from ${target}`).toBe(last)
      expect(again.moment).toEqual(AVAILABILITY.moment)
    }
  })

  it('reads what happened from the run that went on: nothing is written down again, and going on differently harms nothing', () => {
    const before = lines(AVAILABILITY)
    const back = rewind(AVAILABILITY, 300)
    expect(back.moment.happenings.items).toBe(AVAILABILITY.moment.happenings.items)
    expect(lines(back)).toEqual(before.slice(0, 300))
    advance(act(back, { type: 'fault', fault: { type: 'crash', node: 'n2' } }), TO_THE_END)
    expect(lines(AVAILABILITY)).toEqual(before)
  })

  it('to the beginning stays at the beginning', () => {
    const start = rewind(AVAILABILITY, 0)
    expect(stepBack(start).moment).toEqual(start.moment)
    expect(start.now).toBe(0)
    expect(start.moment.ended).toBe(false)
  })

  it('leaves the run it started from as it was', () => {
    const before = lines(AVAILABILITY)
    const hash = traceHash(AVAILABILITY.moment)
    advance(rewind(AVAILABILITY, 100), TO_THE_END)
    fork(AVAILABILITY, 'choice', 'consistency')
    expect(lines(AVAILABILITY)).toEqual(before)
    expect(traceHash(AVAILABILITY.moment)).toBe(hash)
  })
})

/** A run with its checkpoints watched: the positions of those that were looked into since. */
function watched(run: Run): readonly [Run, Set<number>] {
  const started = new Set<number>()
  const kept = items(run.checkpoints).map(checkpoint => {
    const place = checkpoint.happenings.length
    return new Proxy(checkpoint, {
      get: (target, name, receiver) => {
        if (name === 'world') started.add(place)
        return Reflect.get(target, name, receiver)
      },
      ownKeys: target => {
        started.add(place)
        return Reflect.ownKeys(target)
      },
    })
  })
  return [{ ...run, checkpoints: { items: kept, length: kept.length } }, started]
}

describe('what going back costs, counted', () => {
  const long = advance(startRun(shippedScenario('sandbox'), 1), 200_000_000)

  it('few moments are kept: one for at least 100 happenings, and one for at most 1,000', () => {
    expect(position(long)).toBeGreaterThan(5000)
    expect(long.checkpoints.length).toBeLessThanOrEqual(position(long) / 100 + 1)
    expect(long.checkpoints.length).toBeGreaterThanOrEqual(position(long) / 1000)
  })

  it.each([1, 500, 4321])(
    'a place %i back is reached from a moment at most 1,000 happenings before it',
    back => {
      const target = position(long) - back
      const [run, started] = watched(long)
      expect(position(rewind(run, target))).toBe(target)
      const from = Math.max(...[...started].filter(place => place <= target))
      expect(target - from).toBeLessThanOrEqual(1000)
      // No other moment is taken up: nothing is played twice.
      expect([...started].filter(place => place < from)).toEqual([])
    },
  )

  it('what was played again keeps its moments again, and no more of them than before', () => {
    const again = advance(rewind(long, 2000), 200_000_000)
    const places = (run: Run) => items(run.checkpoints).map(({ happenings }) => happenings.length)
    const until = Math.min(position(again), position(long))
    expect(places(again).filter(place => place <= until)).toEqual(
      places(long).filter(place => place <= until),
    )
  })
})

describe('the same moment, the other choice', () => {
  it('shares every line up to the decision, and none of the next', () => {
    const other = toTheChoice(present(fork(AVAILABILITY, 'choice', 'consistency'), 'a fork'))
    const decided = present(AVAILABILITY.acts[0], 'a decision').position
    expect(lines(other).slice(0, decided)).toEqual(lines(AVAILABILITY).slice(0, decided))
    expect(lines(other)[decided]).not.toBe(lines(AVAILABILITY)[decided])
    expect(lines(other)).toEqual(lines(playedRun(bank, 7, 'consistency')))
  })

  it('is not there before the decision, at an unknown stop, or for an unknown choice', () => {
    const undecided = toTheChoice(startRun(bank, 7))
    expect(fork(undecided, 'choice', 'consistency')).toBeNull()
    expect(fork(AVAILABILITY, 'heal', 'consistency')).toBeNull()
    expect(fork(AVAILABILITY, 'choice', 'maybe')).toBeNull()
    expect(decide(undecided, 'maybe')).toBeNull()
    expect(decide(startRun(bank, 7), 'consistency')).toBeNull()
  })

  it('a decision is waited for: nothing else goes on', () => {
    const undecided = toTheChoice(startRun(bank, 7))
    expect(stopOf(undecided)?.id).toBe('choice')
    expect(advance(undecided, TO_THE_END)).toEqual(undecided)
    expect(stepForward(undecided)).toEqual(undecided)
    expect(goOn(undecided)).toBe(undecided)
  })
})
