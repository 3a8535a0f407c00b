import { describe, expect, it } from 'vitest'
import { availabilityOf } from '../../src/lab/availability.ts'
import { factsOf } from '../../src/lab/facts.ts'
import { advance, assess, ledgerOf, startRun } from '../../src/lab/lab.ts'
import type { LabHappening, Told } from '../../src/lab/moment.ts'
import { holds } from '../../src/model/condition.ts'
import type { OperationName } from '../../src/model/operation.ts'
import {
  account,
  ask,
  declined,
  happening,
  momentOf,
  nobodyKnows,
  ok,
  ops,
  refused,
  sequenceOf,
} from './by-hand.ts'

function received(op: number, node: string, f: OperationName = 'read'): LabHappening {
  const request = { op, client: 'c1', f, key: 'x', value: null, policy: null } as const
  return happening({ notes: [{ node, note: { type: 'received', op, request } }] })
}

const crash = (node: string) => happening({ action: { type: 'fault', fault: { type: 'crash', node } } })

function momentWith(told: readonly Told[], happenings: readonly LabHappening[]) {
  return { ...momentOf(account, told, { value: 100, includes: ops() }), happenings: sequenceOf(happenings) }
}

const availability = (told: readonly Told[], happenings: readonly LabHappening[]) =>
  availabilityOf(momentWith(told, happenings))

describe('availability', () => {
  it('is total, and the ratio 1, where nothing is asked', () => {
    expect(availability([], [])).toEqual({ total: true, answeredRatio: 1 })
  })

  it('counts «declined» as an answer, and «refused» and silence as none', () => {
    const told = [ask(0, 'withdraw', 900), declined(0, 900)]
    expect(availability(told, [received(0, 'n1')])).toEqual({ total: true, answeredRatio: 1 })
    const no = [...told, ask(1, 'read'), refused(1, 'read')]
    expect(availability(no, [received(0, 'n1'), received(1, 'n1')])).toEqual({
      total: false,
      answeredRatio: 0.5,
    })
    const silence = [...told, ask(1, 'read'), nobodyKnows(1, 'read')]
    expect(availability(silence, [received(0, 'n1'), received(1, 'n1')]).total).toBe(false)
    const open = [...told, ask(1, 'read')]
    expect(availability(open, [received(0, 'n1'), received(1, 'n1')]).total).toBe(false)
  })

  it('one refusal among many answers: a high ratio, and not total', () => {
    const told: Told[] = []
    const happenings: LabHappening[] = []
    for (let op = 0; op < 99; op += 1) {
      told.push(ask(op, 'read'), ok(op, 'read', 100))
      happenings.push(received(op, 'n1'))
    }
    const all = availability(
      [...told, ask(99, 'read'), refused(99, 'read')],
      [...happenings, received(99, 'n2')],
    )
    expect(all).toEqual({ total: false, answeredRatio: 0.99 })
  })

  it('a coordinator that fails at any time in the run is left out of it', () => {
    const told = [ask(0, 'read'), nobodyKnows(0, 'read')]
    expect(availability(told, [received(0, 'n1'), crash('n1')])).toEqual({ total: true, answeredRatio: 0 })
    expect(availability(told, [crash('n1'), received(0, 'n1')])).toEqual({ total: true, answeredRatio: 0 })
    expect(availability(told, [received(0, 'n1'), crash('n2')]).total).toBe(false)
  })

  it('a request that no replica received is no matter of the replicas', () => {
    const told = [ask(0, 'read'), nobodyKnows(0, 'read')]
    expect(availability(told, [])).toEqual({ total: true, answeredRatio: 0 })
  })

  it('and in a real run: a crashed coordinator leaves it total, a cut does not', () => {
    const workload = [
      { at: { fromUs: 100_000, toUs: 100_000 }, client: 'c1', f: 'read', key: 'x', value: null },
    ] as const
    const crashing = { ...account, workload, lastsUs: 5_000_000 }
    const run = (faults: typeof account.faults) => advance(startRun({ ...crashing, faults }, 1), 10_000_000)
    expect(assess(run([])).availability).toEqual({ total: true, answeredRatio: 1 })
    const fault = { type: 'crash', node: 'n1' } as const
    expect(assess(run([{ atUs: 105_000, fault }])).availability).toEqual({ total: true, answeredRatio: 0 })
    const cut = { type: 'cut', partition: account.handCut } as const
    expect(assess(run([{ atUs: 105_000, fault: cut }])).availability).toEqual({
      total: false,
      answeredRatio: 0,
    })
  })
})

describe('facts', () => {
  const answered = ({ op, client, event, basis, effect }: Told) =>
    happening({ reports: [{ op, client, event, basis, effect }] })
  const fault = (type: 'cut' | 'heal') =>
    happening({
      action: {
        type: 'fault',
        fault: type === 'cut' ? { type, partition: account.handCut } : { type },
      },
    })

  it('know how many were answered while the network was cut, and how many not at all', () => {
    const told = [0, 1, 2].flatMap(op => [ask(op, 'read'), ok(op, 'read', 100)])
    const [first, second, third] = told.filter(({ event }) => event.type === 'ok').map(answered)
    if (!first || !second || !third) throw new Error('three answers')
    const all = [...told, ask(3, 'read'), refused(3, 'read')]
    const moment = momentWith(all, [first, fault('cut'), second, fault('heal'), third])
    const verdict = { result: 'linearizable', explanation: '', orders: [] } as const
    const facts = factsOf(moment, ledgerOf(account, moment), availabilityOf(moment), verdict)
    expect(facts).toMatchObject({ requests: 4, notAnswered: 1, answeredWhileCut: 1, verdict: 'linearizable' })
  })

  it('fulfil a condition only if every part of it is true', () => {
    const facts = { answered: 3, moneyCreated: null, verdict: 'violation', settled: true }
    expect(holds({}, facts)).toBe(true)
    expect(holds({ answered: 3, verdict: 'violation', settled: true }, facts)).toBe(true)
    expect(holds({ answered: 3, verdict: 'linearizable' }, facts)).toBe(false)
    expect(holds({ answered: { min: 3, max: 3 } }, facts)).toBe(true)
    expect(holds({ answered: { min: 4 } }, facts)).toBe(false)
    expect(holds({ answered: { max: 2 } }, facts)).toBe(false)
  })

  it('that do not apply fulfil nothing', () => {
    const facts = { moneyCreated: null }
    expect(holds({ moneyCreated: 0 }, facts)).toBe(false)
    expect(holds({ moneyCreated: { max: 9 } }, facts)).toBe(false)
    expect(holds({ nothing: { min: 0 } }, facts)).toBe(false)
  })
})
