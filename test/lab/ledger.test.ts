import { describe, expect, it } from 'vitest'
import { type Ledger, ledgerOf } from '../../src/lab/lab.ts'
import type { Told } from '../../src/lab/moment.ts'
import { account, ask, declined, momentOf, nobodyKnows, ok, ops, refused } from './by-hand.ts'

const END = { value: 100, includes: ops() }
const ledger = (told: readonly Told[], end = END): Ledger => ledgerOf(account, momentOf(account, told, end))

describe('requests and answers', () => {
  it('are counted by how they ended; what is still open is a request only', () => {
    const told = [
      ask(0, 'withdraw', 10),
      ok(0, 'withdraw', 10),
      ask(1, 'withdraw', 900),
      declined(1, 900, ops(0)),
      ask(2, 'read'),
      refused(2, 'read'),
      ask(3, 'deposit', 5),
      nobodyKnows(3, 'deposit', 5),
      ask(4, 'read'),
    ]
    expect(ledger(told)).toMatchObject({ requests: 5, answered: 2, refused: 1, unknown: 1 })
  })
})

describe('stale reads', () => {
  const write = [ask(0, 'deposit', 10), ok(0, 'deposit', 10)]
  const stale = (told: readonly Told[]) => ledger(told).staleReads

  it('an acknowledged effect is missing from what was read', () => {
    expect(stale([...write, ask(1, 'read'), ok(1, 'read', 100, ops())])).toBe(1)
    expect(stale([...write, ask(1, 'read'), ok(1, 'read', 110, ops(0))])).toBe(0)
  })

  it('what was not acknowledged before the read was asked does not count', () => {
    const [begun, ended] = write
    if (!begun || !ended) throw new Error('two lines')
    expect(stale([begun, ask(1, 'read'), ended, ok(1, 'read', 100, ops())])).toBe(0)
    expect(stale([begun, ask(1, 'read'), ok(1, 'read', 100, ops()), ended])).toBe(0)
  })

  it('what was refused, declined, or is not known to have happened, is not missed', () => {
    const read = [ask(1, 'read'), ok(1, 'read', 100, ops())]
    expect(stale([ask(0, 'deposit', 10), refused(0, 'deposit', 10), ...read])).toBe(0)
    expect(stale([ask(0, 'deposit', 10), nobodyKnows(0, 'deposit', 10), ...read])).toBe(0)
    expect(stale([ask(0, 'withdraw', 900), declined(0, 900), ...read])).toBe(0)
  })

  it('nor what happened to another key', () => {
    expect(stale([...write, ask(1, 'read', null, 'y'), ok(1, 'read', 100, ops(), 'y')])).toBe(0)
  })

  it('a read that misses two is one stale read, and a read that got no answer is none', () => {
    const second = [ask(1, 'deposit', 10), ok(1, 'deposit', 10, ops(0))]
    expect(stale([...write, ...second, ask(2, 'read'), ok(2, 'read', 100, ops())])).toBe(1)
    expect(stale([...write, ...second, ask(2, 'read'), nobodyKnows(2, 'read')])).toBe(0)
  })
})

describe('stale decisions', () => {
  const write = [ask(0, 'withdraw', 80), ok(0, 'withdraw', 80)]
  const decisions = (f: 'withdraw' | 'deposit' | 'cas' | 'write' | 'add') =>
    ledger([...write, ask(1, f, 80), ok(1, f, 80, ops())]).staleDecisions

  it('a withdrawal, a deposit or a cas that was computed without an acknowledged effect', () => {
    expect([decisions('withdraw'), decisions('deposit'), decisions('cas')]).toEqual([1, 1, 1])
  })

  it('also one that was declined for want of it', () => {
    expect(ledger([...write, ask(1, 'withdraw', 300), declined(1, 300, ops())]).staleDecisions).toBe(1)
  })

  it('but nothing that decides nothing', () => {
    expect([decisions('write'), decisions('add')]).toEqual([0, 0])
    expect(ledger([...write, ask(1, 'read'), ok(1, 'read', 100, ops())]).staleDecisions).toBe(0)
  })
})

describe('blind writes', () => {
  const first = [ask(0, 'write', 1), ok(0, 'write', 1)]
  const second = [ask(1, 'write', 2), ok(1, 'write', 2)]
  const read = (basis: bigint) => [ask(2, 'read'), ok(2, 'read', 2, basis)]
  const stale = (told: readonly Told[]) => ledger(told).staleReads

  it('a later one wipes out an earlier one rightly', () => {
    expect(stale([...first, ...second, ...read(ops(1))])).toBe(0)
  })

  it('one that was over before the write began does not', () => {
    expect(stale([...first, ...second, ...read(ops(0))])).toBe(1)
  })

  it('one at the same time may have come after it', () => {
    const [a, aOk] = first
    const [b, bOk] = second
    if (!a || !aOk || !b || !bOk) throw new Error('four lines')
    expect(stale([a, b, aOk, bOk, ...read(ops(0))])).toBe(0)
    expect(stale([a, b, bOk, aOk, ...read(ops(1))])).toBe(0)
  })

  it('one of which nobody knows may have, whenever it was asked, if it is in what was read', () => {
    const unknown = [ask(0, 'write', 1), nobodyKnows(0, 'write', 1)]
    expect(stale([...unknown, ...second, ...read(ops(0))])).toBe(0)
    expect(stale([...unknown, ...second, ...read(ops())])).toBe(1)
  })

  it('on another key wipes out nothing here', () => {
    const other = [ask(1, 'write', 2, 'y'), ok(1, 'write', 2, ops(), 'y')]
    expect(stale([...first, ...other, ask(2, 'read'), ok(2, 'read', 0, ops(1))])).toBe(1)
  })

  it('the same holds for what is lost in the end', () => {
    expect(ledger([...first, ...second], { value: 2, includes: ops(1) }).lostWrites).toBe(0)
    expect(ledger([...first, ...second], { value: 1, includes: ops(0) }).lostWrites).toBe(1)
    expect(ledger([...first, ...second], { value: 0, includes: ops() }).lostWrites).toBe(2)
  })
})
