import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { linesOf, netsplit } from './netsplit.ts'

const LEDGER_KEYS = [
  'requests',
  'answered',
  'refused',
  'unknown',
  'staleReads',
  'staleDecisions',
  'lostWrites',
  'conflicts',
  'moneyCreated',
  'moneyDestroyed',
  'overdraft',
  'settled',
]

async function runJson(...argv: string[]) {
  const { code, stdout, stderr } = await netsplit(['run', ...argv, '--json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(linesOf(stdout)).toHaveLength(1)
  return JSON.parse(stdout)
}

describe('run --json', () => {
  test.each(['consistency', 'availability'])(
    'has the shape of design.md, to the letter: %s',
    async choice => {
      const run = await runJson('split-bank', '--choose', choice)
      expect(Object.keys(run)).toEqual([
        'format',
        'scenario',
        'seed',
        'decisions',
        'replay',
        'ledger',
        'availability',
        'verdict',
        'history',
        'trace',
      ])
      expect(run).toMatchObject({ format: 'netsplit-run/1', scenario: 'split-bank', seed: 7 })
      expect(run.decisions).toEqual([{ at: expect.any(Number), choice }])
      // Milliseconds: the run lasts 7.4 seconds, and the cut comes at 1.5.
      expect(run.decisions[0].at).toBeGreaterThan(1500)
      expect(run.decisions[0].at).toBeLessThan(5000)
      expect(run.replay).toMatch(/^[0-9A-HJKMNP-TV-Z-]{20,160}$/)
      expect(Object.keys(run.ledger)).toEqual(LEDGER_KEYS)
      for (const key of LEDGER_KEYS.slice(0, 4)) expect(run.ledger[key]).toEqual(expect.any(Number))
      expect(run.ledger.conflicts).toBeNull()
      expect(run.ledger.settled).toBe(true)
      expect(Object.keys(run.availability)).toEqual(['total', 'answeredRatio'])
      expect(run.availability.answeredRatio).toBe(run.ledger.answered / run.ledger.requests)
      expect(Object.keys(run.verdict)).toEqual(['result', 'explanation', 'witness'])
      expect(run.trace).toMatch(/^[0-9a-f]{64}$/)
    },
  )

  test('consistency: linearizable, no money made, not available', async () => {
    const { ledger, availability, verdict } = await runJson('split-bank', '--choose', 'consistency')
    expect(verdict).toMatchObject({ result: 'linearizable', witness: null })
    expect(ledger).toMatchObject({ moneyCreated: 0, moneyDestroyed: 0, overdraft: 0, lostWrites: 0 })
    expect(ledger.refused + ledger.unknown).toBeGreaterThan(0)
    expect(availability.total).toBe(false)
  })

  test('availability: all answered, paid twice, and a witness', async () => {
    const { ledger, availability, verdict } = await runJson('split-bank', '--choose', 'availability')
    expect(ledger).toMatchObject({ answered: ledger.requests, moneyCreated: 80, overdraft: 60 })
    expect(availability).toEqual({ total: true, answeredRatio: 1 })
    expect(verdict.result).toBe('violation')
    expect(Object.keys(verdict.witness)).toEqual(['key', 'operations', 'minimal'])
    expect(verdict.witness).toMatchObject({ key: 'account', minimal: true })
    for (const operation of verdict.witness.operations) {
      expect(Object.keys(operation)).toEqual([
        'process',
        'f',
        'key',
        'value',
        'outcome',
        'result',
        'time',
        'returned',
      ])
      expect(operation).toMatchObject({
        f: 'withdraw',
        key: 'account',
        value: 80,
        outcome: 'ok',
        result: true,
      })
      expect(operation.returned).toBeGreaterThan(operation.time)
    }
  })

  test('both choices share every event up to the decision', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const [a, b] = await Promise.all(
        ['consistency', 'availability'].map(choice =>
          runJson('split-bank', '--choose', choice, '--seed', `${seed}`),
        ),
      )
      const at = a.decisions[0].at
      expect(b.decisions[0].at, `seed ${seed}`).toBe(at)
      const shared = (run: { history: { time: number }[] }) => run.history.filter(({ time }) => time <= at)
      expect(shared(a), `seed ${seed}`).toEqual(shared(b))
      expect([a.verdict.result, b.verdict.result], `seed ${seed}`).toEqual(['linearizable', 'violation'])
    }
  })

  test('the history is what --history writes, and check agrees with the verdict', async () => {
    const path = join(temporaryFolder(), 'bank.jsonl')
    const argv = ['run', 'split-bank', '--choose', 'availability', '--json', '--history', path]
    const run = JSON.parse((await netsplit(argv)).stdout)
    const written = readFileSync(path, 'utf8')
    expect(
      written
        .split('\n')
        .slice(0, -1)
        .map(line => JSON.parse(line)),
    ).toEqual(run.history)
    expect(run.history[0]).toEqual({
      process: 'c1',
      type: 'invoke',
      f: 'read',
      key: 'account',
      value: null,
      time: expect.any(Number),
    })
    const checked = await netsplit(['check', path, '--initial', '100', '--json'])
    expect(checked.code).toBe(1)
    expect(JSON.parse(checked.stdout).verdict).toEqual(run.verdict)
  })

  test.each([
    ['split-bank', 'account', '100'],
    ['split-feed', 'set', '[]'],
  ])('after --history for %s the line that checks it so is on standard error', async (id, model, initial) => {
    const path = join(temporaryFolder(), "it's here.jsonl")
    const argv = ['run', id, '--choose', 'availability', '--seed', '1', '--json']
    const { stdout, stderr } = await netsplit([...argv, '--history', path])
    const [, command = ''] = linesOf(stderr)
    // The words as a shell reads them.
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command.trim()}`], { encoding: 'utf8' })
    const [program, ...rest] = linesOf(words)
    expect([program, ...rest]).toEqual(['netsplit', 'check', path, '--model', model, '--initial', initial])
    const checked = await netsplit([...rest, '--json'])
    expect(JSON.parse(checked.stdout).verdict).toEqual(JSON.parse(stdout).verdict)
  })

  test('two runs print identical bytes, and another seed others', async () => {
    const argv = ['run', 'split-feed', '--choose', 'availability', '--seed', '41', '--json']
    const [one, two] = [await netsplit(argv), await netsplit(argv)]
    expect(one).toEqual(two)
    const other = await netsplit(argv.with(5, '42'))
    expect(JSON.parse(other.stdout).trace).not.toBe(JSON.parse(one.stdout).trace)
  })

  test('a set has no money, and says so with null', async () => {
    const { ledger } = await runJson('split-feed', '--choose', 'availability', '--seed', '0')
    expect(ledger).toMatchObject({ moneyCreated: null, moneyDestroyed: null, overdraft: null, lostWrites: 0 })
  })
})

describe('run', () => {
  test.each([
    [72, {}],
    [40, { COLUMNS: '40' }],
    [72, { COLUMNS: '200' }],
    [72, { COLUMNS: 'wide' }],
  ])('prints a report of at most %i columns, without escape codes', async (width, env) => {
    const argv = ['run', 'split-bank', '--choose', 'availability']
    const { code, stdout, stderr } = await netsplit(argv, { env: { FORCE_COLOR: '3', ...env } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).not.toContain('\x1b')
    // Commands to be copied stand on one line however long they are.
    for (const line of linesOf(stdout).filter(line => !line.includes('  netsplit ')))
      expect(line.length, line).toBeLessThanOrEqual(width)
  })

  test('tells what happened, what it cost, and how to see it again', async () => {
    const { stdout } = await netsplit(['run', 'split-bank', '--choose', 'availability', '--seed', '9'])
    for (const words of [
      'the network is cut: n1 n2 n3 | n4 n5',
      '> Availability – pay out from the copy it has',
      'money created    80',
      'No, it is not linearizable.',
      'Oslo withdrew 80',
      'Oslo withdrew 80 while Lyon withdrew 80',
      'netsplit replay 2',
      'netsplit run split-bank --choose consistency --seed 9',
    ])
      expect(stdout).toContain(words)
  })
})

describe('replay', () => {
  test.each(['consistency', 'availability'])('gives the bytes of the run: %s', async choice => {
    for (const scenario of ['split-bank', 'split-feed'])
      for (const seed of ['0', '7', '4294967295']) {
        const argv = ['run', scenario, '--choose', choice, '--seed', seed]
        const json = await netsplit([...argv, '--json'])
        const { replay } = JSON.parse(json.stdout)
        expect(await netsplit(['replay', replay, '--json'])).toEqual(json)
        expect(await netsplit(['replay', replay])).toEqual(await netsplit(argv))
        // As a person types it from a screen.
        const typed = replay.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').split(' ')
        expect(await netsplit(['replay', ...typed, '--json'])).toEqual(json)
      }
  })

  test.each<[string, string[], string]>([
    ['none', [], 'netsplit: replay what?'],
    ['an empty one', [''], 'netsplit: replay code: it is empty (found nothing)'],
    ['a dash', [' - '], 'netsplit: replay code: it is empty'],
    [
      'a word',
      ['hello'],
      'netsplit: replay code: it is too short: a code has at least 15 letters and digits',
    ],
    [
      'the beginning of one',
      ['116N8-A3DRS-9PHY8-X67'],
      'netsplit: replay code: a character is wrong or missing',
    ],
    ['an escape code', ['ÿ\x1b[2J'], 'netsplit: replay code: «ÿ» is in no replay code (found «ÿ�[2J»)'],
    ['100 KB', ['0'.repeat(100_000)], 'netsplit: replay code: it is longer than any replay code'],
  ])('bad input: %s', async (_, code, told) => {
    const { code: exit, stdout, stderr } = await netsplit(['replay', ...code])
    expect({ exit, stdout, lines: linesOf(stderr).length }).toEqual({ exit: 2, stdout: '', lines: 1 })
    expect(stderr).toContain(told)
  })
})
