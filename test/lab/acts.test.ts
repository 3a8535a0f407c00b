import { describe, expect, it } from 'vitest'
import {
  act,
  advance,
  decide,
  fork,
  position,
  type Run,
  rewind,
  startRun,
  stepBack,
  stepForward,
  stopOf,
} from '../../src/lab/lab.ts'
import { traceLine } from '../../src/lab/trace.ts'
import { present } from '../../src/model/assert.ts'
import { items } from '../../src/model/sequence.ts'
import { shippedScenario, TO_THE_END, toTheChoice } from './scenarios.ts'

const bank = shippedScenario('split-bank')
const lines = (run: Run) => items(run.moment.happenings).map(traceLine)

describe('what is done by hand', () => {
  const early = advance(startRun(bank, 7), 300_000)
  const cut = act(early, { type: 'fault', fault: { type: 'cut', partition: bank.handCut } })
  const asked = act(advance(cut, 5_000), {
    type: 'order',
    client: 'c2',
    order: { ...bank.handWrite, policy: null },
  })
  const played = advance(asked, 700_000)

  it('happens then and there', () => {
    expect(lines(played).length).toBeGreaterThan(position(early) + 20)
    const mine = items(played.moment.happenings).filter(
      ({ at, action }) => at < 400_000 && (action.type === 'fault' || action.type === 'order'),
    )
    expect(mine.map(({ at, action }) => [at, action.type]).slice(-2)).toEqual([
      [300_000, 'fault'],
      [305_000, 'order'],
    ])
  })

  it('happens again after going back, at the same instant', () => {
    for (const target of [0, position(early) - 3, position(early), position(asked)]) {
      const again = advance(rewind(played, target), played.now - rewind(played, target).now)
      expect(lines(again), `from ${target}`).toEqual(lines(played))
    }
    let back = played
    for (let i = 0; i < 15; i += 1) back = stepBack(back)
    while (position(back) < position(played)) back = stepForward(back)
    // The last step forward may go past the instant at which the run was left.
    expect(lines(back).slice(0, position(played))).toEqual(lines(played))
  })

  it('is given up when something else is done before it, though nothing happened in between', () => {
    const back = advance(rewind(played, position(early)), 1_000)
    expect(back.now).toBeLessThan(300_000)
    const healed = act(back, { type: 'fault', fault: { type: 'heal' } })
    expect(healed.acts.map(({ at }) => at)).toEqual([back.now])
  })

  it('is given up when something else is done before it', () => {
    const back = rewind(played, position(early) - 2)
    const healed = advance(act(back, { type: 'fault', fault: { type: 'heal' } }), 500_000)
    expect(healed.acts.map(({ deed }) => deed.type)).toEqual(['fault'])
    const faults = items(healed.moment.happenings).filter(({ action }) => action.type === 'fault')
    expect(faults.map(({ action }) => (action.type === 'fault' ? action.fault.type : ''))).toEqual(['heal'])
  })

  it('can be done at a stop, and does not get past it', () => {
    const standing = toTheChoice(startRun(bank, 7))
    const done = act(standing, { type: 'fault', fault: { type: 'heal' } })
    expect(stopOf(done)?.id).toBe('choice')
    const on = toTheChoice(present(decide(done, 'consistency'), 'a choice'))
    expect(on.moment.ended).toBe(true)
    expect(lines(advance(rewind(on, 10), TO_THE_END))).toEqual(lines(on))
  })

  it('at a stop, before choosing, belongs to both futures', () => {
    const standing = toTheChoice(startRun(bank, 7))
    const done = act(standing, { type: 'fault', fault: { type: 'heal' } })
    const loose = toTheChoice(present(decide(done, 'availability'), 'a choice'))
    const strict = toTheChoice(present(fork(loose, 'choice', 'consistency'), 'a fork'))
    expect(strict.acts.map(({ deed }) => deed.type).slice(0, 2)).toEqual(['fault', 'choose'])
    expect(lines(strict)).toEqual(lines(toTheChoice(present(decide(done, 'consistency'), 'a choice'))))
    expect(lines(strict)).not.toEqual(lines(loose))
  })
})
