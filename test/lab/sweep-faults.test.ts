import { describe, expect, test } from 'vitest'
import { advance, assess, readReplayCode, replayCode, rewind, traceHash } from '../../src/lab/lab.ts'
import { sweepSeed } from '../../src/lab/sweep.ts'
import { chanceFaults } from '../../src/lab/sweep-faults.ts'
import { items } from '../../src/model/sequence.ts'
import { FaultTable } from './fault-table.ts'
import { shippedScenario } from './scenarios.ts'
import { chooseAlways } from './sweep-choices.ts'

const bank = shippedScenario('split-bank')
const choose = chooseAlways('availability')

describe('faults by chance', () => {
  test('are fixed by the seed, in order, of every kind, all mended in time, and lose no disk', () => {
    const kinds = new Set<string>()
    for (let seed = 1; seed <= 300; seed++) {
      const faults = chanceFaults(bank, seed, 4)
      expect(chanceFaults(bank, seed, 4)).toEqual(faults)
      expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).toSorted((a, b) => a - b))
      expect(faults.every(({ at }) => at >= 0 && at <= bank.lastsUs * 0.75)).toBe(true)
      const table = new FaultTable(bank)
      for (const { fault } of faults) {
        table.take(fault)
        for (const kind of table.kinds(fault)) kinds.add(kind)
      }
      expect(table.isWhole(), `seed ${seed}`).toBe(true)
    }
    expect([...kinds].toSorted()).toEqual([
      'bandwidth',
      'clock',
      'crash',
      'cut',
      'cut one way',
      'cut one way in three',
      'delay',
      'duplication',
      'held',
      'in order',
      'loss',
      'three sides',
      'two sides',
    ])
  })

  test("a scenario's own cut lasts to its own heal, and its cut is the only one of the network, for every seed", () => {
    const own = bank.faults.map(({ fault }) => fault)
    expect(own.map(({ type }) => type)).toEqual(['cut', 'heal'])
    for (let seed = 1; seed <= 60; seed++) {
      const { run } = sweepSeed(bank, seed, choose, 5)
      const happenings = items(run.moment.happenings)
      const faults = happenings.flatMap(({ action }) => (action.type === 'fault' ? [action.fault] : []))
      expect(faults.length).toBeGreaterThan(own.length)
      expect(faults.filter(({ type }) => type === 'cut' || type === 'heal')).toEqual(own)
      const [cut, heal] = own.map(known =>
        happenings.findIndex(({ action }) => action.type === 'fault' && action.fault === known),
      )
      for (let place = (cut ?? 0) + 1; place <= (heal ?? 0); place += 40)
        expect(rewind(run, place).moment.world.network.partition, `seed ${seed}`).not.toBeNull()
      expect(rewind(run, (heal ?? 0) + 1).moment.world.network.partition).toBeNull()
    }
  })

  test('leave alone what the scenario breaks itself', () => {
    const rules = { ...bank.links, lossPpm: 10_000 }
    const own = [
      { type: 'link', from: 'n1', to: 'n2', fault: 'held' },
      { type: 'crash', node: 'n3' },
      { type: 'clock', node: 'n4', offsetUs: 1000 },
      { type: 'links', rules },
    ] as const
    const broken = { ...bank, faults: own.map(fault => ({ atUs: 1_000_000, fault })) }
    const seen = new Set<string>()
    for (let seed = 1; seed <= 200; seed++)
      for (const { fault } of chanceFaults(broken, seed, 5)) {
        seen.add(fault.type)
        expect(fault).not.toMatchObject({ type: 'link', from: 'n1', to: 'n2' })
        expect(fault).not.toMatchObject({ type: 'crash', node: 'n3' })
        expect(fault).not.toMatchObject({ type: 'restart', node: 'n3' })
        expect(fault).not.toMatchObject({ type: 'clock', node: 'n4' })
      }
    expect([...seen].toSorted()).toEqual(['clock', 'crash', 'link', 'restart'])
  })

  test('where two overlap, the one that goes on is not mended with the other', () => {
    let overlaps = 0
    for (let seed = 1; seed <= 300; seed++) {
      const one = chanceFaults(bank, seed, 1)
      // More are drawn after the first, which stays what it was.
      const all = chanceFaults(bank, seed, 6)
      const [begin, end] = [one[0], one.at(-1)]
      if (begin?.fault.type !== 'crash' || !end) continue
      const { node } = begin.fault
      const between = all.filter(
        ({ at, fault }) => at > begin.at && at < end.at && fault.type === 'restart' && fault.node === node,
      )
      expect(between, `seed ${seed}`).toEqual([])
      overlaps += all.some(({ at }) => at > begin.at && at < end.at) ? 1 : 0
    }
    expect(overlaps).toBeGreaterThan(20)
  })

  test('a run with all of them is, to the byte, the run of its replay code', () => {
    const kinds = new Set<string>()
    for (let seed = 1; seed <= 12; seed++) {
      const { run } = sweepSeed(bank, seed, choose, 12)
      for (const { deed } of run.acts) if (deed.type === 'fault') kinds.add(deed.fault.type)
      const read = readReplayCode(replayCode(run), () => bank)
      if (!read.ok) return expect.fail(read.problems[0]?.message)
      const replayed = advance(read.value, bank.lastsUs)
      expect(traceHash(replayed.moment), `seed ${seed}`).toBe(traceHash(run.moment))
      expect(assess(replayed)).toEqual(assess(run))
    }
    expect([...kinds].toSorted()).toEqual(['clock', 'crash', 'link', 'links', 'restart'])
  })
})
