import { describe, expect, it } from 'vitest'
import { type Ledger, ledgerOf } from '../../src/lab/lab.ts'
import type { Moment, Told } from '../../src/lab/moment.ts'
import { hostOf, withHost } from '../../src/sim/sim.ts'
import { account, ask, declined, momentOf, nobodyKnows, ok, ops, refused } from './by-hand.ts'

function ledger(told: readonly Told[], value: number): Ledger {
  return ledgerOf(account, momentOf(account, told, { value, includes: ops(0, 1, 2) }))
}

const paid = (op: number, sum: number) => [ask(op, 'withdraw', sum), ok(op, 'withdraw', sum)]

describe('money', () => {
  it('is neither made nor lost when the sum is right', () => {
    const told = [...paid(0, 80), ask(1, 'deposit', 5), ok(1, 'deposit', 5)]
    expect(ledger(told, 25)).toMatchObject({ moneyCreated: 0, moneyDestroyed: 0, overdraft: 0 })
  })

  it('split-bank with last-write-wins: 160 were paid from 100, and 20 are left', () => {
    expect(ledger([...paid(0, 80), ...paid(1, 80)], 20)).toMatchObject({
      moneyCreated: 80,
      moneyDestroyed: 0,
      overdraft: 60,
    })
  })

  it('split-bank with a counter: nothing is made, the account is overdrawn', () => {
    expect(ledger([...paid(0, 80), ...paid(1, 80)], -60)).toMatchObject({
      moneyCreated: 0,
      moneyDestroyed: 0,
      overdraft: 60,
    })
  })

  it('a deposit that vanished is money destroyed', () => {
    expect(ledger([ask(0, 'deposit', 30), ok(0, 'deposit', 30)], 100)).toMatchObject({ moneyDestroyed: 30 })
  })

  it('what nobody knows widens the range, to its own side only', () => {
    const deposit = [ask(0, 'deposit', 30), nobodyKnows(0, 'deposit', 30)]
    expect([100, 115, 130].map(value => ledger(deposit, value).moneyCreated)).toEqual([0, 0, 0])
    expect(ledger(deposit, 131).moneyCreated).toBe(1)
    expect(ledger(deposit, 99).moneyDestroyed).toBe(1)
    const withdrawal = [ask(0, 'withdraw', 30), nobodyKnows(0, 'withdraw', 30)]
    expect([70, 100].map(value => ledger(withdrawal, value).moneyDestroyed)).toEqual([0, 0])
    expect(ledger(withdrawal, 69).moneyDestroyed).toBe(1)
    expect(ledger(withdrawal, 101).moneyCreated).toBe(1)
  })

  it('an overdraft is only what is certain', () => {
    const withdrawal = [ask(0, 'withdraw', 150), nobodyKnows(0, 'withdraw', 150)]
    expect(ledger(withdrawal, 100).overdraft).toBe(0)
    const deposit = [ask(2, 'deposit', 40), nobodyKnows(2, 'deposit', 40)]
    expect(ledger([...paid(0, 80), ...paid(1, 80), ...deposit], 20).overdraft).toBe(20)
  })

  it('what is still open may have happened as well', () => {
    expect(ledger([ask(0, 'withdraw', 30)], 70)).toMatchObject({ moneyCreated: 0, moneyDestroyed: 0 })
  })

  it('what was refused or declined moved nothing', () => {
    const told = [
      ask(0, 'withdraw', 30),
      refused(0, 'withdraw', 30),
      ask(1, 'withdraw', 900),
      declined(1, 900),
    ]
    expect(ledger(told, 100)).toMatchObject({ moneyCreated: 0, moneyDestroyed: 0, overdraft: 0 })
  })

  it('means nothing with blind writes, or where there is no account', () => {
    const none = { moneyCreated: null, moneyDestroyed: null, overdraft: null }
    expect(ledger([ask(0, 'write', 5), ok(0, 'write', 5)], 5)).toMatchObject(none)
    const register = { ...account, model: 'register' } as const
    expect(ledgerOf(register, momentOf(register, [], { value: 1, includes: ops() }))).toMatchObject(none)
  })
})

describe('settled', () => {
  const told = [...paid(0, 80), ...paid(1, 80)]
  const all = { value: 20, includes: ops(1) }
  const whole = momentOf(account, told, all)
  const withWorld = (change: Partial<Moment['world']>) => ({ ...whole, world: { ...whole.world, ...change } })
  const unsettled = {
    settled: false,
    lostWrites: null,
    moneyCreated: null,
    moneyDestroyed: null,
    overdraft: 60,
  }

  it('when the network is whole, everybody runs, and all copies show the same', () => {
    expect(ledgerOf(account, whole)).toMatchObject({ settled: true, lostWrites: 1, moneyCreated: 80 })
  })

  it('not while the network is cut', () => {
    const network = { ...whole.world.network, partition: account.handCut }
    expect(ledgerOf(account, withWorld({ network }))).toMatchObject(unsettled)
  })

  it('not while a replica is down', () => {
    const world = withHost(whole.world, 'n3', { up: false })
    expect(ledgerOf(account, withWorld(world))).toMatchObject(unsettled)
  })

  it('not while a replica is at work on an operation', () => {
    const n1 = hostOf(whole.world, 'n1')
    if (n1?.state.kind !== 'replica') throw new Error('n1 is a replica')
    const attempt = {
      request: { op: 9, client: 'c1', f: 'read', key: 'x', value: null, policy: null },
      tries: 1,
      epoch: 0,
      phase: 'prepare',
      ballot: [1, 'n1'],
      promises: {},
      accepted: [],
      nacked: [],
      proposal: null,
      everProposed: false,
      since: 0,
    } as const
    const world = withHost(whole.world, 'n1', { state: { ...n1.state, attempts: { 9: attempt } } })
    expect(ledgerOf(account, withWorld(world))).toMatchObject(unsettled)
  })

  it('not while copies differ, in value or in what they are made of', () => {
    const other = momentOf(account, told, [all, all, { value: 30, includes: ops(1) }])
    expect(ledgerOf(account, other)).toMatchObject(unsettled)
    const sameValue = momentOf(account, told, [all, all, { value: 20, includes: ops(0) }])
    expect(ledgerOf(account, sameValue)).toMatchObject(unsettled)
  })
})
